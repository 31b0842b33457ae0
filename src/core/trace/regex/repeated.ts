import type { AST } from "@eslint-community/regexpp";
import type { Attempt, Context, Matcher, Rest } from "./attempt.ts";
import { charTest } from "./charTest.ts";

/** `*`, `+`, `?` and `{n,m}`, greedy or lazy. */
export function repeated(node: AST.Quantifier, context: Context): Matcher {
  const { element } = node;
  const isSingle =
    element.type === "Character" ||
    element.type === "CharacterSet" ||
    element.type === "CharacterClass";
  return isSingle ? repeatedChar(node, element.raw, context) : repeatedPart(node, context);
}

/** Of single characters there is nothing to remember but how many there were. */
function repeatedChar(
  { min, max, greedy }: AST.Quantifier,
  raw: string,
  context: Context,
): Matcher {
  const test = charTest(raw, context.flags);
  return (attempt, at, rest) => {
    const ends = [at];
    const takeOne = (): boolean => {
      attempt.spend();
      const to =
        ends.length > max ? undefined : test(attempt.text, ends.at(-1) as number, context.backward);
      if (to !== undefined) ends.push(to);
      return to !== undefined;
    };
    const goal = greedy ? Number.POSITIVE_INFINITY : min;
    while (ends.length <= goal && takeOne());
    if (ends.length <= min) return false;
    if (!greedy) {
      do {
        if (rest(ends.at(-1) as number)) return true;
      } while (takeOne());
      return false;
    }
    for (; ends.length > min; ends.pop()) if (rest(ends.at(-1) as number)) return true;
    return false;
  };
}

function repeatedPart({ element, min, max, greedy }: AST.Quantifier, context: Context): Matcher {
  const matcher = context.ofElement(element, context);
  const inside = context.groups.flatMap((group, index) =>
    group.start >= element.start && group.end <= element.end ? [index + 1] : [],
  );

  /** `count` turns are behind. Each turn forgets what the one before captured. */
  function from(attempt: Attempt, at: number, rest: Rest, count: number): boolean {
    const oneMore = (): boolean => {
      if (count >= max) return false;
      attempt.spend();
      const before = inside.map((index) => attempt.captures[index]);
      for (const index of inside) attempt.captures[index] = undefined;
      // A turn that takes nothing leads nowhere, once there were as many as there must be.
      const isDone = matcher(
        attempt,
        at,
        (to) => (to !== at || count < min) && from(attempt, to, rest, count + 1),
      );
      if (!isDone)
        for (const [nth, index] of inside.entries()) attempt.captures[index] = before[nth];
      return isDone;
    };
    if (count < min) return oneMore();
    return greedy ? oneMore() || rest(at) : rest(at) || oneMore();
  }

  return (attempt, at, rest) => from(attempt, at, rest, 0);
}
