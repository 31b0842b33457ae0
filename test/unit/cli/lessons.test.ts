import assert from "node:assert/strict";
import {
  assertClose,
  type ExplainedNode,
  explained,
  explainedFunction,
  gradientOf,
  resultOf,
  textsOf,
} from "./explained.ts";

/** The numbers of the lessons, from the example files as `explain --format json` gives them. */

const chainRule = "examples/chainRule.ts";
const dragTheRate = "examples/dragTheRate.ts";
const backpropagation = "examples/backpropagation.ts";
const jacobians = "examples/jacobians.ts";

describe("the chain rule", () => {
  it("h(x) = (3x + 1)² has the derivative 6(3x + 1), which is 18x + 6 multiplied out", () => {
    const h = explainedFunction(chainRule, "h");
    assert.equal(resultOf(h), 49);
    assert.deepEqual(gradientOf(h), { x: 42 });
    assert.deepEqual(textsOf(h), ["6(3x + 1)"]);
    const expanded = explainedFunction(chainRule, "hExpanded");
    assert.deepEqual(gradientOf(expanded), { x: 42 });
    assert.deepEqual(textsOf(expanded), ["18x + 6"]);
  });

  it("gears multiply", () => {
    const gears = explainedFunction(chainRule, "gearTrain");
    assert.deepEqual(gradientOf(gears), { crank: 6 });
    assert.deepEqual(
      gears.nodes?.filter(({ op }) => op === "mul").map(({ adjoint }) => adjoint),
      [3, 1],
    );
  });

  it("each link is taken at its own input", () => {
    const pipeline = explainedFunction(chainRule, "pipeline");
    const [root, exponential] = [node(pipeline.nodes, "sqrt"), node(pipeline.nodes, "exp")];
    assertClose(Number(root.partials[0]), 1 / (2 * Math.sqrt(5)));
    assertClose(Number(exponential.partials[0]), Math.exp(-Math.sqrt(5)));
    const product = (4 * -Math.exp(-Math.sqrt(5))) / (2 * Math.sqrt(5));
    assertClose(gradientOf(pipeline).x as number, product);
  });

  it("forward 6, 36, 676; backward 52, 624, 1248", () => {
    const loss = explainedFunction(chainRule, "loss");
    assert.equal(resultOf(loss), 676);
    assert.deepEqual(gradientOf(loss), { x: 1872, w: 1248, target: -52 });
    const byValue = (value: number) => loss.nodes?.find((candidate) => candidate.value === value);
    assert.equal(byValue(6)?.adjoint, 624);
    assert.equal(byValue(36)?.adjoint, 52);
    assert.equal(byValue(36)?.partials[0], 12);
    assert.deepEqual(byValue(6)?.partials, [2, 3]);
  });
});

describe("dragging x", () => {
  it("(sin x)²: the product follows x", () => {
    for (const x of [1, 0, -0.7, Math.PI / 2, 2.5]) {
      const fn = explainedFunction(dragTheRate, "sineSquared", { at: `x = ${x}` });
      const sine = node(fn.nodes, "sin");
      assertClose(Number(sine.value), Math.sin(x));
      assertClose(Number(sine.partials[0]), Math.cos(x));
      assertClose(Number(sine.adjoint), 2 * Math.sin(x));
      assertClose(gradientOf(fn).x as number, 2 * Math.sin(x) * Math.cos(x));
    }
  });

  it("at x = 1: 0.8415, 0.5403, 1.6829, 0.9093", () => {
    const fn = explainedFunction(dragTheRate, "sineSquared");
    const sine = node(fn.nodes, "sin");
    const rates = [sine.value, sine.partials[0], sine.adjoint, gradientOf(fn).x];
    assert.deepEqual(
      rates.map((rate) => Number(rate).toFixed(4)),
      ["0.8415", "0.5403", "1.6829", "0.9093"],
    );
  });

  it("(3x)² is 18x both ways", () => {
    const fn = explainedFunction(dragTheRate, "tripledThenSquared");
    assert.deepEqual(textsOf(fn), ["18x"]);
    assert.deepEqual(gradientOf(fn), { x: 36 });
    const inner = node(fn.nodes, "mul");
    assert.equal(inner.adjoint, 12);
    assert.equal(inner.value, 6);
  });

  it("your turn: 36, not 12", () => {
    assert.deepEqual(gradientOf(explainedFunction(dragTheRate, "fOfG")), { x: 36 });
  });

  it("a small net has a gradient for every weight", () => {
    const net = explainedFunction(dragTheRate, "classifierLoss");
    assert.deepEqual(Object.keys(gradientOf(net)), [
      ...["W1[0][0]", "W1[0][1]", "W1[1][0]", "W1[1][1]"],
      ...["W2[0][0]", "W2[0][1]", "W2[1][0]", "W2[1][1]"],
    ]);
    // By hand: hidden = relu(0.1, 1.9), scores (−1.8, 3.85), d(loss)/d(scores) = p − (1, 0).
    const q = 1 / (1 + Math.exp(-1.8 - 3.85));
    const delta = [-q, q];
    const gradient = gradientOf(net);
    for (const [row, d] of delta.entries()) {
      assertClose(gradient[`W2[${row}][0]`] as number, d * 0.1, 1e-12);
      assertClose(gradient[`W2[${row}][1]`] as number, d * 1.9, 1e-12);
    }
    const back = [-q * 1 + q * 0.5, -q * -1 + q * 2];
    for (const [row, d] of back.entries()) {
      assertClose(gradient[`W1[${row}][0]`] as number, d * 1, 1e-12);
      assertClose(gradient[`W1[${row}][1]`] as number, d * 2, 1e-12);
    }
  });
});

describe("backpropagation", () => {
  it("sin(x²) has the derivative 2x·cos(x²)", () => {
    const fn = explainedFunction(backpropagation, "sineOfSquare");
    assert.deepEqual(textsOf(fn), ["2x·cos(x²)"]);
    assertClose(gradientOf(fn).x as number, 3 * Math.cos(2.25));
  });

  it("four stages: the factors eʷ, 1/v, 2u, 3 and the total 18x", () => {
    const fn = explainedFunction(backpropagation, "fourStages");
    assert.deepEqual(textsOf(fn), ["18x"]);
    assertClose(gradientOf(fn).x as number, 36);
    const w = Math.log(36);
    assertClose(Number(node(fn.nodes, "exp").partials[0]), Math.exp(w));
    assertClose(Number(node(fn.nodes, "log").partials[0]), 1 / 36);
    assertClose(Number(node(fn.nodes, "pow").partials[0]), 12);
    assert.ok(node(fn.nodes, "mul").partials.includes(3));
  });

  it("a parameter's chain stops at its own stage", () => {
    const fn = explainedFunction(backpropagation, "stagesWithParameters");
    const v = Math.sin(1) - 1;
    const w = Math.exp(0.5 * v);
    const gradient = gradientOf(fn);
    assertClose(gradient.thetaF as number, w ** 2);
    assertClose(gradient.thetaH as number, 6 * w * w * v);
    assertClose(gradient.thetaM as number, 6 * w * w * 0.5);
    assertClose(gradient.thetaG as number, 6 * w * w * 0.5 * Math.cos(1) * 0.5);
  });

  it("the four-layer net, with the lesson's two slips corrected", () => {
    const fn = explainedFunction(backpropagation, "networkLoss");
    const gradient = gradientOf(fn);
    const tanh = node(fn.nodes, "tanh");
    const outside = (digits: number, value: unknown) => Number(value).toFixed(digits);
    assertClose(resultOf(fn), 40.506036, 1e-7);
    assert.equal(outside(6, tanh.value), "0.999329");
    assert.equal(outside(6, -(gradient.y as number)), "-9.000671");
    assert.equal(outside(6, gradient.W4), "-8.994634");
    assert.equal(outside(8, tanh.partials[0]), "0.00134095");
    const u3 = fn.nodes?.find(({ id }) => id === tanh.args[0]);
    assertClose(Number(u3?.adjoint), -0.01206945, 1e-8);
    assert.equal(outside(7, gradient.W3), "-0.0482778");
  });

  it("a step of descent takes W4 to 1.8994634, by the very gradient of the loss", () => {
    const step = resultOf(explainedFunction(backpropagation, "nextW4"));
    assert.equal(step.toFixed(7), "1.8994634");
    const gradient = gradientOf(explainedFunction(backpropagation, "networkLoss"));
    assertClose(step, 1 - 0.1 * (gradient.W4 as number));
  });

  it("a net of vectors: ∂L/∂W = δ aᵀ and ∂L/∂b = δ", () => {
    const gradient = gradientOf(explainedFunction(backpropagation, "vectorNetworkLoss"));
    const of = (path: string) => gradient[path] as number;
    for (const row of [0, 1]) {
      const delta = of(`first.b[${row}]`);
      assertClose(of(`first.W[${row}][0]`), delta * 1);
      assertClose(of(`first.W[${row}][1]`), delta * -2);
    }
    const [delta, hidden] = [of("second.b[0]"), [Math.tanh(-0.65), Math.tanh(-0.8)]];
    assertClose(of("second.W[0][0]"), delta * (hidden[0] as number));
    assertClose(of("second.W[0][1]"), delta * (hidden[1] as number));
    assertClose(of("first.b[0]"), delta * 0.7 * (1 - (hidden[0] as number) ** 2));
  });
});

describe("Jacobians", () => {
  it("the total derivative along a path is the sum over its two ways", () => {
    const t = 0.5;
    const [x, y] = [Math.cos(t), t ** 2];
    const alongX = 2 * x * y * -Math.sin(t);
    const alongY = (x ** 2 + Math.cos(y)) * 2 * t;
    const fn = explainedFunction(jacobians, "heightOnTheWalk");
    assertClose(gradientOf(fn).t as number, alongX + alongY);
    const partials = explainedFunction(jacobians, "height", {
      at: `p = { x: ${x}, y: ${y} }`,
    });
    assertClose(gradientOf(partials)["p.x"] as number, 2 * x * y);
    assertClose(gradientOf(partials)["p.y"] as number, x ** 2 + Math.cos(y));
  });

  it("the Jacobian of a composition is the product of the Jacobians", () => {
    const lift = explainedFunction(jacobians, "lift");
    const between = lift.outputs.map(({ value }) => value).join(", ");
    const squash = explainedFunction(jacobians, "squash", { at: `v = [${between}]` });
    const both = explainedFunction(jacobians, "squashAfterLift");
    const [f, g, whole] = [squash, lift, both].map(
      ({ jacobian }) => jacobian as readonly (readonly number[])[],
    );
    assert.ok(f && g && whole);
    assert.deepEqual([f.length, f[0]?.length, g.length, g[0]?.length], [2, 3, 3, 2]);
    for (const [i, row] of whole.entries()) {
      for (const [j, entry] of row.entries()) {
        const sum = (f[i] as number[]).reduce((total, a, k) => total + a * (g[k]?.[j] ?? 0), 0);
        assertClose(entry, sum);
      }
    }
  });

  it("both modes give the same matrix", () => {
    for (const name of ["lift", "squash", "squashAfterLift", "linearMap", "sigmoidEach"]) {
      const forward = explainedFunction(jacobians, name, { mode: "forward" });
      const reverse = explainedFunction(jacobians, name, { mode: "reverse" });
      for (const [i, row] of forward.jacobian.entries()) {
        for (const [j, entry] of row.entries()) {
          assertClose(Number(entry), Number(reverse.jacobian[i]?.[j]));
        }
      }
    }
  });

  it("A·x has the Jacobian A, an elementwise function a diagonal one", () => {
    assert.deepEqual(explainedFunction(jacobians, "linearMap").jacobian, [
      [2, -1],
      [0, 3],
      [1, 1],
    ]);
    const each = explainedFunction(jacobians, "sigmoidEach").jacobian;
    assert.equal(each[0]?.[0], 0.25);
    assert.deepEqual([each[0]?.[1], each[1]?.[0], each[2]?.[0]], [0, 0, 0]);
  });

  it("a sample's gradient flows past the noise: 1 and ε", () => {
    const sample = explainedFunction(jacobians, "sample");
    const epsilon = (resultOf(sample) - 1) / 2;
    assert.equal(gradientOf(sample).mu, 1);
    assertClose(gradientOf(sample).sigma as number, epsilon);
    assert.ok(sample.notes.some(({ kind }) => kind === "noise"));
  });

  it("frozen weights are not among the inputs", () => {
    const fn = explainedFunction(jacobians, "fineTuningLoss");
    assert.deepEqual(Object.keys(gradientOf(fn)), ["headWeight", "headBias"]);
  });
});

it("every example function depends on its inputs, but for the one that has none", () => {
  for (const file of [chainRule, dragTheRate, backpropagation, jacobians]) {
    for (const { name, inputs, status } of explained(file)) {
      assert.equal(status, inputs.length === 0 ? "constant" : "differentiable", name);
    }
  }
});

function node(nodes: readonly ExplainedNode[] | undefined, op: string): ExplainedNode {
  const found = nodes?.find((candidate) => candidate.op === op);
  assert.ok(found, `no ${op}`);
  return found;
}
