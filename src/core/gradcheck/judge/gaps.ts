import { reverseSweep } from "../../autodiff/reverse.ts";
import { isOrdinary } from "../compare/compare.ts";
import { isExtreme } from "../compare/rounding.ts";
import type { Reason } from "../gradientCheck.ts";
import { fedWith, type Missed, type Samples } from "../samples/samples.ts";
import type { Weighed } from "./weighed.ts";

/** A region in which the function has a derivative and the hand-written one gives nothing. */
export interface Gap {
  readonly missed: Missed;
  /** It says so itself, as for an argument it does not take; anything else nobody meant. */
  readonly isThrown: boolean;
  /** What it does there, for a sentence. */
  readonly says: string;
}

/** The first gap that is no single point and no matter of size. */
export function gapOf({ bench, taken, tally }: Weighed): Gap | undefined {
  const [component] = tally.reading.components;
  const refused = taken.missed.filter(({ isRefused }) => isRefused);
  const [first] = refused;
  if (first) {
    const missed = refused.find((one) => isKnown(one, component)) ?? first;
    return { missed, says: missed.reason.message, isThrown: true };
  }
  for (const missed of taken.missed.slice(0, maximumLooks)) {
    const says = sayingOf(missed.reason);
    if (says === undefined || !isKnown(missed, component)) continue;
    if (!isRegion(missed, taken)) continue;
    if (says === endless) {
      const again = bench.patient();
      if (again.at(fedWith(missed.point, missed.primal.tape))) continue;
    }
    return { missed, says, isThrown: missed.reason.message.startsWith("throws") };
  }
  return undefined;
}

const maximumLooks = 12;
const endless = "does not end";

/** Nothing for what only could not be followed. */
function sayingOf({ message }: Reason): string | undefined {
  if (message.startsWith("throws")) return message;
  if (message.startsWith("it gives"))
    return message.replace(/^it (gives .*?)(,| not a number).*$/, "$1");
  return /^stopped after|recursion without an end/.test(message) ? endless : undefined;
}

function isSaid({ reason, isRefused }: Missed): boolean {
  return isRefused === true || reason.message.startsWith("throws");
}

/** The function's own derivative is an ordinary number there. */
function isKnown(
  missed: Missed,
  component: { readonly output: number; readonly leaf: string } | undefined,
): boolean {
  const { point, primal } = missed;
  const { tape } = primal;
  const output = component && tape.outputs[component.output]?.node;
  const input = tape.inputs.find(({ path }) => path === component?.leaf)?.node;
  if (output === undefined || input === undefined) return false;
  if (isExtreme(tape) || !(isSaid(missed) || isOrdinary(point))) return false;
  return Number.isFinite(reverseSweep(tape, new Map([[output, 1]])).adjoints[input]);
}

function isRegion({ point }: Missed, taken: Samples): boolean {
  return [1 + 2 ** -12, 1 - 2 ** -13].every((stretch) => {
    const beside = new Map([...point].map(([path, value]) => [path, value * stretch]));
    return taken.at(beside) === undefined;
  });
}
