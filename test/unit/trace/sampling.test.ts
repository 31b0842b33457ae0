import assert from "node:assert/strict";
import { notesOf } from "../../../src/core/analysis/document/notes.ts";
import { outcomeOf, reasonOf, traceOf } from "../../helpers/traceOf.ts";

type Options = Parameters<typeof traceOf>[1];

/** The free inputs of a trace as an object, with a check that the trace says something there. */
function pointOf(source: string, options: Options = {}): Record<string, number> {
  const trace = traceOf(source, { fileName: "a.js", ...options });
  assert.ok(trace.differentiable, "constant at every point tried");
  const { tape } = trace;
  for (const { node } of tape.outputs) assert.ok(Number.isFinite(tape.values[node]));
  const free = tape.inputs.filter(({ role }) => role === "free");
  return Object.fromEntries(free.map(({ path, node }) => [path, tape.values[node] as number]));
}

/** What a chosen point must not sit on. */
function edgesOf(source: string, options: Options = {}): readonly string[] {
  const { tape } = traceOf(source, { fileName: "a.js", ...options });
  return notesOf(tape)
    .map(({ kind }) => kind)
    .filter((kind) => kind !== "gradient-stops" && kind !== "noise");
}

describe("whole numbers", () => {
  it("index, count, size and bound", () => {
    const { n, k } = pointOf(
      "function f(x, n, k) { let s = 1; for (let i = 0; i < n; i++) s *= x; return s + x / k; }",
    );
    assert.ok(Number.isInteger(n));
    assert.equal(k, 1.5);
    const sized = pointOf(
      "function f(x, y, n) { const a = new Float64Array(n); a[0] = x * y; return a[0] * x; }",
    );
    assert.ok(Number.isInteger(sized.n) && (sized.n as number) > 0);
    const indexed = pointOf("function f(a, x, i) { return x * a[i] + a[i + 1]; }");
    assert.ok(Number.isInteger(indexed.i));
    const shifted = pointOf("function f(x, y, z, n) { return x * y * z * (1 << n); }");
    assert.ok(Number.isInteger(shifted.n));
  });

  it("index arithmetic on several inputs", () => {
    const point = pointOf("function f(data, x, cols, i, j) { return x * data[i * cols + j]; }");
    for (const name of ["cols", "i", "j"]) assert.ok(Number.isInteger(point[name]), name);
  });

  it("Bernstein polynomials and binomials", () => {
    const source = `function binomial(n, k) {
      if (k < 0 || k > n) return 0;
      let c = 1;
      for (let i = 0; i < k; i++) c = (c * (n - i)) / (i + 1);
      return c;
    }
    function bernstein(n, i, t) { return binomial(n, i) * t ** i * (1 - t) ** (n - i); }`;
    const { n, i } = pointOf(source) as { n: number; i: number };
    assert.ok(Number.isInteger(i) && i >= 0 && i <= n);
  });

  it("kinds told apart by numbers", () => {
    const { degree } = pointOf(
      "function f(x, y, z, degree) { switch (degree) { case 1: return x; case 2: return x * y; case 3: return x * y * z; default: return 0; } }",
    );
    assert.ok([1, 2, 3].includes(degree as number));
  });

  it("what is used as a list elsewhere is copied, not taken for a length", () => {
    const point = pointOf(
      "function f(x, v) { const w = new Float32Array(v); return x * w[0] + v[1]; }",
    );
    assert.deepEqual(Object.keys(point), ["x", "v[0]", "v[1]", "v[2]"]);
    const kept = pointOf(
      "class P { constructor(v) { this.v = new Float32Array(v); } f(x) { return x * this.v[0] * this.v[1]; } }",
    );
    assert.deepEqual(Object.keys(kept), ["x", "this.v[0]", "this.v[1]"]);
    const { n } = pointOf(
      "function f(x, y, n) { const w = new Array(n); w[0] = x * y; return w[0] * n; }",
    );
    assert.ok(Number.isInteger(n));
  });

  it("are asked for where others are refused, and only by what has to be whole", () => {
    const { draws, share } = pointOf(`function chances(draws, share) {
      if (share < 0 || share > 1 || draws <= 0 || draws % 1 !== 0) return undefined;
      if (share === 0 || share === 1) return [1];
      return [share ** draws, draws * share];
    }`) as { draws: number; share: number };
    assert.ok(Number.isInteger(draws) && draws > 0);
    assert.ok(share > 0 && share < 1);
    const { k } = pointOf(`function between(list, k) {
      if (k < 0.25 || k > 0.75) throw new Error("no such share");
      const at = k * (list.length + 1) - 1;
      const low = Math.floor(at);
      return at === low ? list[at] : list[low] + (at - low) * (list[low + 1] - list[low]);
    }`) as { k: number };
    assert.ok(k >= 0.25 && k <= 0.75);
  });

  it("numbers that count nothing keep their fractions", () => {
    assert.deepEqual(
      pointOf("function f(a, b, c) { while (c > 180) c -= 360; return a * b * c; }"),
      { a: 2, b: 3, c: 1.5 },
    );
    assert.deepEqual(pointOf("function f(a, b, c) { return a * b + ((c * 255) | 0); }"), {
      a: 2,
      b: 3,
      c: 1.5,
    });
  });

  it("what a curve is drawn over is no count, though its ends are told apart", () => {
    const { t } = pointOf(
      "function ease(t) { if (t === 0 || t === 1) return t; return t * Math.log(1 - t); }",
    ) as { t: number };
    assert.ok(t > 0 && t < 1);
    const { n } = pointOf(
      "function power(x, n) { if (n === 0) return 1; if (n === 1) return x; return x ** n; }",
    ) as { n: number };
    assert.ok(Number.isInteger(n));
  });

  it("asking for NaN is no edge", () => {
    assert.deepEqual(
      edgesOf("function f(x, y) { if (x !== x || isNaN(y)) return 0; return x * y; }"),
      [],
    );
  });

  it("a bound that is reached exactly is no edge", () => {
    assert.deepEqual(
      edgesOf("function f(x, n) { let s = 0; for (let i = 1; i <= n; i++) s += x / i; return s; }"),
      [],
    );
  });
});

describe("flags", () => {
  it("strings take the value whose branch says something", () => {
    assert.deepEqual(
      pointOf(
        "function f(x, kind) { if (kind === 'none') return 0; if (kind === 'square') return x * x; throw new Error('unknown'); }",
      ),
      { x: 2 },
    );
    assert.deepEqual(
      pointOf(
        "function f(x, o) { switch (o.kind) { case 'none': return 0; case 'cube': return x ** 3; } throw new Error(o.kind); }",
      ),
      { x: 2 },
    );
  });

  it("text that a pattern is asked of fits it, where that leads to a number", () => {
    const coded = pointOf(`function f(code, x) {
      if (!/^(?:id|no)-[0-9A-F]{2,4}(\\.\\d+)?$/i.test(code)) throw new Error("no code");
      return parseInt(code.slice(3), 16) * x * x;
    }`);
    assert.deepEqual(Object.keys(coded), ["x"]);
    const length = pointOf(`function g(size) {
      if (/px$/.test(size)) throw new Error("pixels");
      return 3 * size * size;
    }`);
    assert.deepEqual(Object.keys(length), ["size"]);
  });

  it("text that is matched with a pattern fits it", () => {
    const byte = pointOf(`const pair = /^#?([0-9a-f]{2})$/i;
    function f(shade, x) {
      const found = shade.match(pair);
      if (!found) throw new Error("no shade");
      return parseInt(found[1], 16) * x * x;
    }`);
    assert.deepEqual(Object.keys(byte), ["x"]);
    const year = pointOf("function g(day, x) { return x * Number(day.match(/(\\d{4})-/)[1]); }");
    assert.deepEqual(Object.keys(year), ["x"]);
  });

  it("text that is asked for by its type, or looked for in a list", () => {
    const unit = pointOf(`function f(x, unit) {
      if (unit === true || unit === undefined) return new Error("no unit");
      if (["km", "mi"].indexOf(unit) < 0) throw new Error("no such unit");
      return unit.length * x * x;
    }`);
    assert.deepEqual(Object.keys(unit), ["x"]);
    const text = pointOf(`function f(x, label) {
      if (typeof label !== "string") throw new Error("a label");
      return label.length * x * x;
    }`);
    assert.deepEqual(Object.keys(text), ["x"]);
  });

  it("text that is told apart from flags is text", () => {
    const source = `function partOf(z) {
      if (z === true || z === false) return new Error("a flag");
      if (["i", "-i"].indexOf(z) < 0 && z !== "one") return new Error("no such number");
      return z === "i" ? 1 : -1;
    }
    function scaled(x, z, w) {
      const [a, b] = [partOf(z), partOf(w)];
      return a instanceof Error || b instanceof Error ? new Error("not numbers") : x * x * a * b;
    }`;
    assert.deepEqual(Object.keys(pointOf(source, { name: "scaled" })), ["x"]);
  });

  it("booleans, and types that list their values", () => {
    assert.deepEqual(
      pointOf("function f(x: number, on: boolean) { return on ? x * x : 0; }", {
        fileName: "a.ts",
      }),
      { x: 2 },
    );
    assert.deepEqual(
      pointOf(
        "type Kind = 'zero' | 'one' | 'id'; function f(x: number, kind: Kind) { return { zero: 0, one: 1, id: x * x }[kind]; }",
        { fileName: "a.ts" },
      ),
      { x: 2 },
    );
  });

  it("an input that must be there is", () => {
    assert.deepEqual(
      pointOf("function f(p) { if (!p) throw new TypeError('missing'); return p.x * p.y; }"),
      { "p.x": 2, "p.y": 3 },
    );
    assert.deepEqual(pointOf("function f(x, flag) { if (!flag) return 1; return x * x; }"), {
      x: 2,
    });
    assert.equal(
      Object.keys(
        pointOf(
          "function f(v) { if (!Array.isArray(v)) throw new TypeError('v'); return v.reduce((a, b) => a * b, 1); }",
        ),
      ).length,
      3,
    );
  });
});

describe("functions as inputs", () => {
  it("are left out where they may be", () => {
    for (const test of ["f !== undefined", "typeof f === 'function'", "f", "f != null"]) {
      assert.equal(pointOf(`function g(x, f) { return ${test} ? f(x) : x * x; }`).x, 2, test);
    }
    assert.deepEqual(pointOf("function g(x, cb) { cb && cb(x); return x * x; }"), { x: 2 });
    assert.deepEqual(pointOf("function g(x, o) { o = o || { k: 3 }; return x * o.k; }"), { x: 2 });
  });

  it("come from a call in the file", () => {
    const source = `const half = (x) => x / 2;
    function slope(f, x) { const h = 1e-3; return (f(x + h) - f(x - h)) / (2 * h); }
    slope(Math.sin, 1);`;
    assert.ok("x" in pointOf(source, { name: "slope" }));
    assert.ok("x" in pointOf(source.replace("Math.sin", "(t) => half(t) * t"), { name: "slope" }));
    assert.match(
      reasonOf("function apply(f, x) { return f(x) * 2; }", { fileName: "a.js" }).message,
      /function that the caller gives/,
    );
  });
});

describe("a function that gives a function", () => {
  it("says so, also where another answer would have ended it early", () => {
    const source = `function scaled(type) {
      if (type == null) type = () => (x) => x * 3;
      const inner = type();
      return (x) => inner(x) / 2;
    }`;
    assert.match(reasonOf(source, { fileName: "a.js" }).message, /^it gives a function/);
  });
});

describe("arrays that have to be of one length", () => {
  it("are as long as the code compares them with", () => {
    const source = `function middle(xs, ys) {
      if (xs.length !== 7 || ys.length !== 7) throw new Error("seven of each");
      return xs[3] * ys[3];
    }`;
    assert.ok("ys[3]" in pointOf(source));
  });
});

describe("iterations that end at some points only", () => {
  it("that never end are not waited for where others did", () => {
    const trace = outcomeOf(
      `function f(x, y) {
        if (x > 0) throw new Error("too much");
        let sum = 0;
        for (;;) sum += x * y;
      }`,
      { fileName: "a.js" },
    );
    assert.ok(trace.kind === "declined");
    assert.equal(trace.reason.message, "throws: too much");
    assert.ok(trace.steps < 2_500_000);
  });

  it("are looked at elsewhere before they take all their steps", () => {
    const source = `function root(a, b) {
      let t = 1;
      while (Math.abs(t) > 1e-9) t *= a * b;
      return t + a * b;
    }`;
    const trace = traceOf(source, { fileName: "a.js" });
    assert.ok(trace.differentiable && trace.steps < 1_000_000);
  });
});

describe("results through parameters", () => {
  it("what is overwritten before it is read is no free input", () => {
    assert.deepEqual(
      pointOf(
        "function add(out, a, b) { out[0] = a[0] + b[0]; out[1] = a[1]; out[2] = b[1]; return out; }",
      ),
      { "a[0]": 0.5, "a[1]": 2.5, "a[2]": 1.25, "b[0]": 0.75, "b[1]": 1.75, "b[2]": 2.125 },
    );
    assert.equal(pointOf("function twice(a) { a[0] = 2 * a[0]; return a; }")["a[0]"], 2);
  });

  it("a method that gives nothing gives what it writes", () => {
    const { tape } = traceOf(
      "const vec = { scale(v, k) { for (let i = 0; i < v.length; i++) v[i] *= k; } };",
      { fileName: "a.js" },
    );
    assert.deepEqual(
      tape.outputs.map(({ path, node }) => [path, tape.values[node]]),
      [
        ["v[0]", 1],
        ["v[1]", 1.5],
        ["v[2]", 0.75],
      ],
    );
  });
});

describe("points", () => {
  it("where the function is defined", () => {
    for (const body of [
      "Math.acos(x) * y",
      "Math.sqrt(1 - x * x - y * y)",
      "Math.log(y - x) * Math.log(1 - y)",
      "x < 0 || x > 1 ? NaN : x * y",
      "Math.acosh(x) + Math.atanh(y)",
    ])
      pointOf(`function f(x, y) { return ${body}; }`);
  });

  it("within the domain, where two conditions have to hold for that", () => {
    const { p, a, b, c } = pointOf(`function quantile(p, a, b, c) {
      if (b <= a || c < a || c > b) return NaN;
      if (p <= (c - a) / (b - a)) return a + Math.sqrt(p * (b - a) * (c - a));
      return b - Math.sqrt((1 - p) * (b - a) * (b - c));
    }`) as Record<"p" | "a" | "b" | "c", number>;
    assert.ok(a < c && c < b && p > 0 && p < 1);
  });

  it("past the guards that end a function early", () => {
    const { p } = pointOf(
      "function quantile(x, p) { if (p <= 0 || p >= 1) throw new RangeError('p'); return x * p; }",
    ) as { p: number };
    assert.ok(p > 0 && p < 1);
    const { t } = pointOf("function f(t) { if (t < 1234.5) return 0; return t * t; }") as {
      t: number;
    };
    assert.ok(t > 1234.5);
    const { n } = pointOf("function f(x, n) { if (n === 7) return x * x; return 0; }") as {
      n: number;
    };
    assert.equal(n, 7);
  });

  it("where it gives no error as its result", () => {
    const source = `class OutOfRange extends Error { constructor(least) { super("out of range"); this.least = least; } }
    function f(x, y) { if (x < 7) return new OutOfRange(7); return x * y; }`;
    assert.ok((pointOf(source).x as number) >= 7);
    const { message } = reasonOf("function f(x) { return new Error('not for ' + typeof x); }");
    assert.equal(message, 'it gives the error "not for number", not a number to differentiate');
  });

  it("where it gives text, if it never gives a number", () => {
    const { message } = reasonOf(`function digits(x, base) {
      if (base !== Math.floor(base)) return new Error("a whole base");
      if (base < 2 || base > 36) return new Error("a base");
      return Math.floor(x * x * 100).toString(base);
    }`);
    assert.equal(message, "it gives text, not a number to differentiate");
    const date = reasonOf("function next(day) { return new Date(day * 864e5 + 864e5); }");
    assert.equal(date.message, "it gives a date, not a number to differentiate");
  });

  it("where a function that is constant is a number, not NaN", () => {
    const { tape } = traceOf(
      `const factors = [1];
      function factorial(n) {
        const k = Math.floor(n);
        if (factors[k] === undefined) factors[k] = k < 0 ? NaN : factorial(k - 1) * k;
        return factors[k];
      }
      function choices(all, chosen) { return factorial(all) / factorial(chosen) / factorial(all - chosen); }`,
      { fileName: "a.js" },
    );
    assert.ok(tape.outputs.every(({ node }) => (tape.values[node] as number) >= 1));
  });

  it("where a constant does not jump", () => {
    const source = `function factorial(x) {
      const n = Math.floor(x);
      return n === 0 || n === 1 ? 1 : n < 0 ? NaN : factorial(n - 1) * n;
    }`;
    const { tape } = traceOf(source, { fileName: "a.js" });
    const [x] = tape.values;
    assert.ok(!Number.isInteger(x));
    const kinds = notesOf(tape).map(({ kind }) => kind);
    assert.ok(!kinds.includes("jump") && !kinds.includes("branch"), kinds.join());
  });

  it("between what is paid and what is got, and on the surface of the Earth", () => {
    const { paid, got } = pointOf(`function rate(years, paid, got) {
      if (years < 1 || paid * got >= 0) return new Error("no rate");
      return Math.log(-got / paid) / years;
    }`) as { paid: number; got: number };
    assert.ok(paid * got < 0);
    pointOf(`function height(x, y, z) {
      const r = Math.hypot(x, y, z);
      if (r < 6.3e6) throw new RangeError("below the ground");
      return r - 6.3e6;
    }`);
  });

  it("not on a kink, a tie or a jump", () => {
    for (const source of [
      "function f(x) { return Math.abs(x - 2); }",
      "function f(x, y) { return Math.max(x + 1, y); }",
      "function f(x) { return x < 2 ? x : x * x; }",
      "function f(x) { return x * Math.floor(x); }",
      "class V { constructor() { this.x = 0; this.y = 0; } length() { return Math.hypot(this.x, this.y); } }",
    ])
      assert.deepEqual(edgesOf(source), [], source);
  });

  it("that somebody wrote stay, on a kink or not", () => {
    assert.deepEqual(pointOf("/** @at x = 2 */\nfunction f(x) { return Math.abs(x - 2) + x; }"), {
      x: 2,
    });
  });

  it("first reason stays when none works", () => {
    assert.match(
      reasonOf("function f(x) { throw new Error('not yet ' + 1); }", { fileName: "a.js" }).message,
      /not yet 1/,
    );
  });
});

describe("instances as inputs", () => {
  const vec = `class Vec {
    constructor(x, y) { this.x = x; this.y = y; }
    dot(v) { return this.x * v.x + this.y * v.y; }
    plus(v) { if (!(v instanceof Vec)) throw new TypeError('v is not a Vec'); return new Vec(this.x + v.x, this.y + v.y); }
    angle(v) { return Math.acos(this.dot(v) / Math.sqrt(this.dot(this) * v.dot(v))); }
  }`;

  it("by what they are asked for", () => {
    assert.deepEqual(Object.keys(pointOf(vec, { name: "Vec.plus" })).sort(), [
      "this.x",
      "this.y",
      "v.x",
      "v.y",
    ]);
    const { "this.x": a, "v.x": b } = pointOf(vec, { name: "Vec.angle" });
    assert.notEqual(a, b);
  });

  it("by their type or default", () => {
    const typed =
      "class P { constructor(public x: number) {} twice() { return 2 * this.x; } } function f(p: P) { return p.twice() ** 2; }";
    assert.deepEqual(Object.keys(pointOf(typed, { name: "f", fileName: "a.ts" })), ["p.x"]);
    const fallback = `${vec}\nfunction f(k, v = new Vec(3, 4)) { return k * v.dot(v); }`;
    assert.deepEqual(pointOf(fallback, { name: "f" }), { k: 2, "v.x": 3, "v.y": 4 });
  });

  it("takes the values that somebody wrote for them", () => {
    const point = pointOf(vec, { name: "Vec.angle", at: "v.x = 7, v.y = 1" });
    assert.deepEqual([point["v.x"], point["v.y"]], [7, 1]);
  });

  it("this of a function that no class is known for, by use", () => {
    assert.deepEqual(pointOf("function area(k) { return k * this.width * this.height; }"), {
      k: 2,
      "this.width": 3,
      "this.height": 1.5,
    });
  });
});

describe("checks of the arguments that have to be passed together", () => {
  const checked = `const problem = new Error("#VALUE!");
  function spreadRatio(first, second) {
    if (!first || !second) return problem;
    if (!Array.isArray(first) || !(second instanceof Array)) return problem;
    const square = (list) => list.reduce((sum, each) => sum + each * each, 0);
    return square(first) / square(second);
  }`;

  it("an object without numbers is an early end: both are told to be arrays", () => {
    const point = pointOf(checked);
    assert.deepEqual(
      Object.keys(point),
      [0, 1, 2].flatMap((i) => `first[${i}]`).concat([0, 1, 2].map((i) => `second[${i}]`)),
    );
  });

  it("a number that has to lie between others is looked for with the answers that lead there", () => {
    const { k } = pointOf(`function quantile(list, k) {
      if (!list || !Array.isArray(list)) throw new Error("a list");
      if (k < 0.25 || k > 0.75) throw new Error("out of range");
      return list[0] + k * (list[1] - list[0]);
    }`);
    assert.ok(k !== undefined && k >= 0.25 && k <= 0.75);
  });

  it("the argument that was asked about last has its turn before all is asked about the others", () => {
    const point = pointOf(`const problem = new Error("bad");
    function numberOf(value) {
      if (value instanceof Error) return value;
      if (value === undefined || value === null) return 0;
      if (typeof value === "boolean") return +value;
      return isNaN(value) ? problem : Number(value);
    }
    function series(x, from, step, weights) {
      [x, from, step] = [x, from, step].map(numberOf);
      if (!weights || weights.length === 0) return problem;
      return weights.reduce((sum, weight, index) => sum + weight * x ** (from + index * step), 0);
    }`);
    assert.deepEqual(Object.keys(point).slice(0, 4), ["x", "from", "step", "weights[0]"]);
    const both = pointOf(`class Place {
      constructor(north, east) { this.north = north; this.east = east; }
      static read(text) {
        if (typeof text === "object" && text.north && text.kind === "place") return new Place(text.north, text.east);
        throw new Error("no place");
      }
    }
    function apart(from, to) {
      if (!(from instanceof Place)) from = Place.read(from);
      if (!(to instanceof Place)) to = Place.read(to);
      return Math.hypot(from.north - to.north, from.east - to.east);
    }`);
    assert.ok("from.north" in both && "to.east" in both);
  });
  it("what stands behind a check is known by its use once the check is passed", () => {
    const { tape, cells } = traceOf(
      "class B { constructor(kind, a) { this.kind = kind; this.a = a; this.v = 1; } push(p, q) { if (this.kind !== 7) return; if (this.a < 40) return; this.v += p.x * q[1]; } }",
      { fileName: "a.js", name: "B.push" },
    );
    assert.deepEqual(
      cells.map(({ shape }) => shape.kind),
      ["object", "array"],
    );
    const value = (path: string) =>
      tape.values[tape.inputs.find((input) => input.path === path)?.node ?? -1] as number;
    assert.equal(value("this.kind"), 7);
    assert.ok(value("this.a") >= 40);
    assert.deepEqual(
      tape.outputs.map(({ path }) => path),
      ["this.v"],
    );
  });

  it("where no answer leads to a number, the first reason stays", () => {
    const { message } = reasonOf(
      `function f(a, b) { if (!a || !b) throw new Error("both"); throw new Error("never"); }`,
      { fileName: "a.js" },
    );
    assert.equal(message, "throws: both");
  });
});
