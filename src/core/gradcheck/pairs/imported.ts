import { nodeRange } from "../../syntax/ast.ts";
import { declaringModule, type ImportedName, importedNames } from "../../syntax/declaringModule.ts";
import type { FunctionEntry } from "../../syntax/functions.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import { sameName } from "./affixes.ts";

/** A function of another file. */
export interface Home {
  readonly module: ParsedModule;
  readonly entry: FunctionEntry;
}

export interface Imported {
  /** With the place of its import in this file. */
  readonly primal: FunctionEntry;
  /** Asked anew each time, so that whoever watches sees what was read. */
  readonly home: () => Home | undefined;
}

/** The function that a file imports under a name. */
export function importedFunction(module: ParsedModule, name: string): Imported | undefined {
  const names = importedNames(module);
  const found =
    names.find(({ local }) => local === name) ?? names.find(({ local }) => sameName(local, name));
  if (!found) return undefined;
  const home = () => homeOf(module, found);
  const entry = home()?.entry;
  if (!entry) return undefined;
  const range = nodeRange(found.statement);
  const places = { range, nameRange: range, carrier: range, statement: range };
  return { primal: { ...entry, ...places, name: found.local, shortName: found.local }, home };
}

function homeOf(module: ParsedModule, imported: ImportedName): Home | undefined {
  const declared = declaringModule(module, imported);
  if (!declared || declared.module === module) return undefined;
  const entry = declared.module.functions.find(
    ({ level, name }) => level === "module" && name === declared.name,
  );
  return entry && { module: declared.module, entry };
}
