import assert from "node:assert/strict";
import { createAnalyzer } from "../../../src/core/analysis/document/analyzer.ts";
import { nonSmoothNames } from "../../../src/core/ops/nonSmooth.ts";

/** |x| with 0 between its slopes, which is our choice and PyTorch's, but not that of JAX. */
const magnitude = `
export const magnitude = (x: number) => Math.abs(x);
export const magnitudePrime = (x: number) => Math.sign(x);
`;

/** A tie of three as nested pairs, in PyTorch and JAX alike; the rest of the slopes is usual. */
const largest = `
export const largest = (x: number) => Math.max(x, 2 * x, 3 * x);
export const largestPrime = (x: number) => (x > 0 ? 3 : x < 0 ? 1 : 2.25);
`;

/** Inside of a function, where a pair is taken out to be compared. */
const nested = `
export function all(k: number) {
  const bend = (x: number) => k + Math.abs(x);
  const bendPrime = (x: number) => Math.sign(x);
  return bend(1) + bendPrime(1);
}
`;

describe("the verdict on a choice at a corner", () => {
  for (const [name, text, expected] of [
    ["0 for |x|", magnitude, ["equal", "equal", "kink", "kink", "kink"]],
    ["nested pairs for a tie", largest, ["kink", "equal", "equal", "kink", "kink"]],
    ["0 for |x| in a closure", nested, ["equal", "equal", "kink", "kink", "kink"]],
  ] as const) {
    it(`follows the setting: ${name}`, () => {
      // One analyzer, as in the editor: what it remembers belongs to a setting.
      const analyzer = createAnalyzer();
      const verdicts = nonSmoothNames.map((nonSmooth) => {
        const { checks } = analyzer.analyze({ uri: "file:///f.ts", version: 1, text, nonSmooth });
        return checks.map(({ verdict }) => verdict).join();
      });
      assert.deepEqual(verdicts, expected);
    });
  }
});
