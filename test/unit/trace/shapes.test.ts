import assert from "node:assert/strict";
import { reasonOf, traceOf } from "../../helpers/traceOf.ts";

type Options = Parameters<typeof traceOf>[1];

function outputsOf(source: string, options: Options = {}): Record<string, number> {
  const { tape } = traceOf(source, { fileName: "a.js", ...options });
  return Object.fromEntries(
    tape.outputs.map(({ path, node }) => [path, tape.values[node] as number]),
  );
}

function inputsOf(source: string, options: Options = {}): readonly string[] {
  const { tape } = traceOf(source, { fileName: "a.js", ...options });
  return tape.inputs.map(({ path }) => path);
}

describe("arrays that nobody sized", () => {
  it("are as long as they are read, in the state of an instance too", () => {
    const kept =
      "class M { constructor(e) { this.e = e; } f() { return this.e.length + this.e[3]; } }";
    const outputs = outputsOf(kept);
    const inputs = inputsOf(kept);
    assert.ok(inputs.includes("this.e[3]"), inputs.join());
    assert.ok((outputs[""] as number) > 4);
    const { tape } = traceOf(kept, { fileName: "a.js" });
    const last = tape.inputs.find(({ path }) => path === "this.e[3]");
    assert.equal(outputs[""], 4 + (tape.values[last?.node ?? 0] as number));
  });

  it("are as long as they are read, as the rest of the parameters too", () => {
    assert.deepEqual(
      inputsOf("function area(...t) { const [a, b, c, d] = t; return a * d - b * c; }"),
      ["t[0]", "t[1]", "t[2]", "t[3]"],
    );
    assert.ok(inputsOf("function f(x, ...more) { return x * more[4]; }").includes("more[4]"));
  });

  it("hold lists alone, where one of their elements is a list", () => {
    const source = `function squares(rows) {
      if (rows[0].length > 9) return 0;
      let sum = 0;
      for (const row of rows) sum += Array.isArray(row) ? row[0] * row[0] : row;
      for (const row of rows) sum += row instanceof Array ? row[1] : row;
      return sum;
    }`;
    assert.ok(inputsOf(source).every((path) => /^rows\[\d\]\[\d\]$/.test(path)));
  });

  it("are what a constructor makes of them at their full length", () => {
    const source =
      "class M { constructor(e) { this.s = e[4]; this.n = e.length; } f() { return this.s * this.n; } }";
    const { tape } = traceOf(source, { fileName: "a.js" });
    const n = tape.inputs.find(({ path }) => path === "this.n");
    assert.equal(tape.values[n?.node ?? -1], 5);
  });

  it("end somewhere where code always goes one further", () => {
    const source =
      "function f(p) { let s = 0; for (let i = 0; i <= p.length; i++) s += p[i] === undefined ? 1 : p[i]; return s; }";
    const { tape } = traceOf(source, { fileName: "a.js" });
    const sum = tape.inputs.reduce((total, { node }) => total + (tape.values[node] as number), 0);
    assert.equal(tape.values[tape.outputs[0]?.node ?? 0], sum + 1);
  });

  it("do not grow in a loop that misses its end", () => {
    const source =
      "function f(v, n, t) { let s = 0; for (let i = 0; i !== n; ++i) s += v[i] * t; return s; }";
    assert.deepEqual(inputsOf(source), ["v[0]", "v[1]", "v[2]", "n", "t"]);
  });
});

describe("what a function writes", () => {
  it("is an output of a function that gives nothing", () => {
    const out = outputsOf("function f(out, a) { out[0] = a * 2; out[2] = a + 1; }", {
      at: "a = 3",
    });
    assert.deepEqual(out, { "out[0]": 6, "out[2]": 4 });
  });

  it("is an output beside the elements of a list too", () => {
    const { tape } = traceOf("function f(list, x) { list[-1] = x * x; }", { fileName: "a.js" });
    assert.deepEqual(
      tape.outputs.map(({ path }) => path),
      ['list["-1"]'],
    );
  });

  it("is an output of a function that only says whether it wrote", () => {
    const source =
      "function meet(a, b, out) { if (a === b) return false; out.x = a * b; this.asked = 1; return true; }";
    assert.deepEqual(outputsOf(source, { at: "a = 3, b = 2" }), { "out.x": 6 });
    assert.match(reasonOf("function f(a, b) { return a * 2 + b > 1; }").message, /true or false/);
  });

  it("may be an input as it stands", () => {
    const source =
      "function f(b, v) { b.min.x = Infinity; if (v.x < b.min.x) b.min.x = v.x; b.min.y = v.y * 2; }";
    const { tape } = traceOf(source, { fileName: "a.js" });
    assert.deepEqual(
      tape.outputs.map(({ path }) => path),
      ["b.min.x", "b.min.y"],
    );
  });

  it("is found eight members deep, and each object once", () => {
    const deep = outputsOf("function f(o, x) { o.a.b.c.d.e.f.g = x * x; }", { at: "x = 3" });
    assert.deepEqual(deep, { "o.a.b.c.d.e.f.g": 9 });
    const shared = outputsOf("function f(o, x) { o.v = { y: x * 2 }; o.w = o.v; }", {
      at: "x = 3",
    });
    assert.deepEqual(shared, { "o.v.y": 6 });
  });

  it("is shown by the first way that leads to each thing, where there are too many ways", () => {
    const source = `function ring(x) {
      const beads = Array.from({ length: 12 }, (_, i) => ({ size: x * i, others: [] }));
      for (const bead of beads) bead.others = beads;
      return beads;
    }`;
    const outputs = outputsOf(source);
    assert.equal(Object.keys(outputs).length, 12);
    assert.equal(outputs["[0].size"], 0);
    assert.ok((outputs["[3].size"] as number) > 0);
    assert.match(
      reasonOf("function many(x) { return new Array(20000).fill(x); }").message,
      /more than 10000 numbers/,
    );
  });

  it("is what an object keeps to itself, where it shows no number", () => {
    const source = `class Box { #sides; #name = "box"; constructor(sides) { this.#sides = sides; } }
      function boxOf(a, b) { return new Box([a * b, a]); }`;
    assert.deepEqual(Object.keys(outputsOf(source)), [".#sides[0]", ".#sides[1]"]);
    const shown = source.replace("this.#sides = sides;", "this.#sides = sides; this.count = 2;");
    assert.deepEqual(Object.keys(outputsOf(shown)), [".count"]);
  });

  it("is nothing where a member was only read", () => {
    const { message } = reasonOf("function f(o) { const a = o.p.x * 2 + 1 - 3; }");
    assert.match(message, /it gives nothing/);
  });
});

describe("inputs that are instances", () => {
  const classes =
    "class Vec { constructor(x, y) { this.x = x; this.y = y; } copy(v) { this.x = v.x; this.y = v.y; return this; } length() { return Math.hypot(this.x, this.y); } }" +
    "class Turn { constructor(c, s) { this.c = c; this.s = s; } copy(t) { this.c = t.c; this.s = t.s; return this; } vmult(v) { return this.c * v.x + this.s * v.y; } }";

  it("are known by a method, wherever in the file their class stands", () => {
    const source = `function f(turn, x) { return turn.vmult({ x, y: 2 }); } ${classes}`;
    assert.deepEqual([...inputsOf(source, { name: "f" })].sort(), ["turn.c", "turn.s", "x"]);
  });

  it("are told apart by name and by what else is used of that name", () => {
    const named = `${classes} function f(turn) { turn.copy(turn); return turn.c * 2; }`;
    assert.deepEqual(inputsOf(named), ["turn.c"]);
    const used = `${classes} function g(a) { return a.s + 1; } function f(a) { return a.copy(a).s * 2; }`;
    assert.deepEqual(inputsOf(used), ["a.s"]);
  });

  it("are of the program's own class where that has a method like a date's", () => {
    const source = `class Event {
      constructor(start) { this.start = start; }
      getTime() { return this.start * 1000; }
      toJSON() { return { start: this.start }; }
    }
    function late(event) { return event.getTime() + 1; }
    function copied(event) { return event.toJSON().start * 2; }
    new Event(2);`;
    assert.deepEqual(inputsOf(source, { name: "late" }), ["event.start"]);
    assert.deepEqual(inputsOf(source, { name: "copied" }), ["event.start"]);
  });

  it("are dates or bytes where a method is asked of them that these alone have", () => {
    const dates = traceOf(
      `/** @param {Date} until */
      function days(from, until, x) {
        const month = from.getUTCMonth();
        if (from - until === 0) throw new Error("no days");
        return x * Math.round((until.getTime() - from.getTime()) / 864e5) + month;
      }`,
      { fileName: "a.js" },
    );
    assert.deepEqual(
      dates.tape.inputs.map(({ path }) => path),
      ["x"],
    );
    const { tape } = traceOf(
      "function read(view, x) { return x * (1 + view.buffer.byteLength) + view.getFloat64(16, true); }",
      { fileName: "a.js" },
    );
    assert.deepEqual(
      tape.inputs.map(({ path }) => path),
      ["x"],
    );
    const { message } = reasonOf("function pack(n) { return new ArrayBuffer(n); }");
    assert.equal(message, "it gives bytes, not a number to differentiate");
  });

  it("have a length that is called", () => {
    const source = `${classes} function f(force) { return force.length() * 2; }`;
    assert.deepEqual(inputsOf(source), ["force.x", "force.y"]);
  });

  it("are made of a class that extends one nobody makes instances of", () => {
    const source =
      "class Shape { twice() { return 2 * this.area() + 1; } area() { throw new Error('not here'); } }" +
      "class Disc extends Shape { constructor(r) { super(); this.r = r; } area() { return this.r * this.r; } }";
    assert.deepEqual(inputsOf(source, { name: "Shape.twice" }), ["this.r"]);
  });

  it("are what a function in one of their fields has as its `this`", () => {
    const source = `class Spring {
      constructor(public k: number) {}
      pull = (x: number) => this.k * x;
      #half = (x: number) => this.k * x / 2;
      rest = (x: number) => this.#half(x);
    }
    const known = new Spring(3);`;
    for (const name of ["pull", "rest"])
      assert.deepEqual(
        [...inputsOf(source, { fileName: "a.ts", name: `Spring.${name}` })].sort(),
        ["this.k", "x"],
        name,
      );
  });

  it("may hold what another method put in where the constructor left nothing", () => {
    const source = `class Blur {
      constructor() { this.row = null; this.step = undefined; }
      load(row) { this.row = row; }
      at(i) { return (this.row[i] + this.row[i + 1]) / 2; }
      next(x) { return this.step === undefined ? x * x : x + this.step; }
    }`;
    assert.deepEqual([...inputsOf(source, { name: "Blur.at" })].sort(), [
      "i",
      "this.row[2]",
      "this.row[3]",
    ]);
    assert.deepEqual(
      inputsOf(source, { name: "Blur.next" }),
      ["x"],
      "what is read as it is stays so",
    );
  });

  it("may hold all that other methods set, where it is missed", () => {
    const source = `class Smoother {
      constructor(rate) { this.rate = rate; }
      init(data) {
        this.size = data.length;
        this.weights = data.map((x) => x / 2);
      }
      energy(xs) {
        let sum = 0;
        for (let i = 0; i < this.size; i++) sum += this.rate * this.weights[i] * xs[i] ** 2;
        return sum;
      }
      halfRate() { return this.isSlow ? 0 : this.rate / 2; }
    }`;
    assert.deepEqual([...inputsOf(source, { name: "Smoother.energy" })].sort(), [
      "this.rate",
      "this.size",
      ...[0, 1, 2].map((i) => `this.weights[${i}]`),
      ...[0, 1, 2].map((i) => `xs[${i}]`),
    ]);
    assert.deepEqual(
      inputsOf(source, { name: "Smoother.halfRate" }),
      ["this.rate"],
      "what no method sets stays missing",
    );
  });

  it("has what other methods set by the types of its fields", () => {
    const source = `class Table {
      constructor(private rows: number, private cells: number[]) {}
      sum(factor: number) { return factor * this.cells.reduce((a, b) => a + b, 0) / this.rows; }
    }
    class Fit {
      private table!: Table;
      train(table: Table) { this.table = table; }
      score(x: number) { return this.table.sum(x); }
    }`;
    assert.ok(inputsOf(source, { name: "Fit.score" }).includes("this.table.rows"));
  });

  it("may hold an instance that another method put in", () => {
    const source = `class World { constructor(g) { this.g = g; } fall(t) { return this.g * t * t; } }
      class Ball { constructor() { this.world = null; } enter(world) { this.world = world; } at(t) { return this.world.fall(t) / 2; } }`;
    assert.deepEqual([...inputsOf(source, { name: "Ball.at" })].sort(), ["t", "this.world.g"]);
  });

  it("may hold points that somebody adds to an empty list", () => {
    const source = `class Chain {
      constructor(points = []) { this.points = points; }
      add(point) { this.points.push(point); }
      span(t) { const [a, b] = [this.points[0], this.points[1]]; return a.x + t * (b.x - a.x); }
      count() { return this.points.length * 2; }
    }`;
    assert.deepEqual([...inputsOf(source, { name: "Chain.span" })].sort(), [
      "t",
      "this.points[0].x",
      "this.points[1].x",
    ]);
  });

  it("are made of a class that brings what another one only throws for", () => {
    const shape =
      "class Shape { constructor(k) { this.k = k; } area(r) { throw new Error('none'); } twice(r) { return 2 * this.area(r); } }";
    const disc = "class Disc extends Shape { area(r) { return this.k * r * r; } }";
    assert.deepEqual(inputsOf(`${shape} ${disc}`, { name: "Shape.twice" }), ["r", "this.k"]);
  });

  it("are filled before their constructor is called in other ways", () => {
    const names = [..."abcdefghijklmnop"];
    const asked = names.map((name) => `if (typeof ${name} === 'undefined') ${name} = 1;`).join(" ");
    const total = "total() { let s = 0; for (const item of this.items) s += item * item; ";
    const source = `class Store { constructor(${names.join()}) { this.items = []; ${asked} } ${total}
      if (s === 0) throw new Error('empty'); return s; } }`;
    const inputs = inputsOf(source, { name: "Store.total" });
    assert.deepEqual(inputs, ["this.items[0]", "this.items[1]", "this.items[2]"]);
  });

  it("are filled before all else where nothing leads to the number that comes out", () => {
    const names = [..."abcdefghijklmnop"];
    const flags = (some: readonly string[]) =>
      some.map((name) => `if (${name}) ++count;`).join(" ");
    const source = `class Mixer {
      constructor() { this.parts = []; }
      add(part) { this.parts.push(part); }
      level(${names.join()}) {
        let count = 0;
        ${flags(names.slice(0, 8))}
        for (const part of this.parts) count += part;
        ${flags(names.slice(8))}
        return count;
      }
    }`;
    const inputs = inputsOf(source, { name: "Mixer.level" });
    assert.deepEqual(inputs, ["this.parts[0]", "this.parts[1]", "this.parts[2]"]);
  });

  it("keep what their constructor counted", () => {
    const source =
      "class Grid { constructor(n) { this.n = n; this.d = new Float64Array(n); } f(x) { let s = 0; for (let i = 0; i < this.n; i++) s += Math.sqrt(x - 4) * this.d[i].toFixed(0).length; return s; } }";
    const { tape } = traceOf(source, { fileName: "a.js" });
    const n = tape.inputs.find(({ path }) => path === "this.n");
    assert.equal(tape.values[n?.node ?? -1], 2);
  });

  it("are made otherwise where their constructor goes on and on", () => {
    const source =
      "class Tree { constructor(k) { this.k = k; while (k > -1) k += 1; } f(x) { return this.k * x; } }";
    assert.deepEqual([...inputsOf(source)].sort(), ["this.k", "x"]);
  });
});

describe("a place in a ring", () => {
  it("is a whole number", () => {
    const source = `function edge(ring, at) {
      const [from, to] = [ring[(at + 3 - 1) % 3], ring[(at + 1) % 3]];
      return (to.x - from.x) * at;
    }`;
    const { tape } = traceOf(source, { fileName: "a.js" });
    const at = tape.inputs.find(({ path }) => path === "at");
    assert.ok(at?.isWhole, tape.inputs.map(({ path }) => path).join());
  });
});

describe("what goes on inside an input", () => {
  it("may be followed far where no member repeats", () => {
    const path = "world.part.shape.side.corner.place.start.tip.x";
    assert.deepEqual(inputsOf(`function f(world) { return ${path} ** 2; }`), [path]);
  });

  it("ends with the parts of the parts of a tree", () => {
    const source =
      "function weight(tree) { let s = tree.mass; for (const part of tree.parts) s += weight(part); return s * s; }";
    const inputs = inputsOf(source);
    const parts = [0, 1, 2].map((index) => `tree.parts[${index}].mass`);
    assert.deepEqual(inputs, ["tree.mass", ...parts]);
  });

  it("is a list where a kind that lists do not have is asked for first", () => {
    const source = `function product(source) {
      if (source.kind === "stream") return source.next();
      if (!Array.isArray(source)) throw new TypeError("a list, please");
      return source[0] * source[1];
    }`;
    assert.deepEqual(inputsOf(source).slice(0, 2), ["source[0]", "source[1]"]);
  });
});

describe("a parameter that picks one of an object's members", () => {
  it("is taken for the name of one", () => {
    const planets = "const planets = { mercury: { a: 0.4 }, venus: { a: 0.7 } };";
    const byName = `${planets} function f(planet, t) { return planets[planet].a * t; }`;
    assert.deepEqual(outputsOf(byName, { fileName: "a.js", at: "t = 3" }), { "": 0.4 * 3 });
    const late =
      "const easings = { none: null, quad: (t) => t * t }; function f(name, t) { return easings[name](t); }";
    assert.deepEqual(outputsOf(late, { fileName: "a.js", at: "t = 3" }), { "": 9 });
    const memo =
      "const memo = {}; function f(n) { if (memo[n]) return memo[n]; return (memo[n] = n * n); }";
    assert.deepEqual(outputsOf(memo, { fileName: "a.js", at: "n = 3" }), { "": 9 });
  });
});

describe("code of the file that ended half-way", () => {
  it("leaves nothing that others may use", () => {
    const source =
      "const nodes = []; for (let i = 0; i < 10; i++) { nodes.push(i); if (i === 4) fetch('x'); } function f(x) { return x * nodes.length; }";
    assert.match(reasonOf(source).message, /"nodes" is not known/);
  });

  it("does no harm to what it only read", () => {
    const source =
      "const table = [1, 2, 3]; const count = table.length; for (let i = 0; i < count; i++) fetch(String(count)); function f(x) { return x * table[1]; }";
    assert.deepEqual(outputsOf(source, { at: "x = 3" }), { "": 6 });
  });

  it("may have been to give a function more members than it has", () => {
    const known =
      "function units(name, size) { units[name] = size; } function fill(add) { add('a', 2); fetch('x'); add('b', 3); } fill(units);";
    const b = `${known} function f(x) { return units.b * x; }`;
    assert.match(reasonOf(b).message, /"b" may be missing: .*fetch/);
    assert.match(
      reasonOf(`${known} function f(x) { return "b" in units ? x : 2 * x; }`).message,
      /"b"/,
    );
    assert.deepEqual(outputsOf(`${known} function f(x) { return units.a * x; }`, { at: "x = 3" }), {
      "": 6,
    });
  });

  it("is blamed on the aliases through which it changes something", () => {
    const source =
      "const table = [[1], [2]]; const row = table[0]; for (let i = 0; i < 3; i++) { row[0] += 1; if (i === 1) fetch('x'); } function f(x) { return x * table[0][0]; }";
    assert.match(reasonOf(source).message, /"table" is not known/);
  });
});

describe("whether a number is whole", () => {
  it("is a condition whose switch a chosen point does not sit on", () => {
    const source = "function f(x) { if (Number.isInteger(x)) return 1; return x * x; }";
    const { tape, differentiable } = traceOf(source, { fileName: "a.js" });
    assert.ok(differentiable);
    assert.ok(!Number.isInteger(tape.values[tape.inputs[0]?.node ?? 0]));
  });

  it("is answered as JavaScript does", () => {
    const source =
      "function f(x) { return Number.isInteger(x) ? x : Number.isSafeInteger(x) ? 2 : -x; }";
    const at = (x: string) => outputsOf(source, { at: `x = ${x}` })[""];
    assert.deepEqual([at("3"), at("2.5"), at("-0"), at("1e300")], [3, -2.5, -0, 1e300]);
  });
});

describe("a member of a number", () => {
  it("cannot be set in strict code, and is not kept in other code", () => {
    const body = "const flag = x > 1e9; flag.interval = x; return x * 2;";
    assert.match(reasonOf(`"use strict"; function f(x) { ${body} }`).message, /TypeError/);
    assert.deepEqual(outputsOf(`function f(x) { ${body} }`, { at: "x = 3" }), { "": 6 });
  });
});
