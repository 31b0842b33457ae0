import type { AST } from "@eslint-community/regexpp";
import { assertion } from "./assertions.ts";
import type { Context, Matcher } from "./attempt.ts";
import { charTest, type PatternFlags } from "./charTest.ts";
import { repeated } from "./repeated.ts";

export function matcherOf(
  pattern: AST.Pattern,
  flags: PatternFlags,
  groups: readonly AST.CapturingGroup[],
): Matcher {
  return anyOf(pattern.alternatives, {
    flags,
    groups,
    backward: false,
    anyOf,
    ofElement,
  });
}

function anyOf(alternatives: readonly AST.Alternative[], context: Context): Matcher {
  const matchers = alternatives.map(({ elements }) => inTurn(elements, context));
  const [only] = matchers;
  if (only && matchers.length === 1) return only;
  return (attempt, at, rest) => matchers.some((matcher) => matcher(attempt, at, rest));
}

function inTurn(elements: readonly AST.Element[], context: Context): Matcher {
  const order = context.backward ? elements.toReversed() : elements;
  const matchers = order.map((element) => ofElement(element, context));
  return matchers.reduceRight<Matcher>(
    (later, matcher) => (attempt, at, rest) =>
      matcher(attempt, at, (to) => later(attempt, to, rest)),
    (_attempt, at, rest) => rest(at),
  );
}

function ofElement(element: AST.Element, context: Context): Matcher {
  switch (element.type) {
    case "Assertion":
      return assertion(element, context);
    case "Quantifier":
      return repeated(element, context);
    case "Group":
      return anyOf(element.alternatives, context);
    case "CapturingGroup":
      return captured(element, context);
    case "Backreference":
      return backreference(element, context);
    default:
      return single(element.raw, context);
  }
}

function single(raw: string, { flags, backward }: Context): Matcher {
  const test = charTest(raw, flags);
  return (attempt, at, rest) => {
    attempt.spend();
    const to = test(attempt.text, at, backward);
    return to !== undefined && rest(to);
  };
}

function captured(group: AST.CapturingGroup, context: Context): Matcher {
  const inside = anyOf(group.alternatives, context);
  const index = context.groups.indexOf(group) + 1;
  return (attempt, at, rest) =>
    inside(attempt, at, (to) => {
      const before = attempt.captures[index];
      attempt.captures[index] = { start: Math.min(at, to), end: Math.max(at, to) };
      if (rest(to)) return true;
      attempt.captures[index] = before;
      return false;
    });
}

/** The text of a group once more; a group that took no part matches nothing at all. */
function backreference({ resolved }: AST.Backreference, context: Context): Matcher {
  const { flags, backward } = context;
  const indices = [resolved].flat().map((group) => context.groups.indexOf(group) + 1);
  return (attempt, at, rest) => {
    const span = indices.map((index) => attempt.captures[index]).find((known) => known);
    if (!span) return rest(at);
    const length = span.end - span.start;
    const start = backward ? at - length : at;
    if (start < 0 || start + length > attempt.text.length) return false;
    for (let offset = 0; offset < length; offset++) {
      attempt.spend();
      const [a, b] = [attempt.text[span.start + offset], attempt.text[start + offset]] as [
        string,
        string,
      ];
      if (a !== b && !(flags.ignoreCase && foldsTo(a, b, flags))) return false;
    }
    return rest(backward ? start : start + length);
  };
}

function foldsTo(a: string, b: string, { unicode }: PatternFlags): boolean {
  const escaped = `\\u${a.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return new RegExp(`^${escaped}$`, unicode ? "iu" : "i").test(b);
}
