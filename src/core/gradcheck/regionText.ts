import { opIndexOf } from "../ops/table.ts";
import type { ParsedModule } from "../syntax/parsedModule.ts";
import { CONSTANT_OP, INPUT_OP, type NodeId, rangeOf, type Tape } from "../tape/tape.ts";
import { formatNumber } from "../util/formatNumber.ts";
import { type Condition, conditionsOf } from "./conditions.ts";
import { rangeText } from "./regionRange.ts";
import type { Sample } from "./sample.ts";

/** Something that is true of some samples: `x < 6`, by the words it has in the source. */
interface Statement {
  readonly text: string;
  readonly holds: ReadonlySet<Sample>;
}

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
    const best = bestOf(needed, ({ holds }) => left.filter((sample) => !holds.has(sample)).length);
    if (!best) return undefined;
    chosen.push(best);
    left = left.filter((sample) => best.holds.has(sample));
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

/** Every condition passed by some sample, and its opposite. */
function statementsOf(module: ParsedModule, samples: readonly Sample[]): readonly Statement[] {
  const found = new Map<string, Set<Sample>>();
  const note = (text: string, sample: Sample) => {
    const holds = found.get(text);
    if (holds) holds.add(sample);
    else found.set(text, new Set([sample]));
  };
  for (const sample of samples) {
    for (const { tape } of [sample.primal, sample.hand]) {
      for (const condition of conditionsOf(tape)) {
        const text = textOf(module, tape, condition);
        if (text !== undefined) note(text, sample);
      }
    }
  }
  return [...found].map(([text, holds]) => ({ text, holds }));
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

const comparisons: Readonly<Record<string, readonly [string, string]>> = {
  lt: ["<", "≥"],
  le: ["≤", ">"],
  gt: [">", "≤"],
  ge: ["≥", "<"],
};
const max = opIndexOf("max");

function textOf(module: ParsedModule, tape: Tape, condition: Condition): string | undefined {
  const { left, right, side, key, relation } = condition;
  const a = pieceOf(module, tape, left);
  const b = right === undefined ? "0" : pieceOf(module, tape, right);
  if (a === undefined || b === undefined) return undefined;
  if (key.startsWith("if ")) {
    const signs = relation === undefined ? undefined : comparisons[relation];
    return signs && `${a} ${signs[side ? 0 : 1]} ${b}`;
  }
  if (key.startsWith("sign ")) return `${a} ${side ? ">" : "<"} ${b}`;
  const isMax = condition.op === max;
  return `${a} ${side === isMax ? ">" : "<"} ${b}`;
}

function pieceOf({ text }: ParsedModule, tape: Tape, node: NodeId): string | undefined {
  if (tape.ops[node] === INPUT_OP) {
    const path = tape.inputs.find((input) => input.node === node)?.path;
    return path?.startsWith("\u0000") ? "the output" : path;
  }
  if (tape.ops[node] === CONSTANT_OP) return formatNumber(tape.values[node] as number, 6);
  const name = tape.provenance.names.get(node);
  const { start, end } = rangeOf(tape, node);
  const piece = text.slice(start, end).replace(/\s+/g, " ").trim();
  return piece !== "" && piece.length <= 40 ? piece : name;
}
