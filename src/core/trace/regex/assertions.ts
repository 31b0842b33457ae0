import type { AST } from "@eslint-community/regexpp";
import type { Attempt, Context, Matcher } from "./attempt.ts";
import { charTest } from "./charTest.ts";

/** `^`, `$`, `\b` and looking around: what matches no character. */
export function assertion(node: AST.Assertion, context: Context): Matcher {
  switch (node.kind) {
    case "start":
    case "end":
      return edge(node.kind, context);
    case "word":
      return wordBoundary(node.negate, context);
    case "lookahead":
    case "lookbehind":
      return lookAround(node, context);
  }
}

const lineEnd = /[\n\r\u2028\u2029]/;

function edge(kind: "start" | "end", { flags }: Context): Matcher {
  return (attempt, at, rest) => {
    const { text } = attempt;
    const beside = kind === "start" ? text.charAt(at - 1) : text.charAt(at);
    const isEdge = kind === "start" ? at === 0 : at === text.length;
    return (isEdge || (flags.multiline && lineEnd.test(beside))) && rest(at);
  };
}

function wordBoundary(negate: boolean, { flags }: Context): Matcher {
  const test = charTest("\\w", flags);
  return ({ text }, at, rest) => {
    const isBoundary =
      (test(text, at, true) !== undefined) !== (test(text, at, false) !== undefined);
    return isBoundary !== negate && rest(at);
  };
}

/** What a look around captured stays captured, unless it was to fail or the rest does. */
function lookAround(node: AST.LookaroundAssertion, context: Context): Matcher {
  const inside = context.anyOf(node.alternatives, {
    ...context,
    backward: node.kind === "lookbehind",
  });
  return (attempt, at, rest) => {
    const before = [...attempt.captures];
    const isThere = inside(attempt, at, () => true);
    if (isThere && !node.negate && rest(at)) return true;
    restore(attempt, before);
    return !isThere && node.negate && rest(at);
  };
}

function restore({ captures }: Attempt, before: Attempt["captures"]): void {
  for (const [index, span] of before.entries()) captures[index] = span;
}
