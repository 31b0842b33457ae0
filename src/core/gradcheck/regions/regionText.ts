import type { ParsedModule } from "../../syntax/parsedModule.ts";
import { formatNumber } from "../../util/formatNumber.ts";
import { conditionsOf } from "../samples/conditions.ts";
import type { Sample } from "../samples/sample.ts";
import { rangeText } from "./regionRange.ts";
import { type Statement, statementsOf, textOf } from "./statements.ts";

const maximumParts = 3;

/** The shortest condition of the source that tells the right samples from the wrong ones. */
export function conditionText(
  module: ParsedModule,
  right: readonly Sample[],
  wrong: readonly Sample[],
): string {
  const fixed = fixedValue(right, wrong);
  if (fixed !== undefined) return fixed;
  const statements = statementsOf(module, [...right, ...wrong]);
  const needed = statements.filter(({ holds }) => right.every((sample) => holds.has(sample)));
  const both = narrowed(needed, wrong);
  if (both && both.length > 1) return rangeText(right, wrong) ?? joined(both);
  if (both) return joined(both);
  const enough = statements.filter(
    ({ holds }) =>
      wrong.every((sample) => !holds.has(sample)) && right.some((sample) => holds.has(sample)),
  );
  const either = covered(enough, right);
  if (either) return either.map(({ text }) => text).join(" or ");
  return unnamedRegion;
}

/** Of branches that no condition of the source tells from the others. */
export const unnamedRegion = "on some branches only";

function joined(statements: readonly Statement[]): string {
  return statements.map(({ text }) => text).join(" and ");
}

/** All right samples have one value of an input, and no wrong one has it. */
function fixedValue(right: readonly Sample[], wrong: readonly Sample[]): string | undefined {
  const [first] = right;
  for (const [path, value] of first?.point ?? []) {
    const has = ({ point }: Sample) => point.get(path) === value;
    if (right.every(has) && !wrong.some(has)) return `${path} = ${formatNumber(value, 6)}`;
  }
  return undefined;
}

/** As few statements as together exclude every wrong sample. */
function narrowed(
  needed: readonly Statement[],
  wrong: readonly Sample[],
): readonly Statement[] | undefined {
  const chosen: Statement[] = [];
  let left = [...wrong];
  while (left.length > 0 && chosen.length < maximumParts) {
    const best = bestOf(needed, ({ fails }) => left.filter((sample) => fails.has(sample)).length);
    if (!best) return undefined;
    chosen.push(best);
    left = left.filter((sample) => !best.fails.has(sample));
  }
  return left.length === 0 ? chosen : undefined;
}

/** As few statements as together admit every right sample. */
function covered(
  enough: readonly Statement[],
  right: readonly Sample[],
): readonly Statement[] | undefined {
  const chosen: Statement[] = [];
  let left = [...right];
  while (left.length > 0 && chosen.length < maximumParts) {
    const best = bestOf(enough, ({ holds }) => left.filter((sample) => holds.has(sample)).length);
    if (!best) return undefined;
    chosen.push(best);
    left = left.filter((sample) => !best.holds.has(sample));
  }
  return left.length === 0 ? chosen : undefined;
}

function bestOf(
  statements: readonly Statement[],
  gain: (statement: Statement) => number,
): Statement | undefined {
  let best: Statement | undefined;
  for (const statement of statements) {
    const more = gain(statement) - (best ? gain(best) : 0);
    const isShorter = best !== undefined && statement.text.length < best.text.length;
    if (more > 0 || (more === 0 && best && isShorter)) best = statement;
  }
  return best;
}

/** The conditions that decide between the branches of the samples, each once. */
export function guardTexts(module: ParsedModule, samples: readonly Sample[]): readonly string[] {
  const found = new Map<string, string>();
  const sides = new Map<string, Set<boolean>>();
  for (const { primal, hand } of samples) {
    for (const { tape } of [primal, hand]) {
      for (const condition of conditionsOf(tape)) {
        const text = textOf(module, tape, { ...condition, side: true });
        const key = `${tape === hand.tape} ${condition.key}`;
        sides.set(key, (sides.get(key) ?? new Set()).add(condition.side));
        if (text !== undefined) found.set(key, text);
      }
    }
  }
  // On a side on which both throw nothing was proved.
  const held = [...found].filter(([key]) => (sides.get(key)?.size ?? 0) > 1);
  return [...new Set(held.map(([, text]) => text))];
}
