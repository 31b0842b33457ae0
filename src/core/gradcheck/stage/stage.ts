import type { FunctionEntry } from "../../syntax/functions.ts";
import { parseSource } from "../../syntax/parse.ts";
import { createModule, librarySeenBy, type ParsedModule } from "../../syntax/parsedModule.ts";
import type { SourceRange } from "../../util/sourceRange.ts";
import type { Pair, Stage } from "../pairs/pair.ts";

/** Code of our own, or a copy of a piece of the file. */
export type Piece = string | SourceRange;

export function extended(
  module: ParsedModule,
  pieces: readonly Piece[],
  /** The file's own text, of the same length. */
  own = module.text,
  /** Where in it the code is added: at its end, or at that of the function that holds what it calls. */
  at = own.length,
): Omit<Stage, "pair"> | undefined {
  let text = `${own.slice(0, at)}\n`;
  const copies: { readonly at: number; readonly from: SourceRange }[] = [];
  for (const piece of pieces) {
    if (typeof piece !== "string") copies.push({ at: text.length, from: piece });
    text += typeof piece === "string" ? piece : module.text.slice(piece.start, piece.end);
  }
  const added = text.length - at;
  text += own.slice(at);
  const outcome = parseSource(text, module.uri === "" ? "file.ts" : module.uri);
  if (outcome.kind !== "parsed") return undefined;
  // The other files are those that the file itself sees.
  const place = { uri: module.uri, library: librarySeenBy(module) };
  return {
    module: createModule(text, outcome.program, outcome.unread, place),
    placeOf({ start, end }) {
      if (end <= at) return { start, end };
      if (start >= at + added) return { start: start - added, end: end - added };
      const copy = copies.find(({ at, from }) => start >= at && end <= at + from.end - from.start);
      const shift = copy && copy.from.start - copy.at;
      return shift === undefined ? undefined : { start: start + shift, end: end + shift };
    },
  };
}

/** The types that a function's doc comment gives its parameters, for one that is called with the same. */
export function documented(module: ParsedModule, entry: FunctionEntry): string {
  const types = [...module.tagsOf(entry).parameterTypes];
  const lines = types.map(([name, type]) => `@param {${type}} ${name}`);
  return lines.length === 0 ? "" : `\n/** ${lines.join("\n * ")} */`;
}

/** Code that calls both as `gradlensForward` and `gradlensBackward` do: functions, or methods of the same names. */
export function stagedPasses(
  module: ParsedModule,
  pair: Pair,
  pieces: readonly Piece[],
  end = module.text.length,
): Stage | undefined {
  const stage = extended(module, pieces, module.text, end);
  const added = stage?.module.functions.filter(({ shortName }) =>
    /gradlens(For|Back)ward$/.test(shortName),
  );
  const [primal, derivative] = added ?? [];
  return stage && primal && derivative && { ...stage, pair: { ...pair, primal, derivative } };
}
