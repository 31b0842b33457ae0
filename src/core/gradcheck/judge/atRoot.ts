import { compareAt } from "../compare/compare.ts";
import { relativeError, type Tally } from "../compare/tally.ts";
import type { Samples } from "../samples/samples.ts";

const maximumStarts = 12;
const maximumSteps = 40;

/** Whether a slope that differs elsewhere is right where the function is 0, which is all a Newton step needs. */
export function agreesAtRoot(taken: Samples, { reading }: Tally): boolean {
  const [component] = reading.components;
  if (!component) return false;
  return taken.samples.slice(0, maximumStarts).some(({ point: start }) => {
    let at = start.get(component.leaf) ?? Number.NaN;
    for (let step = 0; step < maximumSteps; step++) {
      const sample = taken.at(new Map(start).set(component.leaf, at));
      const compared = sample && compareAt(sample, reading, 1);
      const [slopes] = compared?.kind === "compared" ? compared.comparisons : [];
      if (!sample || (slopes?.kind !== "agrees" && slopes?.kind !== "differs")) return false;
      const node = sample.primal.tape.outputs[component.output]?.node ?? 0;
      const move = (sample.primal.tape.values[node] as number) / slopes.expected;
      if (Math.abs(move) <= 1e-12 * Math.max(1, Math.abs(at))) return relativeError(slopes) < 1e-5;
      at -= move;
    }
    return false;
  });
}
