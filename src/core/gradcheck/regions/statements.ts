import type { OpName } from "../../ops/primitives.ts";
import { opIndexOf } from "../../ops/table.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import { CONSTANT_OP, INPUT_OP, type NodeId, rangeOf, type Tape } from "../../tape/tape.ts";
import { formatNumber } from "../../util/formatNumber.ts";
import { type Condition, conditionsOf, signOf } from "../samples/conditions.ts";
import type { Sample } from "../samples/sample.ts";

/** Something that is true of some samples: `x < 6`, by the words it has in the source. */
export interface Statement {
  readonly text: string;
  readonly holds: ReadonlySet<Sample>;
  /** Of which the opposite is true. Where it was never asked, nothing is known. */
  readonly fails: ReadonlySet<Sample>;
}

/** Every condition passed by some sample, and its opposite. */
export function statementsOf(
  module: ParsedModule,
  samples: readonly Sample[],
): readonly Statement[] {
  const found = new Map<string, { readonly holds: Set<Sample>; readonly fails: Set<Sample> }>();
  const known = (text: string) => {
    const own = found.get(text) ?? { holds: new Set(), fails: new Set() };
    found.set(text, own);
    return own;
  };
  const plain = new Map<string, NonNullable<ReturnType<typeof testOf>>>();
  const opposites = new Map<string, string>();
  for (const sample of samples) {
    for (const { tape } of [sample.primal, sample.hand]) {
      for (const condition of conditionsOf(tape)) {
        const [text, opposite] = [true, false].map((isOwn) =>
          textOf(module, tape, isOwn ? condition : { ...condition, side: !condition.side }),
        );
        if (text === undefined || opposite === undefined) continue;
        known(text).holds.add(sample);
        known(opposite).fails.add(sample);
        const test = testOf(tape, condition);
        if (!test) continue;
        plain.set(text, test);
        opposites.set(text, opposite);
      }
    }
  }
  // What is said of inputs alone can be told of every point, also where no function asked.
  for (const [text, test] of plain) {
    const opposite = opposites.get(text) ?? "";
    for (const sample of samples) {
      const isTrue = test(sample);
      if (isTrue === undefined) continue;
      known(text)[isTrue ? "holds" : "fails"].add(sample);
      known(opposite)[isTrue ? "fails" : "holds"].add(sample);
    }
  }
  return [...found].map(([text, sets]) => ({ text, ...sets }));
}

/** Whether the point of a sample is on that side, of an `if` between inputs and plain numbers. */
function testOf(
  tape: Tape,
  { key, left, right, relation, side }: Condition,
): ((sample: Sample) => boolean | undefined) | undefined {
  if (!key.startsWith("if ") || right === undefined) return undefined;
  const [a, b] = [left, right].map((node) => {
    if (tape.ops[node] === CONSTANT_OP) return () => tape.values[node];
    const path = tape.inputs.find((input) => input.node === node)?.path;
    return path === undefined || path.startsWith("\u0000")
      ? undefined
      : ({ point }: Sample) => point.get(path);
  });
  const compare = relation && compared[relation];
  if (!a || !b || !compare) return undefined;
  return (sample) => {
    const [one, other] = [a(sample), b(sample)];
    return one === undefined || other === undefined ? undefined : compare(one, other) === side;
  };
}

const compared: Readonly<Partial<Record<OpName, (a: number, b: number) => boolean>>> = {
  lt: (a, b) => a < b,
  le: (a, b) => a <= b,
  gt: (a, b) => a > b,
  ge: (a, b) => a >= b,
};

const max = opIndexOf("max");

export function textOf(module: ParsedModule, tape: Tape, condition: Condition): string | undefined {
  const { left, right, side, key } = condition;
  const a = pieceOf(module, tape, left);
  const b = right === undefined ? "0" : pieceOf(module, tape, right);
  if (a === undefined || b === undefined) return undefined;
  if (key.startsWith("if ")) {
    const sign = signOf(condition);
    return sign && `${a} ${sign} ${b}`;
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
