import assert from "node:assert/strict";
import { checksOf, told } from "./checked.ts";

/** A cost over pairs of points of any dimension, and its gradient in a list of its own. */
const embedding = (near: string, pull: string) => `
function costGrad(Y: number[][], joint: number[], round: number) {
  const count = Y.length, width = Y[0].length, near = ${near}, kernel = new Float64Array(count * count), grad = [];
  let all = 0, cost = 0;
  for (let i = 0; i < count; i++) for (let j = 0; j < count; j++) if (i !== j) { let s = 1; for (let d = 0; d < width; d++) s += (Y[i][d] - Y[j][d]) ** 2; kernel[i * count + j] = 1 / s; all += 1 / s }
  for (let i = 0; i < count; i++) {
    const row = new Array(width).fill(0);
    for (let j = 0; j < count; j++) if (i !== j) {
      const at = i * count + j, q = kernel[at] / all;
      cost -= joint[at] * Math.log(q);
      for (let d = 0; d < width; d++) row[d] += ${pull} * (near * joint[at] - q) * kernel[at] * (Y[i][d] - Y[j][d]);
    }
    grad.push(row);
  }
  return { cost, grad };
}`;

describe("a cost of a table of probabilities", () => {
  const table = /^joint is a symmetric table, 0 on its diagonal, that sums to 1$/;
  it("has the usual gradient where the table is one", () => {
    const [check] = checksOf(embedding("1", "4"));
    assert.ok(check);
    assert.equal(check.verdict, "conditional", told(check));
    assert.match(check.agreesWhen ?? "", table);
  });
  it("and on some branches only, where early steps exaggerate it", () => {
    const [check] = checksOf(embedding("round < 100 ? 4 : 1", "4"));
    assert.ok(check);
    assert.equal(check.verdict, "conditional", told(check));
    assert.match(check.agreesWhen ?? "", /^round ≥ 100 and joint is a symmetric table/);
  });
  it("another factor in it is a mistake, as is that of two points, whose cost never moves, none", () => {
    const [check] = checksOf(embedding("1", "2"));
    assert.ok(check === undefined || check.verdict === "wrong", check && told(check));
    const two = embedding("1", "4").replace("const count = Y.length", "const count = 2");
    assert.deepEqual(checksOf(two), []);
  });
});
