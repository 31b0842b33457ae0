import assert from "node:assert/strict";
import { jacobian } from "../../../src/core/autodiff/jacobian.ts";
import { traceOf } from "../../helpers/traceOf.ts";

/** Shapes that old and hand-written numeric code takes; the traced function is the one named, by default f. */
interface Shape {
  readonly title: string;
  readonly source: string;
  readonly at: readonly (readonly number[])[];
  readonly name?: string;
  /** How Node calls it, where it is no plain function. */
  readonly call?: string;
  /** Steps of the differences and how near they have to come: storage in float32 is coarse. */
  readonly step?: number;
  readonly tolerance?: number;
}

const shapes: readonly Shape[] = [
  {
    title: "an assignment inside an initialiser to a variable declared later in the same statement",
    source:
      "function f(c, k) { var s = k > 0 ? Math.acos(c) * Math.sqrt(r = 1 / k) : r = 0, r, out = s * r + r; return out; }",
    at: [
      [0.3, 2],
      [0.3, -1],
    ],
  },
  {
    title: "constants that name each other in one statement",
    source:
      "var p = 2 * Math.sqrt(Math.PI / (q = Math.PI + 4 * w * 2)), q, w; function f(x) { w = 0.7; var a = 2 * Math.sqrt(x / (b = x + 4 * w)), b; return a * b + (p === p ? 1 : 2); }",
    at: [[1.3]],
  },
  {
    title: "a variable set in a condition before its declaration",
    source:
      "function f(x) { if ((y0 = Math.abs(x)) < 1) return y0 * 2; var z = y0 * y0; var y0; return z; }",
    at: [[-0.4], [-1.7]],
  },
  {
    title: "the value of an assignment feeds a compound one",
    source:
      "function f(x) { var phi = x, delta; phi -= delta = (phi * phi - 2) / (2 * phi); return phi * delta; }",
    at: [[1.8]],
  },
  {
    title: "members assigned inside compound assignments",
    source:
      "function Model() { this.H = [[0, 0], [0, 0]]; } Model.prototype.run = function (x) { var diag = [5, 5], u, v; for (u = 0; u < 2; u++) for (v = 0; v < 2; v++) diag[u] -= this.H[u][v] = x * (u + 1) * Math.sin(v + x); return diag[0] * diag[1] + this.H[1][0]; }; var m = new Model(); function f(x) { return m.run(x); }",
    at: [[0.8]],
  },
  {
    title: "a loop whose condition counts down and whose body is one assignment",
    source:
      "function f(m) { var phi = m, delta, i = 25; do phi -= delta = (phi - 0.4 * Math.sin(phi) - m) / (1 - 0.4 * Math.cos(phi)); while (Math.abs(delta) > 1e-12 && --i > 0); return phi; }",
    at: [[1.1], [2.7]],
    step: 1e-5,
  },
  {
    title: "a comma in a return that reassigns a parameter",
    source:
      "function f(x, y) { var cy = 1.7, cx = 0.9; return y = Math.asin(y / cy), [x / (cx * Math.cos(y)), y]; }",
    at: [[0.5, 0.6]],
  },
  {
    title: "an assignment as an argument",
    source:
      "function theta(a, b) { return a * b + Math.sin(b); } function f(cp, phi) { return Math.cos(phi = theta(cp, phi)) * phi; }",
    at: [[0.7, 1.2]],
  },
  {
    title: "an inner block shadows a parameter that was just used",
    source: "function f(a, b) { var s = a * b; { let b = s + 1; s = b * b; } return s - b; }",
    at: [[0.7, 1.2]],
  },
  {
    title: "functions of Math as values, and their length",
    source:
      "var activations = { tanh: { f: Math.tanh, df: Math.cosh }, wave: { f: Math.sin, df: Math.cos }, two: { f: Math.atan2 } }; function apply(g, x) { return g.length === 1 ? g(x) : g(x, 2); } function f(x) { return apply(activations.tanh.f, x) + apply(activations.wave.df, x) * apply(activations.two.f, x); }",
    at: [[0.6]],
  },
  {
    title: "this rebound by the callback's caller",
    source:
      "function Grid(rows) { this.rows = rows; } Grid.prototype.get = function (i, j) { return this.rows[i][j]; }; Grid.prototype.set = function (i, j, v) { this.rows[i][j] = v; return this; }; Grid.prototype.apply = function (g) { for (var i = 0; i < this.rows.length; i++) for (var j = 0; j < this.rows[i].length; j++) g.call(this, i, j); return this; }; function f(x, y) { var g = new Grid([[x, y], [1, x * y]]); g.apply(function (i, j) { this.set(i, j, Math.tanh(this.get(i, j)) * (i + 1)); }); return g.get(0, 0) * g.get(1, 1) + g.get(0, 1); }",
    at: [[0.6, -0.3]],
  },
  {
    title: "results that are made where the caller gave none",
    source:
      "function g(out, x) { out = out || [0, 0]; out[0] = x * x; out[1] = 2 * x; return out; } function f(x) { var kept = [0, 0]; g(kept, x); return g(null, x)[1] * kept[0] + g(undefined, 2)[0]; }",
    at: [[1.4]],
  },
  {
    title: "defaults in several spellings",
    source:
      "function g(x, opt) { opt = opt || {}; var k = typeof opt.k !== 'undefined' ? opt.k : 2; return x * k + (opt.shift ?? 0.5); } function h(x, { a = 1, b = 2 } = {}) { return a * x + b; } function f(x) { return g(x) + g(x, { k: x, shift: 0 }) + h(x) + h(x, { b: x * x }); }",
    at: [[1.4]],
  },
  {
    title: "truth values as numbers",
    source: "function f(x) { return (x > 0) * x * x + (x <= 0) * 3 * x - !x + +(x > 1); }",
    at: [[1.4], [-0.4]],
  },
  {
    title: "bits that cut off the places after the point",
    source:
      "function f(x) { var i = x | 0, j = ~~(x * 3), t = x - i; return (1 - t) * i + t * (i + 1) * j + (x >> 0); }",
    at: [[2.4], [-1.3]],
  },
  {
    title: "a plus that makes a number of text",
    source: "function f(x) { return +x * +'2.5' + (+true) + -'1'; }",
    at: [[1.4]],
  },
  {
    title: "a singularity removed by a condition",
    source: "function f(x) { return x === 0 ? 1 : Math.sin(x) / x; }",
    at: [[0.8], [-2.1]],
  },
  {
    title: "powers of Math.E and of its digits",
    source: "function f(x) { return Math.pow(Math.E, x) / (1 + Math.pow(2.718281828459045, -x)); }",
    at: [[0.8]],
  },
  {
    title: "a constructor and numbers that nothing declares",
    source:
      "scale = 2.5; Well = function (depth) { this.depth = depth; }; function f(x) { var w = new Well(x); half = w.depth / 2; return w.energy(x) * half * scale; } Well.prototype.energy = function (r) { var s = 1 / (r * r * r); return 4 * this.depth * (s * s - s); };",
    at: [[1.3]],
  },
  {
    title: "a method of a constructor that nothing declares",
    source:
      "Well = function () { this.depth = 2; }; Well.prototype.energy = function (r) { return this.depth / (r * r); };",
    name: "Well.energy",
    call: "(r) => new Well().energy(r)",
    at: [[1.3]],
  },
  {
    title: "methods put on a prototype far from, and after the use of, its constructor",
    source:
      "function Vec(x, y) { this.x = x; this.y = y; } function f(a, b) { return new Vec(a, b).unit().dot(new Vec(1, 2)); } Vec.prototype.dot = function (o) { return this.x * o.x + this.y * o.y; }; Vec.prototype.length = function () { return Math.sqrt(this.dot(this)); }; Vec.prototype.unit = function () { var l = this.length(); return new Vec(this.x / l, this.y / l); };",
    at: [[0.6, 1.1]],
  },
  {
    title: "loops without a condition, that break and give NaN when they fail",
    source:
      "function f(a) { var x = 1, n = 0; while (true) { var d = (x * x * x - a) / (3 * x * x); x -= d; if (Math.abs(d) < 1e-13) break; if (++n > 50) return NaN; } for (;;) { if (n < 100) break; } return x; }",
    at: [[5], [0.2]],
    step: 1e-5,
  },
  {
    title: "boundaries that return early",
    source:
      "function f(t) { var p = [1, 4, 2]; if (t === 0) return p[0]; if (t === 1) return p[2]; var u = 1 - t; return u * u * p[0] + 2 * u * t * p[1] + t * t * p[2]; }",
    at: [[0.3]],
  },
  {
    title: "numbers kept in float32 between the steps",
    source:
      "function f(x, y) { var w = new Float32Array([0.5, -0.25, x]), h = new Float32Array(2); for (var i = 0; i < 2; i++) h[i] = Math.tanh(w[i] * x + w[2] * y); var back = h.subarray(1); back[0] *= 2; return h[0] * h[1] + w[2]; }",
    at: [[0.6, 1.1]],
    step: 1e-2,
    tolerance: 1e-3,
  },
  {
    title: "a namespace made by an immediately called function",
    source:
      "var Curves = (function (exports) { function bump(x) { return Math.exp(-x * x); } exports.twice = function (x) { return bump(x) * bump(2 * x); }; return exports; })(Curves || {}); function f(x) { return Curves.twice(x); }",
    at: [[0.4]],
  },
  {
    title: "a script's names on window",
    source:
      "var root = globalThis; root.Maths = root.Maths || {}; root.Maths.cube = function (x) { return x * x * x; }; function f(x) { return Maths.cube(x) + globalThis.Maths.cube(2 * x); }",
    at: [[0.4]],
  },
  {
    title: "a wrapper that asks what kind of module it is in",
    source:
      "(function (root, factory) { if (typeof define === 'function' && define.amd) define([], factory); else root.Shape = factory(); })(globalThis, function () { return { area: function (r) { return Math.PI * r * r; } }; }); function f(r) { return Shape.area(r) * 2; }",
    at: [[0.4]],
  },
  {
    title: "degrees by a method of all numbers",
    source:
      "if (Number.prototype.toRadians === undefined) { Number.prototype.toRadians = function () { return this * Math.PI / 180; }; } function f(lat) { return Math.sin(lat.toRadians()) * (30).toRadians(); }",
    at: [[35]],
    step: 1e-3,
  },
  {
    title: "rounding by way of text",
    source:
      "function f(x) { return parseFloat((x * 3).toFixed(1)) * x + +(x / 7).toPrecision(2) * x * x; }",
    at: [[1.234]],
    step: 1e-4,
  },
  {
    title: "a deep copy by way of JSON",
    source:
      "function f(x, y) { var p = { a: [x, y], k: 2 }; var q = JSON.parse(JSON.stringify(p)); q.a[0] += 1; return q.a[0] * q.a[1] * q.k + p.a[0]; }",
    at: [
      [1.5, 1.5],
      [0.4, 2],
    ],
  },
];

describe("odd shapes of numeric code", () => {
  for (const shape of shapes) it(shape.title, () => compare(shape));
});

function compare(shape: Shape): void {
  const { source, at, name = "f", call = name, step = 1e-4, tolerance = 1e-6 } = shape;
  // A script of its own, whose undeclared names and additions to built-ins stay out of the tests.
  const run = (values: readonly number[]) =>
    numbersIn(new Function(`${source}\nreturn (${call})(...arguments);`)(...values));
  for (const values of at) {
    const parameters = parametersOf(source, name);
    const point = values.map((value, index) => `${parameters[index]} = ${value}`).join(", ");
    const { tape } = traceOf(source, { name, at: point, fileName: "test.js" });
    const actual = tape.outputs.map(({ node }) => tape.values[node] as number);
    assert.deepEqual(actual, run(values), `at ${point}`);
    const { entries, inputs } = gradientOf(tape);
    assert.ok(
      parameters.every((parameter) => inputs.includes(parameter)),
      "an input is missing",
    );
    for (const [row, gradient] of entries.entries()) {
      for (const [column, path] of inputs.entries()) {
        const index = parameters.indexOf(path);
        if (index < 0) continue;
        const along = (h: number) =>
          run(values.map((value, i) => (i === index ? value + h : value)))[row] as number;
        const slope =
          (8 * (along(step) - along(-step)) - along(2 * step) + along(-2 * step)) / (12 * step);
        const error = Math.abs((gradient[column] as number) - slope);
        assert.ok(
          error <= tolerance * Math.max(1, Math.abs(slope)),
          `∂[${row}]/∂${path} at ${point}: ${gradient[column]}, differences give ${slope}`,
        );
      }
    }
  }
}

function gradientOf(tape: ReturnType<typeof traceOf>["tape"]) {
  const { entries } = jacobian(tape, "reverse");
  const inputs = tape.inputs.filter(({ role }) => role === "free").map(({ path }) => path);
  return { entries, inputs };
}

function numbersIn(result: unknown): readonly number[] {
  return Array.isArray(result) ? result : [result as number];
}

function parametersOf(source: string, name: string): readonly string[] {
  const short = name.replace(/^.*\./, "");
  const pattern = new RegExp(`(?:function ${short}|${short} = function )\\s*\\(([^)]*)\\)`);
  return (pattern.exec(source)?.[1] ?? "").split(",").map((text) => text.trim());
}
