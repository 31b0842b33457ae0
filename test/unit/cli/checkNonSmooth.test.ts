import assert from "node:assert/strict";
import { gradlens } from "./runCli.ts";
import { tempFiles } from "./tempFiles.ts";

/** |x| with 0 between its slopes, which is our choice and PyTorch's, but not that of JAX. */
const magnitude = `
export const magnitude = (x: number) => Math.abs(x);
export const magnitudePrime = (x: number) => Math.sign(x);
`;

describe("gradlens check --non-smooth", () => {
  const files = tempFiles();

  it("says whose choice at a corner is the usual one", () => {
    const path = files.write("corner.ts", magnitude);
    for (const [nonSmooth, verdict] of [
      ["default", "equal"],
      ["jax", "kink"],
    ] as const) {
      const run = gradlens("check", path, "--format", "json", "--non-smooth", nonSmooth);
      assert.deepEqual([run.status, run.stderr], [0, ""]);
      assert.equal(JSON.parse(run.stdout).checks[0].verdict, verdict);
    }
  });

  it("takes no other name", () => {
    const run = gradlens("check", files.write("corner.ts", magnitude), "--non-smooth", "torch");
    assert.deepEqual([run.status, run.stdout], [2, ""]);
    assert.match(run.stderr, /--non-smooth.*torch/);
  });
});
