import { isFunctionNode, type Node, type NodeOf, type Program } from "./ast.ts";
import type { ImportStyle } from "./manifest.ts";
import { walk } from "./names.ts";
import type { ParsedModule } from "./parsedModule.ts";

interface Import {
  readonly specifier: string;
  readonly style: ImportStyle;
}

/** More files than these are no package that is loaded to look at one function. */
const maximumFiles = 300;

/**
 * A file and those that it loads from beside it, each after what it imports itself, as a loader runs them; in a
 * cycle the one that was met first comes last. Undefined where they are too many.
 */
export function loadOrder(entry: ParsedModule): readonly ParsedModule[] | undefined {
  const met = new Set<string>([entry.uri]);
  const order: ParsedModule[] = [];
  const open = [{ module: entry, pending: [...importsOf(entry.program)] }];
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const next = top.pending.shift();
    if (next) {
      const link = top.module.link(next.specifier, next.style);
      if (link.kind !== "module" || met.has(link.module.uri)) continue;
      met.add(link.module.uri);
      if (met.size > maximumFiles) return undefined;
      open.push({ module: link.module, pending: [...importsOf(link.module.program)] });
    } else {
      order.push(top.module);
      open.pop();
    }
  }
  return order;
}

const known = new WeakMap<Program, readonly Import[]>();

/** What loading a file loads of the files beside it. */
function importsOf(program: Program): readonly Import[] {
  const before = known.get(program);
  if (before) return before;
  const found: Import[] = [];
  const add = (source: Node | null, style: ImportStyle) => {
    if (source?.type !== "Literal" || typeof source.value !== "string") return;
    if (/^\.{1,2}(\/|$)/.test(source.value)) found.push({ specifier: source.value, style });
  };
  for (const statement of program.body) {
    walk(statement, (node) => {
      if (isFunctionNode(node)) return false;
      if (node.type === "ImportDeclaration" && node.importKind !== "type")
        add(node.source, "import");
      else if (
        (node.type === "ExportNamedDeclaration" || node.type === "ExportAllDeclaration") &&
        node.exportKind !== "type"
      )
        add(node.source, "import");
      else if (node.type === "TSExternalModuleReference") add(node.expression, "require");
      else if (isRequire(node)) add(node.arguments[0] ?? null, "require");
      return true;
    });
  }
  known.set(program, found);
  return found;
}

export function isRequire(node: Node): node is NodeOf<"CallExpression"> {
  return (
    node.type === "CallExpression" &&
    node.callee.type === "Identifier" &&
    node.callee.name === "require"
  );
}
