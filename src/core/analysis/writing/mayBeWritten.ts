import type { FunctionEntry } from "../../syntax/functions.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import type { Cell } from "../../trace/inputs/cell.ts";
import type { FunctionAnalysis, TracedFunction } from "../document/functionAnalysis.ts";

/**
 * Whether one formula over the parameters says what the function does for all its callers: not where
 * they choose a mode or how long a list is, or where something else changes from call to call.
 */
export function mayBeWritten(
  module: ParsedModule,
  entry: FunctionEntry,
  { level }: FunctionAnalysis,
  { cells, tape, questions }: TracedFunction,
): boolean {
  const { node } = entry;
  if (level !== "module" || node.async || node.generator) return false;
  if (asksWhatIsThere(module, entry)) return false;
  if (questions.given.texts.size > 0) return false;
  if (tape.inputs.some(({ role, path }) => role === "noise" || !/^[\p{ID_Start}$_]/u.test(path)))
    return false;
  const isSized = (cell: Cell) => isTuple(module, entry, cell);
  return cells.every((cell) => isNumeric(cell, isSized)) && !readsWhatChanges(module, entry);
}

function isNumeric(cell: Cell, isSized: (cell: Cell) => boolean): boolean {
  const { shape } = cell;
  if (shape.kind === "array")
    return isSized(cell) && shape.elements.every((element) => isNumeric(element, () => true));
  if (shape.kind === "object")
    return [...shape.fields.values()].every((field) => isNumeric(field, () => false));
  return shape.kind === "number" || shape.kind === "unknown" || shape.kind === "default";
}

/** `([x, y])` and `p: [number, number]` have as many numbers as they say. */
function isTuple(module: ParsedModule, { node }: FunctionEntry, { path }: Cell): boolean {
  if (path === "") return true;
  const parameter = node.params.find((each) => each.type === "Identifier" && each.name === path);
  if (parameter?.type !== "Identifier") return false;
  const type = parameter.typeAnnotation?.typeAnnotation;
  if (type?.type !== "TSTypeReference" || type.typeName.type !== "Identifier")
    return type?.type === "TSTupleType";
  const declared = module.types.get(type.typeName.name);
  return (
    declared?.type === "TSTypeAliasDeclaration" && declared.typeAnnotation.type === "TSTupleType"
  );
}

/** What is left out by some callers makes another function for them. */
function asksWhatIsThere({ text }: ParsedModule, { node, range }: FunctionEntry): boolean {
  if (node.params.some((each) => each.type === "Identifier" && each.optional)) return true;
  const own = text.slice(range.start, range.end);
  return /\b(?:undefined|null|typeof|arguments)\b|\?\?/.test(own);
}

/** A `let` of the module is what it is at the moment of the call. */
function readsWhatChanges(module: ParsedModule, entry: FunctionEntry): boolean {
  return module.reachedFrom(entry).some((statement) => {
    const declared =
      statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    return declared?.type === "VariableDeclaration" && declared.kind === "let";
  });
}
