import type { NodeId } from "../../core/tape/tape.ts";
import type { Formula } from "./formula.ts";
import type { Level } from "./level.ts";
import { formatNumber } from "./numbers.ts";
import { wrapped } from "./operators.ts";
import type { Path, Rate } from "./paths.ts";

/** One link of a chain: what it computes, how fast it moves at its own input, the product so far. */
export interface ChainStage {
  readonly from: NodeId;
  readonly node: NodeId;
  readonly name: string;
  readonly definition: Formula;
  readonly inputName: string;
  readonly input: number;
  readonly value: number;
  readonly rate: number;
  readonly rule: Formula | undefined;
  readonly product: number;
  readonly state: "live" | "dead" | "stopped";
}

export function chainStages(level: Level, path: Path, values: Float64Array): readonly ChainStage[] {
  let product = 1;
  let hasStopped = false;
  return path.rates.map((link) => {
    const input = values[link.from] as number;
    const value = values[link.to] as number;
    hasStopped ||= link.isStopped;
    product = hasStopped ? 0 : product * link.rate;
    return {
      from: link.from,
      node: link.to,
      name: level.name(link.to),
      definition: level.formula(link.to),
      inputName: level.name(link.from),
      input,
      value,
      rate: link.rate,
      rule: link.isStopped ? undefined : level.rule(link.from, link.to),
      product,
      state: link.isStopped ? "stopped" : isDead(link, input, value) ? "dead" : "live",
    };
  });
}

/** Zero, or what rounding leaves of a zero: cos(π/2) is 6e−17 in floating point. */
function isDead({ rate }: Rate, input: number, value: number): boolean {
  if (rate === 0) return true;
  const roundOff = 4 * Number.EPSILON * Math.abs(value);
  return Math.abs(rate) < 1e-12 && Math.abs(rate * input) <= roundOff;
}

/** "Where does 1248 come from": the rates in words, and which of them says most. */
export function chainSentence(stages: readonly ChainStage[], input: string): string {
  const last = stages.at(-1);
  if (!last) return "";
  const closed = stages.find(({ state }) => state !== "live");
  if (closed) {
    const why =
      closed.state === "stopped"
        ? `${closed.name} = ${closed.definition.text} lets no derivative through`
        : `${closed.name} does not move where ${closed.inputName} = ${formatNumber(closed.input)}: its rate there is 0`;
    return `${last.name} does not feel ${input} along this chain: ${why}, and whatever is multiplied by 0 is 0.`;
  }
  const total = formatNumber(last.product);
  if (stages.length === 1) {
    return `${last.name} moves ${total} for every 1 that ${input} moves, in a single link.`;
  }
  // A link of −1 is told: without it the product has the wrong sign.
  const told = stages.filter(({ rate }) => rate !== 1);
  const parts = told.map(({ name, rate, inputName }) => {
    return `${wrapped(formatNumber(rate))} (${name} per ${inputName})`;
  });
  if (parts.length === 0) return `The rate is ${total}: every link passes a change on as it is.`;
  const most = told.reduce<ChainStage | undefined>(
    (best, stage) => (!best || strength(stage) > strength(best) ? stage : best),
    undefined,
  );
  const verdict =
    most && told.length > 1 && strength(most) > 0
      ? ` ${most.name} has the strongest say: ${sayOf(most)}.`
      : "";
  return `The rate ${total} comes from ${parts.join(" × ")}.${verdict}`;
}

function strength({ rate }: ChainStage): number {
  return Math.abs(Math.log(Math.abs(rate)));
}

function sayOf({ rate }: ChainStage): string {
  const size = formatNumber(Math.abs(rate));
  return Math.abs(rate) > 1
    ? `it makes a small change ${size} times as large`
    : `it leaves only ${size} of a small change`;
}
