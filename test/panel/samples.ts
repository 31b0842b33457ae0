import type { OpName } from "../../src/core/ops/primitives.ts";
import { evaluateOp, rowOf } from "../../src/core/ops/table.ts";
import { createTapeBuilder, type TapeBuilder } from "../../src/core/tape/builder.ts";
import type { NodeId, TapeInput } from "../../src/core/tape/tape.ts";
import type { SourceRange } from "../../src/core/util/sourceRange.ts";
import type { PanelContent } from "../../src/protocol/panelMessages.ts";
import type { PanelTrace } from "../../src/protocol/panelTrace.ts";
import { tapeToWire } from "../../src/protocol/wireTape.ts";

type TracedFunction = Extract<PanelTrace, { kind: "traced" }>;

/** A function as the server would tell about it, traced by hand. */
export interface Sample {
  readonly text: string;
  readonly trace: TracedFunction;
}

interface Tracer {
  readonly builder: TapeBuilder;
  /** Where a piece of the source stands. */
  at(source: string): SourceRange;
  input(path: string, value: number, role?: TapeInput["role"]): NodeId;
  constant(value: number, source?: string): NodeId;
  /** Records an operation, under a name where one is given. */
  op(op: OpName, args: readonly NodeId[], source: string, name?: string): NodeId;
}

interface Description {
  readonly name: string;
  readonly text: string;
  readonly point: string;
  readonly pointChosen?: boolean;
  readonly derivatives?: readonly (string | null)[];
  /** Records the body; returns the outputs by path. */
  record(tracer: Tracer): Readonly<Record<string, NodeId>>;
}

function sample({ name, text, point, pointChosen, derivatives, record }: Description): Sample {
  const at = (source: string): SourceRange => {
    const start = text.indexOf(source);
    if (start < 0) throw new Error(`the sample has no ${source}`);
    return { start, end: start + source.length };
  };
  const builder = createTapeBuilder({ start: 0, end: text.length }, name);
  const outputs = record({
    builder,
    at,
    input: (path, value, role = "free") => builder.input(path, value, role, at(path)),
    constant: (value, source = String(value)) => builder.constant(value, at(source)),
    op(op, args, source, variable) {
      const value = evaluateOp(rowOf(op), args.map(builder.valueOf));
      const node = builder.operation(op, args, value, at(source));
      if (variable !== undefined) builder.name(node, variable);
      return node;
    },
  });
  const tape = builder.finish(Object.entries(outputs).map(([path, node]) => ({ path, node })));
  const trace: TracedFunction = {
    kind: "traced",
    uri: `file:///${name}.ts`,
    version: 1,
    name,
    start: 0,
    end: text.length,
    tape: tapeToWire(tape),
    point,
    pointChosen: pointChosen ?? false,
    derivatives: derivatives ?? [],
  };
  return { text, trace };
}

/** Lesson A8: wx = 6, output = 36, loss = 676; gradients 52, 624, 1248 and 1872. */
export const lesson = sample({
  name: "loss",
  text: `function loss(w: number, x: number, target: number) {
  const u = w * x;
  const output = u ** 2;
  return (output - target) ** 2;
}
`,
  point: "w = 3, x = 2, target = 10",
  pointChosen: true,
  derivatives: ["4·x²·w·((w·x)² − target)", "4·w²·x·((w·x)² − target)", "−2((w·x)² − target)"],
  record({ input, constant, op }) {
    const w = input("w", 3);
    const x = input("x", 2);
    const target = input("target", 10);
    const u = op("mul", [w, x], "w * x", "u");
    const output = op("pow", [u, constant(2)], "u ** 2", "output");
    const difference = op("sub", [output, target], "output - target");
    return { "": op("pow", [difference, constant(2)], "(output - target) ** 2") };
  },
});

/** Two outputs, a shared input, and an operation on the same value twice. */
export const polar = sample({
  name: "cartesian",
  text: `function cartesian(r: number, angle: number) {
  const area = r * r;
  return [r * Math.cos(angle), r * Math.sin(angle), area];
}
`,
  point: "r = 2, angle = 0.7",
  derivatives: ["cos(angle)", "−r·sin(angle)", "sin(angle)", "r·cos(angle)", "2r", "0"],
  record({ input, op }) {
    const r = input("r", 2);
    const angle = input("angle", 0.7);
    const area = op("mul", [r, r], "r * r", "area");
    const cos = op("cos", [angle], "Math.cos(angle)");
    const sin = op("sin", [angle], "Math.sin(angle)");
    return {
      "[0]": op("mul", [r, cos], "r * Math.cos(angle)"),
      "[1]": op("mul", [r, sin], "r * Math.sin(angle)"),
      "[2]": area,
    };
  },
});

/** Where gradients end: floor, the loser of a max, a factor 0, a frozen input, noise, NaN, a branch. */
export const ends = sample({
  name: "layer.ends",
  text: `// @wrt x, y, z
function ends(x: number, y: number, z: number, scale: number) {
  const steps = Math.floor(x) * 2.5;
  const winner = Math.max(x, y, 0);
  const root = Math.sqrt(z);
  const flat = root * 0;
  if (x > 1) return steps + winner * scale + flat + Math.random();
  return 0;
}
`,
  point: "x = 1.5, y = -2, z = 4, scale = 0.001",
  derivatives: ["scale", "0", null],
  record({ builder, at, input, constant, op }) {
    const x = input("x", 1.5);
    const y = input("y", -2);
    const z = input("z", 4);
    const scale = input("scale", 0.001, "frozen");
    const floor = op("floor", [x], "Math.floor(x)");
    const steps = op("mul", [floor, constant(2.5)], "Math.floor(x) * 2.5", "steps");
    const winner = op("max", [x, y, constant(0)], "Math.max(x, y, 0)", "winner");
    const root = op("sqrt", [z], "Math.sqrt(z)", "root");
    const flat = op("mul", [root, constant(0)], "root * 0", "flat");
    const node = op("gt", [x, constant(1)], "x > 1");
    builder.guard({ kind: "truth", node, truth: true, range: at("x > 1") });
    const scaled = op("mul", [winner, scale], "winner * scale");
    const sum = op("add", [steps, scaled], "steps + winner * scale");
    const all = op("add", [sum, flat], "steps + winner * scale + flat");
    const noise = builder.input("Math.random()", 0.4142, "noise", at("Math.random()"));
    return { "": op("add", [all, noise], "steps + winner * scale + flat + Math.random()") };
  },
});

/** Lesson C6: four layers of one neuron; ∂loss/∂W4 is −8.994634, ∂loss/∂W3 −0.0482778. */
export const network = sample({
  name: "networkLoss",
  text: `function networkLoss(x: number, y: number, W1: number, W2: number, W3: number, W4: number) {
  const a1 = W1 * x;
  const a2 = W2 * a1;
  const u3 = W3 * a2;
  const a3 = Math.tanh(u3);
  const z = W4 * a3;
  return 0.5 * (z - y) ** 2;
}
`,
  point: "x = 2, y = 10, W1 = 1, W2 = 2, W3 = 1, W4 = 1",
  record({ input, constant, op }) {
    const [x, y] = [input("x", 2), input("y", 10)];
    const [W1, W2] = [input("W1", 1), input("W2", 2)];
    const [W3, W4] = [input("W3", 1), input("W4", 1)];
    const a1 = op("mul", [W1, x], "W1 * x", "a1");
    const a2 = op("mul", [W2, a1], "W2 * a1", "a2");
    const u3 = op("mul", [W3, a2], "W3 * a2", "u3");
    const a3 = op("tanh", [u3], "Math.tanh(u3)", "a3");
    const z = op("mul", [W4, a3], "W4 * a3", "z");
    const square = op("pow", [op("sub", [z, y], "z - y"), constant(2)], "(z - y) ** 2");
    return { "": op("mul", [constant(0.5), square], "0.5 * (z - y) ** 2") };
  },
});

/** Lesson B: the square of a sine. At π/2 the inner rate is zero. */
export function sineSquared(x: number): Sample {
  return sample({
    name: "sineSquared",
    text: "function sineSquared(x: number) {\n  return Math.sin(x) ** 2;\n}\n",
    point: `x = ${x}`,
    derivatives: ["sin(2x)"],
    record({ input, constant, op }) {
      const sine = op("sin", [input("x", x)], "Math.sin(x)");
      return { "": op("pow", [sine, constant(2)], "Math.sin(x) ** 2") };
    },
  });
}

/** A total derivative: t moves the result through x(t) and through y(t). */
export const alongPath = sample({
  name: "along",
  text: `function along(t: number) {
  const x = Math.cos(t);
  const y = t * t;
  return x * y;
}
`,
  point: "t = 1",
  derivatives: ["−t²·sin(t) + 2t·cos(t)"],
  record({ input, op }) {
    const t = input("t", 1);
    const x = op("cos", [t], "Math.cos(t)", "x");
    const y = op("mul", [t, t], "t * t", "y");
    return { "": op("mul", [x, y], "x * y") };
  },
});

/** Names that mean something to JavaScript, to HTML, to VS Code and to TeX: here they are text. */
export const hostileToTex = sample({
  name: "constructor",
  text: "function constructor(__proto__, $, k) {\n  return (__proto__ * $ * k) ** 2;\n}\n",
  point: "__proto__ = 3, …",
  record({ builder, input, at, constant, op }) {
    const proto = input("__proto__", 3);
    const zap = builder.input("$(zap)", 2, "free", at("$"));
    const markup = builder.input("<img src=x onerror=alert(1)>", 0.5, "free", at("k"));
    const product = op("mul", [proto, zap], "__proto__ * $", "toString");
    const tex = op("mul", [product, markup], "__proto__ * $ * k", "\\href{x}{y}^#%&_~");
    return { "": op("pow", [tex, constant(2)], "(__proto__ * $ * k) ** 2") };
  },
});

/** A recurrent net unrolled over many turns: long, named, and with as many nodes as wanted. */
export function recurrent(turns: number): Sample {
  return sample({
    name: "recurrent",
    text: `function recurrent(weight: number, bias: number, xs: number[]) {
  let state = 0;
  for (const x of xs) state = Math.tanh(weight * state + x + bias);
  return state;
}
`,
    point: "weight = 0.8, bias = 0.1, xs = […]",
    pointChosen: true,
    record({ builder, at, input, constant, op }) {
      const weight = input("weight", 0.8);
      const bias = input("bias", 0.1);
      let state = constant(0);
      for (let turn = 0; turn < turns; turn++) {
        builder.enterFrame("iteration", "for", turn, at("for (const x of xs)"));
        const x = builder.input(`xs[${turn}]`, 0.3 + (turn % 3) / 10, "free", at("xs"));
        const product = op("mul", [weight, state], "weight * state");
        const sum = op("add", [product, x], "weight * state + x");
        const biased = op("add", [sum, bias], "weight * state + x + bias");
        state = op("tanh", [biased], "Math.tanh(weight * state + x + bias)", "state");
        builder.leaveFrame();
      }
      return { "": state };
    },
  });
}

/** Statement after statement, without a loop or a call: code that was generated. */
export function straight(statements: number): Sample {
  const lines = Array.from({ length: statements }, (_, i) => `const v${i + 1} = v${i} * 1.001;`);
  return sample({
    name: "straight",
    text: `function straight(v0: number) {\n  ${lines.join("\n  ")}\n  return v${statements};\n}\n`,
    point: "v0 = 1",
    record({ input, constant, op }) {
      let value = input("v0", 1);
      const factor = constant(1.001);
      for (let i = 0; i < statements; i++) {
        value = op("mul", [value, factor], `v${i} * 1.001`, `v${i + 1}`);
      }
      return { "": value };
    },
  });
}

/** Two branches; below 1 another operation, and another number of nodes. Below −5 there is none. */
export function bend(x: number): Sample {
  return sample({
    name: "bend",
    text: `function bend(x: number, k: number) {
  if (x > 1) return x * k;
  if (x < -5) throw new Error("<b>below</b>");
  const square = x ** 2;
  return square + k;
}
`,
    point: "x = 2, k = 3",
    derivatives: x > 1 ? ["k", "x"] : ["2x", "1"],
    record({ builder, at, input, constant, op }) {
      const [first, k] = [input("x", x), input("k", 3)];
      const node = op("gt", [first, constant(1)], "x > 1");
      builder.guard({ kind: "truth", node, truth: x > 1, range: at("x > 1") });
      if (x > 1) return { "": op("mul", [first, k], "x * k") };
      const below = op("lt", [first, constant(-5)], "x < -5");
      builder.guard({ kind: "truth", node: below, truth: false, range: at("x < -5") });
      const square = op("pow", [first, constant(2)], "x ** 2", "square");
      return { "": op("add", [square, k], "square + k") };
    },
  });
}

/** Names that mean something to JavaScript, to VS Code, or to a browser. */
export const hostile = sample({
  name: "constructor.$(zap)<img src=x onerror=alert(1)>",
  text: `function $(constructor, __proto__, toString, input) {
  const hasOwnProperty = constructor * __proto__;
  return hasOwnProperty + toString * input["<b>bold</b>"];
}
`,
  point: "constructor = 2, __proto__ = 3, toString = 4, <i>x</i> = 5",
  derivatives: ["__proto__", "constructor", '<b>bold</b>"', "<script>alert(1)</script>"],
  record({ builder, at, input, op }) {
    const [a, b, c] = [input("constructor", 2), input("__proto__", 3), input("toString", 4)];
    const d = builder.input('input["<b>bold</b>"]', 5, "free", at("input["));
    const product = op("mul", [a, b], "constructor * __proto__", "hasOwnProperty");
    const other = op("mul", [c, d], 'toString * input["<b>bold</b>"]');
    return { "": op("add", [product, other], "hasOwnProperty + toString") };
  },
});

/** Nothing to move. */
export const noInputs = sample({
  name: "answer",
  text: "function answer() {\n  return 6 * 7;\n}\n",
  point: "",
  record: ({ constant, op }) => ({ "": op("mul", [constant(6), constant(7)], "6 * 7") }),
});

/** Not a number from the beginning to the end. */
export const broken = sample({
  name: "broken",
  text: "function broken(x: number, y: number) {\n  const z = x * y;\n  return Math.log(z) - z;\n}\n",
  point: "x = NaN, y = NaN",
  derivatives: [null, null],
  record({ input, op }) {
    const [x, y] = [input("x", Number.NaN), input("y", Number.NaN)];
    const z = op("mul", [x, y], "x * y", "z");
    return { "": op("sub", [op("log", [z], "Math.log(z)"), z], "Math.log(z) - z") };
  },
});

/** A net of two layers of so many units, written with plain arrays, a helper and callbacks. */
export function perceptron(units: number): Sample {
  const indices = Array.from({ length: units }, (_, index) => index);
  const weight = (...places: readonly number[]) =>
    Math.sin(places.reduce((sum, place) => 1.7 * sum + place + 1, 0.3)) / Math.sqrt(units);
  return sample({
    name: "perceptron",
    text: `function dot(weights: number[], values: number[]) {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += weights[i] * values[i];
  return sum;
}
function layer(weights: number[][], biases: number[], values: number[]) {
  return weights.map((row, unit) => Math.tanh(dot(row, values) + biases[unit]));
}
function perceptron(x: number[], w1: number[][], b1: number[], w2: number[][], b2: number[], w3: number[]) {
  const hidden = layer(w1, b1, x);
  const deeper = layer(w2, b2, hidden);
  const prediction = dot(w3, deeper);
  return (prediction - 1) ** 2;
}
`,
    point: "x = […], w1 = […], b1 = […], w2 = […], b2 = […], w3 = […]",
    pointChosen: true,
    record({ builder, at, constant, op }) {
      const vector = (name: string, salt: number) =>
        indices.map((i) => builder.input(`${name}[${i}]`, weight(i, salt), "free", at(name)));
      const matrix = (name: string, salt: number) =>
        indices.map((row) =>
          indices.map((column) =>
            builder.input(
              `${name}[${row}][${column}]`,
              weight(row, column, salt),
              "free",
              at(name),
            ),
          ),
        );
      const within = <T>(
        kind: "call" | "iteration",
        label: string,
        index: number,
        source: string,
        run: () => T,
      ): T => {
        builder.enterFrame(kind, label, index, at(source));
        const result = run();
        builder.leaveFrame();
        return result;
      };
      const dot = (site: string, weights: readonly NodeId[], values: readonly NodeId[]) =>
        within("call", "dot", 0, site, () => {
          let sum = constant(0);
          for (const i of indices) {
            sum = within("iteration", "for", i, "for (let i = 0", () => {
              const args = [weights[i] as NodeId, values[i] as NodeId];
              const product = op("mul", args, "weights[i] * values[i]");
              return op("add", [sum, product], "sum += weights[i] * values[i]", "sum");
            });
          }
          return sum;
        });
      const layer = (
        site: string,
        weights: readonly (readonly NodeId[])[],
        biases: readonly NodeId[],
        values: readonly NodeId[],
      ) =>
        within("call", "layer", 0, site, () =>
          weights.map((row, unit) =>
            within("iteration", "callback", unit, "weights.map(", () => {
              const sum = dot("dot(row, values)", row, values);
              const source = "dot(row, values) + biases[unit]";
              const biased = op("add", [sum, biases[unit] as NodeId], source);
              return op("tanh", [biased], `Math.tanh(${source})`);
            }),
          ),
        );
      const x = vector("x", 1);
      const [w1, b1, w2, b2] = [matrix("w1", 2), vector("b1", 3), matrix("w2", 4), vector("b2", 5)];
      const w3 = vector("w3", 6);
      const hidden = layer("layer(w1, b1, x)", w1, b1, x);
      const deeper = layer("layer(w2, b2, hidden)", w2, b2, hidden);
      const prediction = dot("dot(w3, deeper)", w3, deeper);
      const error = op("sub", [prediction, constant(1, "1")], "prediction - 1");
      return { "": op("pow", [error, constant(2)], "(prediction - 1) ** 2") };
    },
  });
}

export function contentOf({ text, trace }: Sample): PanelContent {
  return { kind: "function", trace, text };
}
