import type { Node } from "../../syntax/ast.ts";
import { isModuleSyntax } from "../../syntax/library.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import type { Machine } from "../machine.ts";
import { runForEffects } from "./exportBindings.ts";

const loaded = new WeakSet<Machine["files"]>();

/** Larger programs are not searched to their end. */
const maximumFiles = 60;

/**
 * Runs what imported files add to what all values share (`Number.prototype.toRadians = …`), once in a run, when a
 * method is missing: it is there that anybody notices, and most imports are never looked into. False where
 * there is nothing new.
 */
export function loadExtensions(machine: Machine, site: Node): boolean {
  const { files, root } = machine;
  if (loaded.has(files)) return false;
  loaded.add(files);
  const extending = importedBy(root).filter(({ text }) => text.includes(".prototype"));
  for (const module of extending) runForEffects(machine, { kind: "module", module }, site);
  return extending.length > 0;
}

/** The ES modules that a file imports, directly or not, those first that others build on. */
function importedBy(root: ParsedModule): readonly ParsedModule[] {
  const found = new Set<ParsedModule>();
  const seen = new Set([root]);
  const visit = (module: ParsedModule): void => {
    for (const specifier of importsOf(module)) {
      const link = module.link(specifier, "import");
      if (link.kind !== "module" || seen.has(link.module) || seen.size > maximumFiles) continue;
      seen.add(link.module);
      if (!isModuleSyntax(link.module.program)) continue;
      visit(link.module);
      found.add(link.module);
    }
  };
  visit(root);
  return [...found];
}

function importsOf({ program }: ParsedModule): readonly string[] {
  return program.body.flatMap((statement) => {
    switch (statement.type) {
      case "ImportDeclaration":
        return statement.importKind === "type" ? [] : [statement.source.value];
      case "ExportAllDeclaration":
        return [statement.source.value];
      case "ExportNamedDeclaration":
        return statement.source ? [statement.source.value] : [];
      default:
        return [];
    }
  });
}
