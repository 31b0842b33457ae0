import type { Node, Program } from "./ast.ts";
import { declaredNames } from "./declaredNames.ts";

/** What an ES module gives away. */
export interface ModuleExports {
  readonly named: ReadonlyMap<string, ExportedAs>;
  /** `export * from "…"`. */
  readonly all: readonly string[];
}

export type ExportedAs =
  | { readonly kind: "local"; readonly name: string }
  /** `export default …` without a name of its own. */
  | { readonly kind: "default" }
  | { readonly kind: "from"; readonly specifier: string; readonly name: string }
  | { readonly kind: "namespace"; readonly specifier: string };

const known = new WeakMap<Program, ModuleExports>();

export function exportsOf(program: Program): ModuleExports {
  const before = known.get(program);
  if (before) return before;
  const named = new Map<string, ExportedAs>();
  const all: string[] = [];
  for (const statement of program.body) {
    if (statement.type === "ExportAllDeclaration") {
      const specifier = statement.source.value;
      if (statement.exported)
        named.set(exportedName(statement.exported), { kind: "namespace", specifier });
      else all.push(specifier);
    } else for (const [name, as] of namesOf(statement)) named.set(name, as);
  }
  const found = { named, all };
  known.set(program, found);
  return found;
}

function namesOf(statement: Node): readonly (readonly [string, ExportedAs])[] {
  if (statement.type === "ExportDefaultDeclaration") {
    const [name] = declaredNames(statement.declaration);
    return [["default", name === undefined ? { kind: "default" } : { kind: "local", name }]];
  }
  if (statement.type === "TSExportAssignment") return [["export=", { kind: "default" }]];
  if (statement.type !== "ExportNamedDeclaration") return [];
  const specifier = statement.source?.value;
  return [
    ...declaredNames(statement).map((name) => [name, { kind: "local", name }] as const),
    ...statement.specifiers.map(({ local, exported }) => {
      const name = exportedName(local);
      const as: ExportedAs =
        specifier === undefined ? { kind: "local", name } : { kind: "from", specifier, name };
      return [exportedName(exported), as] as const;
    }),
  ];
}

/** Exported names may be strings: `export { a as "b c" }`, `import { "b c" as a }`. */
export function exportedName(name: { readonly type: string }): string {
  return "name" in name ? String(name.name) : String((name as { value?: unknown }).value);
}
