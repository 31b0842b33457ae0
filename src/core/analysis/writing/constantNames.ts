import type { Node } from "../../syntax/ast.ts";
import { boundNames } from "../../syntax/names.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import { CONSTANT_OP, type NodeId, rangeOf, sizeOf, type Tape } from "../../tape/tape.ts";

/** The numbers of a trace that the file has a name for: `RATE`, `EARTH.radius`. */
export function constantNames(
  { text, program }: ParsedModule,
  tape: Tape,
  taken: ReadonlySet<string>,
): ReadonlyMap<NodeId, string> {
  const roots = new Set(program.body.flatMap(namesOf));
  const names = new Map<NodeId, string>();
  for (let node = 0; node < sizeOf(tape); node++) {
    if (tape.ops[node] !== CONSTANT_OP) continue;
    const { start, end } = rangeOf(tape, node);
    const written = text.slice(start, end);
    const root =
      /^([\p{ID_Start}$_][\p{ID_Continue}$]*)(?:\.[\p{ID_Start}$_][\p{ID_Continue}$]*)*$/u.exec(
        written,
      )?.[1];
    if (root !== undefined && roots.has(root) && !taken.has(root)) names.set(node, written);
  }
  return names;
}

function namesOf(statement: Node): readonly string[] {
  if (statement.type === "ImportDeclaration")
    return statement.specifiers.map(({ local }) => local.name);
  const declared = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
  if (declared?.type !== "VariableDeclaration") return [];
  return declared.declarations.flatMap(({ id }) => boundNames(id));
}
