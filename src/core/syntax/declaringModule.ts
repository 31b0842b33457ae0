import type { Node, Program } from "./ast.ts";
import { exportsOf } from "./exports.ts";
import type { ImportStyle } from "./manifest.ts";
import type { Link, ParsedModule } from "./parsedModule.ts";

/** A name where it is declared. */
export interface Declared {
  readonly module: ParsedModule;
  readonly name: string;
}

/** A name that a file takes from another one. */
export interface ImportedName {
  readonly local: string;
  /** As the other file exports it. */
  readonly name: string;
  readonly specifier: string;
  readonly style: ImportStyle;
  readonly statement: Node;
}

/** How far re-exports are followed. */
const maximumHops = 5;

/** The names that a file imports, those of types included. */
export function importedNames({ program }: ParsedModule): readonly ImportedName[] {
  const names = known.get(program) ?? namesImportedBy(program);
  known.set(program, names);
  return names;
}

const known = new WeakMap<Program, readonly ImportedName[]>();

function namesImportedBy(program: Program): readonly ImportedName[] {
  return program.body.flatMap((statement): readonly ImportedName[] => {
    if (statement.type === "ImportDeclaration") {
      const specifier = statement.source.value;
      const shared = { specifier, style: "import", statement } as const;
      return statement.specifiers.flatMap((imported): readonly ImportedName[] => {
        const local = imported.local.name;
        if (imported.type === "ImportDefaultSpecifier")
          return [{ ...shared, local, name: "default" }];
        if (imported.type !== "ImportSpecifier" || imported.imported.type !== "Identifier")
          return [];
        return [{ ...shared, local, name: imported.imported.name }];
      });
    }
    if (statement.type !== "VariableDeclaration") return [];
    return statement.declarations.flatMap(({ id, init }): readonly ImportedName[] => {
      const [argument] =
        init?.type === "CallExpression" &&
        init.callee.type === "Identifier" &&
        init.callee.name === "require"
          ? init.arguments
          : [];
      return id.type === "Identifier" &&
        argument?.type === "Literal" &&
        typeof argument.value === "string"
        ? [
            {
              local: id.name,
              name: "default",
              specifier: argument.value,
              style: "require",
              statement,
            },
          ]
        : [];
    });
  });
}

/** Where an imported name is declared, through all re-exports: in code, or else in a declaration file. */
export function declaringModule(
  module: ParsedModule,
  { specifier, style, name }: Pick<ImportedName, "specifier" | "style" | "name">,
): Declared | undefined {
  return (
    declaredBehind(module.link(specifier, style), name, "import", 0) ??
    declaredBehind(module.link(specifier, "types"), name, "types", 0)
  );
}

function declaredBehind(
  link: Link,
  name: string,
  style: ImportStyle,
  hops: number,
): Declared | undefined {
  if (link.kind !== "module" || hops > maximumHops) return undefined;
  const { module } = link;
  const { named, all } = exportsOf(module.program);
  const as = named.get(name);
  if (as?.kind === "local") return { module, name: as.name };
  if (as?.kind === "from")
    return declaredBehind(module.link(as.specifier, style), as.name, style, hops + 1);
  if (name === "default") {
    const own = defaultName(module);
    return own === undefined ? undefined : { module, name: own };
  }
  if (module.types.has(name)) return { module, name };
  for (const specifier of all) {
    const found = declaredBehind(module.link(specifier, style), name, style, hops + 1);
    if (found) return found;
  }
  return undefined;
}

/** `export default Name`, `export { Name as default }` and `module.exports = Name`. */
export function defaultName({ program }: ParsedModule): string | undefined {
  const as = exportsOf(program).named.get("default");
  if (as?.kind === "local") return as.name;
  for (const statement of program.body) {
    const given =
      statement.type === "ExportDefaultDeclaration"
        ? statement.declaration
        : statement.type === "ExpressionStatement"
          ? commonExport(statement.expression)
          : undefined;
    if (given?.type === "Identifier") return given.name;
  }
  return undefined;
}

function commonExport(node: Node): Node | undefined {
  if (node.type !== "AssignmentExpression" || node.left.type !== "MemberExpression")
    return undefined;
  const { object, property } = node.left;
  return object.type === "Identifier" &&
    object.name === "module" &&
    property.type === "Identifier" &&
    property.name === "exports"
    ? node.right
    : undefined;
}
