import { type AST, RegExpParser, visitRegExpAST } from "@eslint-community/regexpp";
import type { Matcher, Span } from "./attempt.ts";
import { charAt, type PatternFlags } from "./charTest.ts";
import { matcherOf } from "./matcher.ts";
import { sampleText } from "./sampleText.ts";

/** A regular expression that can be matched step by step. */
export interface Pattern extends PatternFlags {
  readonly source: string;
  readonly flags: string;
  readonly global: boolean;
  readonly sticky: boolean;
  readonly groupCount: number;
  /** Groups with a name, by index. */
  readonly names: ReadonlyMap<string, number>;
  readonly matcher: Matcher;
  /** A text that is likely to match. */
  sample(): string;
}

export type Compiled =
  | { readonly kind: "pattern"; readonly pattern: Pattern }
  /** It is no regular expression of the language. */
  | { readonly kind: "invalid"; readonly message: string }
  | { readonly kind: "unread"; readonly message: string };

export function compile(source: string, flags: string): Compiled {
  const parser = new RegExpParser({ ecmaVersion: 2024 });
  let tree: AST.Pattern;
  try {
    const { unicode, unicodeSets, hasIndices } = parser.parseFlags(flags);
    if (unicodeSets || hasIndices)
      return { kind: "unread", message: "the flags v and d of regular expressions are not read" };
    tree = parser.parsePattern(source, 0, source.length, { unicode, unicodeSets });
  } catch (error) {
    return { kind: "invalid", message: (error as Error).message };
  }
  const groups: AST.CapturingGroup[] = [];
  visitRegExpAST(tree, { onCapturingGroupEnter: (group) => void groups.push(group) });
  const has = (flag: string) => flags.includes(flag);
  const patternFlags: PatternFlags = {
    ignoreCase: has("i"),
    multiline: has("m"),
    dotAll: has("s"),
    unicode: has("u"),
  };
  const pattern: Pattern = {
    ...patternFlags,
    source,
    flags: [...flags].sort().join(""),
    global: has("g"),
    sticky: has("y"),
    groupCount: groups.length,
    names: new Map(groups.flatMap(({ name }, index) => (name === null ? [] : [[name, index + 1]]))),
    matcher: matcherOf(tree, patternFlags, groups),
    sample: () => sampleText(tree, patternFlags),
  };
  return { kind: "pattern", pattern };
}

/** The first match from a place on, or at that very place: the whole, then the groups. */
export function firstMatch(
  pattern: Pattern,
  text: string,
  from: number,
  options: { readonly isHere: boolean; readonly spend: () => void },
): readonly [Span, ...(Span | undefined)[]] | undefined {
  const { matcher, groupCount, unicode } = pattern;
  for (let start = from; start <= text.length; start += charAt(text, start, unicode).length || 1) {
    options.spend();
    const captures = new Array<Span | undefined>(groupCount + 1).fill(undefined);
    let whole: Span | undefined;
    const isMatch = matcher({ text, captures, spend: options.spend }, start, (end) => {
      whole = { start, end };
      return true;
    });
    if (isMatch && whole) return [whole, ...captures.slice(1)];
    if (options.isHere) return undefined;
  }
  return undefined;
}
