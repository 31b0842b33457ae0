import type { SourceRange } from "../util/sourceRange.ts";
import type { FunctionEntry } from "./functions.ts";
import { commentsBefore } from "./parse.ts";

/** One `@tag text` of the comment above a function, with the place of the whole line. */
interface Tag {
  readonly name: string;
  readonly text: string;
  readonly range: SourceRange;
  /** Where `text` starts, so that a mistake inside it can be pointed at. */
  readonly textStart: number;
}

/** Everything a person may say about a function in the comments directly above it. */
export interface FunctionTags {
  readonly at: readonly Tag[];
  readonly wrt: readonly Tag[];
  readonly off: Tag | undefined;
  readonly examples: readonly Tag[];
  readonly derivativeOf: DerivativeTag | undefined;
  /** `@param {type} name`: the type's text by parameter name. */
  readonly parameterTypes: ReadonlyMap<string, string>;
}

export interface DerivativeTag {
  readonly kind: "derivative" | "gradient" | "backward";
  readonly of: string;
  readonly wrt: readonly string[];
  readonly scale: number | undefined;
  readonly within: number | undefined;
  readonly range: SourceRange;
  /** What about the tag cannot be read. */
  readonly problem?: string;
}

export function readTags(text: string, entry: FunctionEntry): FunctionTags {
  const tags = commentBlock(text, entry.carrier.start).flatMap((comment) => tagsIn(text, comment));
  const named = (name: string) => tags.filter((tag) => tag.name === name);
  return {
    at: named("at"),
    wrt: named("wrt"),
    off: named("gradlens").find((tag) => tag.text === "off"),
    examples: named("example"),
    derivativeOf: tags.map(derivativeTag).find((tag) => tag !== undefined),
    parameterTypes: parameterTypes(tags),
  };
}

/** The comments that touch the function: no blank line between any of them and what follows. */
function commentBlock(text: string, start: number): readonly SourceRange[] {
  const before = commentsBefore(text, triviaStart(text, start)).filter(({ end }) => end <= start);
  const block: SourceRange[] = [];
  let next = start;
  for (const comment of [...before].reverse()) {
    if ((text.slice(comment.end, next).match(/\r\n|\r|\n/g)?.length ?? 0) > 1) break;
    block.unshift(comment);
    next = comment.start;
  }
  return block;
}

/** Walks back over white space and comments, so that the comment scanner can go forward over them. */
function triviaStart(text: string, offset: number): number {
  let at = offset;
  for (;;) {
    const before = skipSpaceBack(text, at);
    if (text.startsWith("*/", before - 2)) {
      const open = text.lastIndexOf("/*", before - 2);
      if (open < 0) return at;
      at = open;
      continue;
    }
    const lineStart = lineStartBefore(text, before);
    if (before - lineStart > maximumCommentLine || !/^\s*\/\//.test(text.slice(lineStart, before)))
      return before;
    at = lineStart;
  }
}

/** A longer line is generated code: its whole length is not searched again for every function on it. */
const maximumCommentLine = 2000;

function skipSpaceBack(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && /\s/.test(text[at - 1] as string)) at--;
  return at;
}

function lineStartBefore(text: string, offset: number): number {
  let at = offset;
  const stop = Math.max(0, offset - maximumCommentLine - 1);
  while (at > stop && text[at - 1] !== "\n" && text[at - 1] !== "\r") at--;
  return at;
}

/** A tag's text ends with its line; only `@example` runs on to the next tag. */
function tagsIn(text: string, comment: SourceRange): Tag[] {
  const body = text.slice(comment.start, comment.end);
  const tags: Tag[] = [];
  const pattern = /^[ \t]*(?:\/\*\*?|\/\/+|\*)?[ \t]*@([A-Za-z]+)[ \t]*/gm;
  for (const match of body.matchAll(pattern)) {
    const from = match.index + match[0].length;
    const lineEnd = endOfLine(body, from);
    const name = match[1] as string;
    const end = name === "example" ? nextTag(body, lineEnd) : lineEnd;
    const raw = body
      .slice(from, end)
      .replace(/\*+\/\s*$/, "")
      .trimEnd();
    const start = comment.start + match.index + match[0].indexOf("@");
    tags.push({
      name,
      text: name === "example" ? raw.replace(/^[ \t]*(?:\*|\/\/+)[ \t]?/gm, "") : raw,
      range: { start, end: comment.start + from + raw.length },
      textStart: comment.start + from,
    });
  }
  return tags;
}

function endOfLine(body: string, from: number): number {
  const end = body.slice(from).search(/[\r\n]/);
  return end < 0 ? body.length : from + end;
}

function nextTag(body: string, from: number): number {
  const next = body.slice(from).search(/^[ \t]*(?:\*|\/\/+)?[ \t]*@[A-Za-z]/m);
  return next < 0 ? body.length : from + next;
}

function derivativeTag(tag: Tag): DerivativeTag | undefined {
  const kind = /^(derivative|gradient|backward)Of$/.exec(tag.name)?.[1] as
    | DerivativeTag["kind"]
    | undefined;
  if (!kind) return undefined;
  const [, of = "", rest = ""] = /^([^\s,]+)(.*)$/.exec(tag.text) ?? [];
  const numberAfter = (word: string) => {
    const found = new RegExp(
      `\\b${word}\\s+([-+]?[\\d.]+(?:e[-+]?\\d+)?)(?:/([\\d.]+))?`,
      "i",
    ).exec(rest);
    return found ? Number(found[1]) / Number(found[2] ?? 1) : undefined;
  };
  const wrt = /\bwrt\s+([^\s,]+(?:\s*,\s*[^\s,]+)*)/.exec(rest)?.[1]?.split(/\s*,\s*/) ?? [];
  const [scale, within] = [numberAfter("scale"), numberAfter("within")];
  const problem =
    of === ""
      ? `it must say whose: @${tag.name} f`
      : /\bscale\b/.test(rest) && !isUsable(scale)
        ? "scale must be a number other than 0, as in scale 0.5"
        : /\bwithin\b/.test(rest) && !(isUsable(within) && within > 0)
          ? "within must be a number above 0, as in within 1e-5"
          : /\bwrt\b/.test(rest) && wrt.length === 0
            ? "wrt must name inputs, as in wrt x, y"
            : undefined;
  return {
    ...{ kind, of, wrt, scale, within, range: tag.range },
    ...(problem === undefined ? {} : { problem }),
  };
}

function isUsable(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value) && value !== 0;
}

function parameterTypes(tags: readonly Tag[]): ReadonlyMap<string, string> {
  const types = new Map<string, string>();
  for (const tag of tags) {
    if (tag.name !== "param" && tag.name !== "arg" && tag.name !== "argument") continue;
    // "{number[]} r,g,b" is the type of the three together, and of none of them.
    const match = /^\{(.+)\}\s*\[?([\p{ID_Continue}$.]+)(?![\p{ID_Continue}$.]|,\S)/u.exec(
      tag.text,
    );
    if (match) types.set(match[2] as string, match[1] as string);
  }
  return types;
}
