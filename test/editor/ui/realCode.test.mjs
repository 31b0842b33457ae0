import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { workbench } from "./fixture.mjs";

const spring = `import { squared } from "./helper";

export class Spring {
  constructor(private stiffness = 3, private rest = 1) {}

  energy(length: number): number {
    return 0.5 * this.stiffness * squared(length - this.rest);
  }
}

const gravity = 9.81;
let mass = 2;

export function potential(height: number): number {
  return mass * gravity * height;
}

export function loss(prediction: number, target: number): number {
  return squared(prediction - target);
}
`;

const helper = `export function squared(u: number): number {
  return u ** 2;
}
`;

const vector = `function Vector(x, y) {
  this.x = x;
  this.y = y;
}

Vector.prototype.lengthSquared = function () {
  return this.x * this.x + this.y * this.y;
};

var scaled = (function () {
  var factor = 4;
  return function scaled(u) {
    return factor * u * u;
  };
})();

exports.scaled = scaled;
`;

const slope = `export function slopeAt(f, x) {
  return (f(x + 0.5) - f(x - 0.5)) / 1;
}

export function weighted(parts, weights) {
  let sum = 0;
  for (let i = 0; i < parts.length; i++) sum += weights[i] * parts[i] ** 2;
  return sum;
}

export const weightedGradient = (parts, weights) => parts.map((part, i) => weights[i] * part);
`;

const index = `import { slopeAt } from "./slope";

export const start = slopeAt(Math.sin, 2);
`;

const bendBackward = `export function bendBackward(dOut, x) {
  return dOut * (1 - Math.tanh(3 * x) ** 2);
}
`;

/** Methods, prototypes, closures over module state and imported helpers. */
describe("code as people write it", () => {
  before(() => {
    const folder = join(workbench.workspace, "physics");
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of Object.entries({
      "spring.ts": spring,
      "helper.ts": helper,
      "vector.js": vector,
      "slope.js": slope,
      "index.js": index,
      "bend.js": "export const bend = (x) => Math.tanh(3 * x);\n",
      "bend-backward.js": bendBackward,
    }))
      writeFileSync(join(folder, name), text);
  });
  afterEach(() => workbench.closeAll());

  it("has lenses on methods, on functions that use module state and on callers of other files", async () => {
    await workbench.openFile("physics/spring.ts");
    await workbench.waitForLenses(3);
    const [energy, potential, loss] = await workbench.lensTexts();
    assert.match(energy ?? "", /energy.*∂length 3 .*∂this\.stiffness 0\.5/);
    assert.match(potential ?? "", /^potential′\(height\) = 19\.62/);
    assert.match(loss ?? "", /^∂loss\/∂prediction = −2 · ∂loss\/∂target = 2/);
    await workbench.screenshot("methods");
  });

  it("has lenses on prototype functions and on closures", async () => {
    await workbench.openFile("physics/vector.js");
    await workbench.waitForLenses(2);
    const [lengthSquared, scaled] = await workbench.lensTexts();
    assert.match(lengthSquared ?? "", /lengthSquared\/∂this\.x = 4/);
    assert.match(scaled ?? "", /^scaled′\(u\) = 8u/);
    await workbench.screenshot("prototypes");
  });

  it("has lenses on functions that only callers in other files give a function to", async () => {
    await workbench.openFile("physics/slope.js");
    await workbench.waitForLenses(2);
    const [slope] = await workbench.lensTexts();
    assert.match(slope ?? "", /^slopeAt′\(x\) = cos.* \(f = Math\.sin\)/);
    await workbench.screenshot("given-functions");
  });

  it("compares a backward pass with its function in the file beside", async () => {
    await workbench.openFile("physics/bend-backward.js");
    await workbench.waitForSquiggles();
    await workbench.until(
      async () => (await workbench.lensTexts()).some((title) => /^✗.*3 is missing/.test(title)),
      "the verdict in a lens",
    );
    await workbench.screenshot("file-beside");
  });

  it("follows an edit of a helper in another open file", async () => {
    await workbench.openFile("physics/spring.ts");
    await workbench.waitForLenses(3);
    await workbench.openFile("physics/helper.ts");
    await workbench.waitForLenses(1);
    await workbench.placeCursor("u ** 2");
    await workbench.press("Backspace");
    await workbench.typeText("3");
    const hasLens = async (/** @type {RegExp} */ pattern) =>
      (await workbench.lensTexts()).some((text) => pattern.test(text));
    await workbench.until(() => hasLens(/squared′\(u\) = 3u²/), "the helper's own lens");
    // The helper is not saved: what its user shows comes from the editor, not from the disk.
    await workbench.openFile("physics/spring.ts");
    await workbench.until(
      () => hasLens(/∂loss\/∂prediction = 3 · ∂loss\/∂target = −3/),
      "the caller's lens to follow",
    );
    await workbench.openFile("physics/helper.ts");
    await workbench.press("Control+Z");
    await workbench.press("Control+Z");
  });
});
