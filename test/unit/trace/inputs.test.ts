import assert from "node:assert/strict";
import { jacobian } from "../../../src/core/autodiff/jacobian.ts";
import { reasonOf, traceOf } from "../../helpers/traceOf.ts";

/** "x = 2, v[0] = 1" of a trace, frozen and noise inputs marked. */
function inputsOf(
  source: string,
  options: { name?: string; at?: string; fileName?: string } = {},
): string {
  const { tape } = traceOf(source, options);
  return tape.inputs
    .map(
      ({ path, node, role }) =>
        `${path} = ${tape.values[node]}${role === "free" ? "" : ` (${role})`}`,
    )
    .join(", ");
}

const paths = (source: string, fileName = "test.ts") =>
  traceOf(source, { fileName })
    .tape.inputs.map(({ path }) => path)
    .join(" ");

describe("inputs", () => {
  it("takes shapes from TypeScript types", () => {
    assert.equal(
      paths("interface P { x: number; y: number } function f(p: P, k: number) { return p.x * k; }"),
      "p.x p.y k",
    );
    assert.equal(paths("function f(v: number[]) { return v[0] * v[1]; }"), "v[0] v[1] v[2]");
    assert.equal(paths("function f([a, b]: [number, number]) { return a * b; }"), "a b");
    assert.equal(
      paths(
        "type M = readonly [[number, number], [number, number]]; function f(m: M) { return m[0][0] * m[1][1]; }",
      ),
      "m[0][0] m[0][1] m[1][0] m[1][1]",
    );
    assert.equal(
      paths("function f(v: Float64Array, { s }: { s: number }) { return v[1] * s; }"),
      "v[0] v[1] v[2] s",
    );
    assert.equal(
      paths("function f(x: number | undefined, y?: number) { return (x ?? 1) * (y ?? 2); }"),
      "x y",
    );
    assert.equal(
      paths("function f(...v: number[]) { return v.reduce((a, b) => a * b, 1); }"),
      "v[0] v[1] v[2]",
    );
  });

  it("takes shapes from doc comments and from use in JavaScript", () => {
    assert.equal(
      paths(
        "/**\n * @param {number[]} v\n * @param {{a: number}} o\n */\nfunction f(v, o) { return v.length * o.a; }",
        "a.js",
      ),
      "v[0] v[1] v[2] o.a",
    );
    assert.equal(
      paths(
        "function f(p, v) { let s = p.x; for (let i = 0; i < v.length; i++) s += v[i]; return s; }",
        "a.js",
      ),
      "p.x v[0] v[1] v[2]",
    );
    assert.equal(
      paths("function f(m) { return m[0][1] + m[1].length; }", "a.js").split(" ").length,
      9,
    );
    assert.equal(paths("function f(v) { return v[4]; }", "a.js"), "v[0] v[1] v[2] v[3] v[4]");
    assert.equal(paths("function f({ x, y: { z } }) { return x * z; }", "a.js"), "x y.z");
    assert.equal(paths("function f(x) { return x; }", "a.js"), "x");
    assert.equal(
      paths("function f(x, kind) { if (kind === 'cube') return x ** 3; return x; }", "a.js"),
      "x",
    );
  });

  it("rounds what a typed array stores, as JavaScript does", () => {
    const { tape } = traceOf(`/** @at a = [0.1, 0.7], n = [1.6, 300] */
    function f(a: Float32Array, n: Uint8Array) { return a[0] * a[1] + n[0] * n[1]; }`);
    const values = tape.inputs.map(({ node }) => tape.values[node]);
    assert.deepEqual(values, [Math.fround(0.1), Math.fround(0.7), 1, 44]);
    const kept = traceOf(`class Signal {
      rate = 0.3;
      samples = Float32Array.of(0.1, 0.7);
      power() { return this.rate * this.samples[0] * this.samples[1]; }
    }`);
    for (const { path, node } of kept.tape.inputs)
      if (path !== "this.rate") {
        const value = kept.tape.values[node] as number;
        assert.equal(value, Math.fround(value), path);
      }
  });

  it("lets an array grow to the index that the point itself gives", () => {
    assert.equal(
      inputsOf("function f(v: number[], i: number) { return 2 * v[i] + v.length; }"),
      "v[0] = 2, v[1] = 3, v[2] = 1.5, i = 1",
    );
    assert.equal(
      inputsOf("// @at i = 3\nfunction f(v: number[], i: number) { return 2 * v[i] + v.length; }"),
      "v[0] = 2, v[1] = 3, v[2] = 1.5, v[3] = 0.5, i = 3",
    );
  });

  it("takes a rest parameter that is only counted for an array", () => {
    assert.equal(
      inputsOf("function f(x, ...keys) { return x * keys.length; }").split(", ").length,
      4,
    );
  });

  it("takes what is called with `arguments` alone for inputs", () => {
    const squares = "for (let i = 0; i < arguments.length; i++) s += arguments[i] ** 2; return s;";
    const sum = `function f() { let s = 0; ${squares} }`;
    assert.equal(inputsOf(sum), "arguments[0] = 2, arguments[1] = 3, arguments[2] = 1.5");
    assert.equal(
      inputsOf(`// @at arguments = [1, 4]\n${sum}`),
      "arguments[0] = 1, arguments[1] = 4",
    );
    assert.equal(inputsOf(`${sum}\nf(5, 7);`, { name: "f" }), "arguments[0] = 5, arguments[1] = 7");
    // Named parameters say how many there are.
    assert.equal(inputsOf("function f(a) { return a * arguments.length; }"), "a = 2");
  });

  it("takes the rest of a call for a rest parameter", () => {
    assert.equal(
      inputsOf("function f(k, ...v) { return k * v[0] + v[1]; }\nf(2, 5, 7);", { name: "f" }),
      "k = 2, v[0] = 5, v[1] = 7",
    );
    assert.equal(
      inputsOf("function f(k, ...v) { return k * v.length; }\nf(4);", { name: "f" }).split(", ")
        .length,
      4,
    );
  });

  it("takes what is asked for a method of text alone for text", () => {
    const unit =
      "function f(x, unit) { switch (unit.toLowerCase()) { case 'km': return 1000 * x; default: return x; } }";
    const valueIn = (source: string) => {
      const { outputs, values } = traceOf(source).tape;
      return values[outputs[0]?.node as number];
    };
    assert.equal(valueIn(unit), 2000);
    assert.equal(valueIn("function f(x, digits) { return x * digits.charCodeAt(0); }"), 98);
  });

  it("takes what is asked for its `valueOf` for a number, as code on dates does", () => {
    assert.equal(inputsOf("function f(date) { return date.valueOf() / 864e5 - 0.5; }"), "date = 2");
    const shown =
      "function f(x) { const long = x.toString(); return long.length > 9 ? 0 : 2 * x; }";
    assert.equal(inputsOf(shown), "x = 2");
  });

  it("takes longer arrays where code throws at short ones", () => {
    const size = "if (v.length & (v.length - 1)) throw new Error('a power of two');";
    const sum = `function f(v) { ${size} let s = 0; for (const x of v) s += x * x; return s; }`;
    assert.equal(inputsOf(sum), "v[0] = 2, v[1] = 3, v[2] = 1.5, v[3] = 0.5");
    const rows = sum.replace(size, "if (v.length < 6) throw new RangeError('too few');");
    assert.equal(inputsOf(rows).split(", ").length, 8);
  });

  it("takes a type parameter for what it is by default, or at least", () => {
    assert.equal(
      paths("function f<T extends number[]>(v: T, k: number) { return v.length * k; }"),
      "v[0] v[1] v[2] k",
    );
    const type = "interface XY<D extends number[] = number[]> { x: D; y: D }";
    assert.equal(
      paths(`${type} function f(d: XY) { return d.x.length * d.y[0]; }`),
      "d.x[0] d.x[1] d.x[2] d.y[0] d.y[1] d.y[2]",
    );
  });

  it("takes values from @at, @example, defaults and calls, in this order", () => {
    assert.equal(
      inputsOf("// @at x = 4\nfunction f(x = 3) { return x * x; }\nf(5);", { name: "f" }),
      "x = 4",
    );
    assert.equal(
      inputsOf("/**\n * @example f(6)\n */\nfunction f(x) { return x * x; }\nf(5);", { name: "f" }),
      "x = 6",
    );
    assert.equal(inputsOf("function f(x, k = 3) { return x * k; }"), "x = 2, k = 3");
    assert.equal(inputsOf("function f(x) { return x * x; }\nf(5);", { name: "f" }), "x = 5");
    assert.equal(
      inputsOf(
        "/** @at v = [1, 2], p = { x: 3, y: [4] }, s = 'a' */\nfunction f(v, p, s) { return v[1] * p.y[0]; }",
      ),
      "v[0] = 1, v[1] = 2, p.x = 3, p.y[0] = 4",
    );
    assert.equal(
      inputsOf("function f(x: number) { return x; }", { at: "x = -1.5e3" }),
      "x = -1500",
    );
  });

  it("takes shapes and values from defaults", () => {
    assert.equal(inputsOf("function f(v = [1, 4]) { return v[0] * v[1]; }"), "v[0] = 1, v[1] = 4");
    assert.equal(inputsOf("function f({ a = 1, b = 2 } = {}) { return a * b; }"), "a = 1, b = 2");
    assert.equal(
      inputsOf("function f(x: number, o = { k: 3, n: 'a' }) { return x * o.k; }"),
      "x = 2, o.k = 3",
    );
    assert.equal(
      inputsOf("function f(x: number, g = (v: number) => v * v) { return g(x); }"),
      "x = 2",
    );
    assert.equal(
      inputsOf("function f(x: number, k = Math.PI / 2) { return x * k; }"),
      `x = 2, k = ${Math.PI / 2}`,
    );
  });

  it("searches for a point with a finite value and gradient", () => {
    assert.equal(inputsOf("function f(x: number) { return Math.asin(x); }"), "x = 0.5");
    assert.equal(inputsOf("function f(x: number) { return Math.log(-x); }"), "x = -0.5");
    assert.equal(
      traceOf("function f(x: number) { if (x < 1) return x * x; return 0; }").differentiable,
      true,
    );
  });

  it("freezes what @wrt leaves out, and fixes noise", () => {
    assert.equal(
      inputsOf("// @wrt w\nfunction f(w: number, x: number) { return w * x; }"),
      "w = 2, x = 3 (frozen)",
    );
    const noisy = () =>
      inputsOf("function f(mu: number, sigma: number) { return mu + sigma * Math.random(); }");
    assert.match(noisy(), /^mu = 2, sigma = 3, Math\.random\(\)#1 = 0\.\d+ \(noise\)$/);
    assert.equal(noisy(), noisy());
  });

  it("calls methods on an instance of the class, and takes what it holds as inputs", () => {
    const vec =
      "class Vec { constructor(public x: number, public y = 5, readonly unused = 1) {} norm() { return Math.hypot(this.x, this.y); } }";
    assert.equal(inputsOf(vec, { name: "Vec.norm" }), "this.x = 2, this.y = 5");
    assert.equal(
      inputsOf(vec, { name: "Vec.norm", at: "this.x = 3, this.y = 4" }),
      "this.x = 3, this.y = 4",
    );
    const dense =
      "class Dense { w: number[]; b = 0.5; constructor(n: number) { this.w = new Array(n).fill(0).map((_, i) => (i + 1) / 4); } out(x: number) { return this.w[0] * x + this.w[1] + this.b; } }";
    assert.equal(
      inputsOf(dense, { name: "Dense.out" }),
      "x = 2, this.w[0] = 0.25, this.w[1] = 0.5, this.b = 0.5",
    );
    const old =
      "function P(a) { this.a = a; }\nP.prototype.mul = function (k) { return this.a * k; };";
    assert.equal(inputsOf(old, { name: "P.mul", fileName: "a.js" }), "k = 2, this.a = 3");
    const whole =
      "function P(a) { this.a = 3 * a; }\nP.prototype = { mul: function (k) { return this.a * k; } };";
    assert.equal(inputsOf(whole, { name: "P.mul", fileName: "a.js" }), "k = 2, this.a = 6");
    const opaque =
      "class Net { constructor() { this.k = fetchIt(); } run(x) { return this.k * x; } }";
    assert.equal(inputsOf(opaque, { name: "Net.run", fileName: "a.js" }), "x = 2, this.k = 3");
  });

  it("says what is wrong with a point", () => {
    assert.match(
      reasonOf("// @at y = 2\nfunction f(x: number) { return x; }").message,
      /"y" is not an input/,
    );
    const bad = reasonOf("// @at x = two\nfunction f(x: number) { return x; }");
    assert.match(bad.message, /"two" is not a value/);
    assert.equal(bad.text, "two");
  });
});

describe("an input whose members are gone through by name", () => {
  const bodies = [
    "Object.keys(parts).forEach((key) => { sum += t * parts[key][0]; });",
    "for (const key in parts) sum += t * parts[key][0];",
    "for (const [, part] of Object.entries(parts)) sum += t * part[0];",
  ];
  for (const body of bodies) {
    it(body, () => {
      const { tape } = traceOf(`function f(t, parts) { let sum = 0; ${body} return sum; }`, {
        fileName: "a.js",
      });
      const slopes = jacobian(tape).entries[0] ?? [];
      const paths = tape.inputs.map(({ path }) => path);
      for (const part of ["parts[0][0]", "parts[1][0]", "parts[2][0]"])
        assert.equal(slopes[paths.indexOf(part)], tape.values[tape.inputs[0]?.node ?? -1], part);
    });
  }

  it("is an object where it is used as one", () => {
    const { tape } = traceOf(
      "function f(x, o) { const all = { ...o }; Object.keys(o).length; return x * o.scale + (all.scale ?? 0); }",
      { fileName: "a.js" },
    );
    assert.ok(tape.inputs.some(({ path }) => path === "o.scale"));
  });
});
