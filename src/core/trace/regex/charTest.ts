/** The flags that decide what matches. */
export interface PatternFlags {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
  readonly unicode: boolean;
}

/** Where the one character at a place ends, if it is of the kind asked for; backwards, where it begins. */
export type CharTest = (text: string, at: number, backward: boolean) => number | undefined;

/** Far more than the characters of any text that numeric code looks at. */
const REMEMBERED = 4_096;

/**
 * A part of a pattern that stands for one character: a letter, an escape, a class. The host decides on
 * it, asked about that character alone, so that the answer takes no time worth counting.
 */
export function charTest(raw: string, flags: PatternFlags): CharTest {
  const { ignoreCase, dotAll, unicode } = flags;
  const host = new RegExp(
    `^(?:${raw})$`,
    `${ignoreCase ? "i" : ""}${dotAll ? "s" : ""}${unicode ? "u" : ""}`,
  );
  const known = new Map<string, boolean>();
  const isOfIt = (char: string): boolean => {
    const before = known.get(char);
    if (before !== undefined) return before;
    const answer = host.test(char);
    if (known.size < REMEMBERED) known.set(char, answer);
    return answer;
  };
  return (text, at, backward) => {
    const char = backward ? charBefore(text, at, unicode) : charAt(text, at, unicode);
    if (char === "" || !isOfIt(char)) return undefined;
    return backward ? at - char.length : at + char.length;
  };
}

/** With the flag u a pair of surrogates is one character. */
export function charAt(text: string, at: number, unicode: boolean): string {
  const code = unicode ? text.codePointAt(at) : undefined;
  return code === undefined ? text.charAt(at) : String.fromCodePoint(code);
}

function charBefore(text: string, at: number, unicode: boolean): string {
  if (at <= 0) return "";
  const isPair = unicode && at >= 2 && (text.codePointAt(at - 2) as number) > 0xffff;
  return text.slice(at - (isPair ? 2 : 1), at);
}
