import assert from "node:assert/strict";
import { sameInBoth } from "../../helpers/hostText.ts";
import { reasonOf } from "../../helpers/traceOf.ts";

/** A function body as an expression. */
const body = (text: string) => `(() => { ${text} })()`;
/** The same in strict code. */
const strict = (text: string) => `(() => { "use strict"; ${text} })()`;

/** Programs in x and y, by the rule of the language they are about; each gives the same in Node. */
const programs: Readonly<Record<string, readonly string[]>> = {
  "errors of the language are instances of their classes": [
    body(
      "try { null.a; } catch (e) { return [e instanceof TypeError, e instanceof Error, e instanceof RangeError]; }",
    ),
    body("try { const c = 1; c = 2; } catch (e) { return [e.constructor === TypeError, e.name]; }"),
    body("try { a; let a = 1; } catch (e) { return e.constructor === ReferenceError; }"),
    body(
      "class MyError extends Error {} try { throw new MyError('m'); } catch (e) { return [e instanceof MyError, e instanceof Error, e.message, e.constructor === MyError]; }",
    ),
    body("const seen = []; for (const k in new TypeError('m')) seen.push(k); return seen;"),
  ],
  "an array may have members beside its elements": [
    body(
      "const p = [x, y]; p.cost = x * y; return [p.cost, p.length, 'cost' in p, p.hasOwnProperty('cost')];",
    ),
    body(
      "const p = [x, y]; p.cost = 2; const seen = []; for (const k in p) seen.push(k); return [...seen, ...Object.keys(p)];",
    ),
    body(
      "const p = [x, y]; p.cost = 2; p.cost += x; return [{ ...p }.cost, Object.assign({}, p).cost, Object.entries(p).length];",
    ),
    body(
      "const p = [x]; p.cost = 2; return [p.slice().cost, p.map((e) => e).cost, [...p].cost, JSON.stringify(p)];",
    ),
    body(
      "const p = [x]; p.cost = [y]; const q = structuredClone(p); q.cost[0] = 7; return [p.cost[0], q.cost[0]];",
    ),
    body(
      "const p = [x]; p.cost = 2; const gone = delete p.cost; return [gone, p.cost, 'cost' in p];",
    ),
    body(
      "const p = [x]; p[-1] = y; p['1.5'] = 3; return [p.length, p[-1], p[1.5], Object.keys(p)];",
    ),
    body("const p = Object.freeze([x]); p.cost = 2; return p.cost;"),
    strict(
      "const p = Object.freeze([x]); try { p.cost = 2; } catch (e) { return e instanceof TypeError; }",
    ),
    body(
      "const p = new Float64Array([x]); p.label = y; return [p.label, p.subarray(0).label, Object.keys(p)];",
    ),
    body(
      "const p = [3, 1, 2]; p.cost = x; p.sort(); return [p.cost, p.toSorted ? p.toSorted().cost : undefined];",
    ),
    body(
      "return ['map' in [x], [x].hasOwnProperty('map'), Object.hasOwn([x], 'push'), [x].hasOwnProperty(0)];",
    ),
    body("const p = [x]; p.sum = function () { return this[0] + y; }; return p.sum();"),
  ],
  "what is not read may be asked for and kept": [
    body(
      "const had = 'shared' in globalThis; globalThis.shared = x; return [had, 'shared' in globalThis, typeof shared, 'Math' in globalThis, 'Date' in globalThis];",
    ),
    body(
      "const later = globalThis.setTimeout || null; const has = typeof Promise !== 'undefined'; return [typeof later, has, [x] instanceof ArrayBuffer];",
    ),
  ],
  "symbols name members that nobody else comes across": [
    body(
      "const key = Symbol('k'); const o = { [key]: x, a: y }; return [o[key], Object.keys(o), JSON.stringify({ [key]: 1 })];",
    ),
    body(
      "return [Symbol('k') === Symbol('k'), Symbol.for('k') === Symbol.for('k'), typeof Symbol.for('k'), typeof Symbol.iterator];",
    ),
    body(
      "const key = Symbol.for('inspect'); class P { constructor(v) { this.v = v; } [key]() { return this.v; } } P.prototype[Symbol.for('other')] = y; return [new P(x)[key](), new P(x)[Symbol.for('other')]];",
    ),
    body(
      "const a = Symbol(), b = Symbol(), o = {}; o[a] = x; o[b] = y; return [o[a], o[b], a in o, Symbol() in o, '@@1' in o];",
    ),
    body("try { return Symbol() + x; } catch (e) { return e instanceof TypeError; }"),
    body("try { return `${Symbol()}`; } catch (e) { return e instanceof TypeError; }"),
    body(
      "const s = Symbol(); return [s == x, s == 'a', s === s, s ? 1 : 2, [s].includes(s), new Map([[s, y]]).get(s)];",
    ),
    body("const o = { *[Symbol.iterator]() {} }; return typeof o[Symbol.iterator];"),
  ],
  "finally has the last word": [
    body("try { throw 1; } catch { return 2; } finally { return 3; }"),
    body("try { return 1; } finally { }"),
    body(
      "const seen = []; try { try { throw 'a'; } catch (e) { seen.push(e); throw 'b'; } finally { seen.push('f'); } } catch (e) { seen.push(e); } return seen;",
    ),
    body(
      "let n = 0; for (const i of [1, 2, 3]) { try { if (i === 2) continue; n += i; } finally { n += 10; } } return n;",
    ),
    body(
      "let n = 0; for (;;) { try { n++; throw n; } catch (e) { if (e > 2) break; } finally { n += 1; } } return n;",
    ),
    body("try { try { throw x; } finally { throw y; } } catch (e) { return e; }"),
  ],
  "what a function is called on": [
    strict("function f() { return this; } return f() === undefined;"),
    strict(
      "function f() { return typeof this; } return [f(), f.call(1), f.call(null), f.apply('a')];",
    ),
    strict(
      "const o = { k: x, m() { return this && this.k; } }; const m = o.m; return [o.m(), m()];",
    ),
    strict("function f() { return (() => this)() === undefined; } return f();"),
    body("const o = { k: 1, m() { return this.k; } }; return [(o?.m)(), (o.m)(), o?.m()];"),
  ],
  "what objects give as primitives": [
    "({ valueOf: () => x }) + 1",
    "({ toString: () => 'a' }) + 1",
    "`${{ valueOf: () => 1, toString: () => 'text' }}`",
    "({ valueOf: () => ({}), toString: () => '7' }) * 2",
    "({ valueOf: () => 1 }) == true",
    "true == ({ valueOf: () => 1 })",
    "({ valueOf: () => '-2' }) < '-1'",
    "({ valueOf: () => ({}), toString: () => ({}) }) + 1",
    "Object.create({ valueOf: () => 3 }) * 2",
    "[1] + 2",
    "[[5]] * 2",
    "[true] * 1",
    "[null] * 1",
    "[undefined] * 1",
    "[1, 2] + ''",
    "[2] > 1",
    "[x] + [y]",
    body(
      "class V { constructor(v) { this.v = v; } valueOf() { return this.v; } } return new V(3) * new V(x) - +new V(1);",
    ),
  ],
  "functions and classes are named after their places": [
    body(
      "const f = () => 1; let g; g = function () {}; const { h = () => 2, i: j = class {} } = {}; return [f.name, g.name, h.name, j.name];",
    ),
    body(
      "const o = { a() {}, b: () => 1, ['c' + 1]: () => 2, get d() { return 1; } }; return [o.a.name, o.b.name, o.c1.name];",
    ),
    body(
      "class A { static f = () => 1; static ['g' + 2] = () => 1; m() {} } return [A.f.name, A.g2.name, A.prototype.m.name];",
    ),
    body(
      "const A = class { static own = this.name; }; return [A.own, (class {}).name, (() => 1).name];",
    ),
    body("let f; (f) = function () {}; return f.name;"),
    body("let f; f ??= () => 1; let g = 0; g ||= class {}; return [f.name, g.name];"),
  ],
  "parts are taken in order": [
    body("const { } = null; return 1;"),
    body("let a; ({ a } = undefined); return a;"),
    body("const [a, b, ...c] = 'xyz'; return [a, b, c];"),
    body("const [a] = 5; return a;"),
    body("const { a, ...rest } = { a: 1, get b() { return x; }, 2: y }; return [rest, a];"),
    body(
      "const seen = []; const note = (k) => (seen.push(k), k); const o = {}; ({ [note('a')]: o[note('b')], [note('c')]: o[note('d')] } = {}); return seen;",
    ),
    body(
      "const seen = []; const at = (k) => (seen.push(k), { v: 1 }); at('object').v = (seen.push('value'), 1); return seen;",
    ),
    body(
      "const seen = []; try { null[(seen.push('key'), 'k')] = seen.push('value'); } catch (e) { seen.push(e.name); } return seen;",
    ),
    body("let i = 0; const a = [1, 2, 3]; a[i++] = a[i++] + i; return [a, i];"),
    body("let i = 0; const a = [1, 2]; a[i++] += 5; return [a, i];"),
    body("let a = 1; const b = a + (a = 5) * a; return b;"),
    body("const f = (a, b = a * 2, { c = b } = {}) => [a, b, c]; return f(x);"),
    body("const f = (a = b, b = 1) => a; return f();"),
    body("const f = (a = a) => a; return f();"),
  ],
  "each turn of a loop has its own names": [
    body("const fs = []; for (let i = 0; i < 3; i++) fs.push(() => i); return fs.map((f) => f());"),
    body(
      "const fs = []; for (let i = 0, g = () => i; i < 2; i++) fs.push(g); return fs.map((f) => f());",
    ),
    body("const fs = []; for (var i = 0; i < 3; i++) fs.push(() => i); return fs.map((f) => f());"),
    body(
      "const fs = []; for (let i = 0; i < 2; i++) { fs.push(() => i++); } return [fs[0](), fs[0](), fs[1]()];",
    ),
    body("for (let i = i; ;) return i;"),
    body("for (const i = 0; i < 2; i++) { } return 1;"),
    body("for (const a of [a]) return a;"),
    body("const seen = []; for (const [a, b = a] of [[1], [2, 3]]) seen.push(a, b); return seen;"),
  ],
  "loops follow what changes under them": [
    body(
      "const m = new Map([[1, 'a'], [2, 'b']]); const seen = []; for (const [k] of m) { seen.push(k); m.delete(2); } return seen;",
    ),
    body(
      "const s = new Set([1]); const seen = []; for (const v of s) { seen.push(v); if (v < 3) s.add(v + 1); } return seen;",
    ),
    body(
      "const a = [1]; const seen = []; for (const v of a) { seen.push(v); if (v < 3) a.push(v + 1); } return seen;",
    ),
    body(
      "const o = { a: 1, b: 2, c: 3 }; const seen = []; for (const k in o) { seen.push(k); delete o.b; } return seen;",
    ),
    body("const seen = []; for (const k in { b: 1, 2: 1, a: 1, 0: 1 }) seen.push(k); return seen;"),
    body(
      "const seen = []; const o = Object.create({ p: 1, a: 2 }); o.a = 3; for (const k in o) seen.push(k); return seen;",
    ),
    body(
      "class A { constructor() { this.own = 1; } m() {} } const seen = []; for (const k in new A()) seen.push(k); return seen;",
    ),
    body(
      "function F() {} F.prototype.m = function () {}; const seen = []; for (const k in new F()) seen.push(k); return seen;",
    ),
    body(
      "const seen = []; for (const k in 'ab') seen.push(k); for (const k in [5, , 6]) seen.push(k); return seen;",
    ),
  ],
  "iterators of the program are taken step by step": [
    body(
      "let n = 0; let closed = 0; const from = { [Symbol.iterator]: () => ({ next: () => ({ done: n > 9, value: n++ }), return() { closed++; return {}; } }) }; const [a, , b] = from; const seen = [a, b, n, closed]; for (const v of from) { seen.push(v); if (v === 5) break; } return [seen, closed, [...from], closed];",
    ),
    body(
      "let closed = 0; const from = { [Symbol.iterator]: () => ({ next: () => ({ done: false, value: x }), return() { closed++; throw 'second'; } }) }; try { for (const v of from) throw 'first'; } catch (e) { return [e, closed]; }",
    ),
    body(
      "const from = { [Symbol.iterator]: () => ({ next() { throw 'next'; }, return() { throw 'return'; } }) }; try { const [a] = from; } catch (e) { return e; }",
    ),
    body("const [a] = {}; return a;"),
  ],
  "private members belong to their class": [
    body(
      "class A { #k = x; get() { return this.#k; } } class B extends A { #k = y; both() { return [this.#k, this.get()]; } } return new B().both();",
    ),
    body("class A { #k = 1; static of(o) { return o.#k; } } return A.of({});"),
    body(
      "class A { #k = 1; static has(o) { return #k in o; } } return [A.has(new A()), A.has({})];",
    ),
    body(
      "class A { #m() { return x; } call() { return this.#m(); } set() { this.#m = 1; } } const a = new A(); const r = a.call(); a.set(); return r;",
    ),
    body(
      "class A { get #g() { return x; } read() { return this.#g; } write() { this.#g = 1; } } const a = new A(); a.read(); a.write();",
    ),
    body(
      "class A { set #s(v) { this.v = v; } write() { this.#s = 3; return this.v; } read() { return this.#s; } } const a = new A(); const v = a.write(); return [v, a.read()];",
    ),
    body(
      "const make = () => class { #k = 1; static of(o) { return o.#k; } }; const A = make(), B = make(); return [A.of(new A()), A.of(new B())];",
    ),
    body(
      "class A { #k = 1; inner() { return class { #k = 2; static of(o) { return o.#k; } }; } } return new A().inner().of(new A());",
    ),
    body(
      "class A { static #n = x; static #m() { return this.#n; } static go() { return A.#m(); } } return A.go();",
    ),
    body("class A { #k = 1; v = 2; } return [Object.keys(new A()), { ...new A() }];"),
    body(
      "class A { #k = 1; bump() { this.#k += x; this.#k++; return this.#k; } } return new A().bump();",
    ),
  ],
  "classes are made step by step": [
    body(
      "const seen = []; class A { [(seen.push('a'), 'a')] = seen.push('field'); static [(seen.push('b'), 'b')] = seen.push('static'); [(seen.push('c'), 'c')]() {} } new A(); return seen;",
    ),
    body("let n = 0; class A { [`k${n++}`] = 1; } new A(); return [Object.keys(new A()), n];"),
    body("class A extends (() => 1) {} return 1;"),
    body("class A extends 5 {} return 1;"),
    body("class A extends A {} return 1;"),
    body("class A { constructor() { return { k: x }; } } return new A().k;"),
    body("class A { constructor() { return 5; } } return new A() instanceof A;"),
    body("class A {} class B extends A { constructor() { return 5; } } return new B();"),
    body("class A {} class B extends A { constructor() { this.k = 1; super(); } } return new B();"),
    body("class A {} class B extends A { constructor() { } } return new B();"),
    body("class A {} class B extends A { constructor() { super(); super(); } } return new B();"),
    body(
      "class A {} class B extends A { constructor() { this.same = super() === this; } } return new B();",
    ),
    body(
      "class A {} class B extends A { constructor() { const made = super(); this.same = made === this; } } return new B().same;",
    ),
    body(
      "class A { get k() { return this.v; } } class B extends A { v = x; read() { return super.k; } } return new B().read();",
    ),
    body("class A { v = 1; } class B extends A { v = 2; w = this.v; } return new B();"),
    body("class A { f = 1; } class B extends A { get f() { return 5; } } return new B().f;"),
    body("var a = 1; class A { static { var a = 2; } } return a;"),
    body("class A { m() {} } return new (new A().m)();"),
    body("const o = { m() {} }; return new o.m();"),
    body("class A { static prototype() {} } return 1;".replace("prototype", "['proto' + 'type']")),
    body("class A {} A();"),
  ],
  "old functions share their arguments": [
    body("function f(a) { a = 5; return arguments[0]; } return f(x);"),
    body("function f(a) { arguments[0] = 7; return a; } return f(x);"),
    body("function f(a) { a = 5; return [arguments[0], arguments.length]; } return f();"),
    body(
      "function f(a, b) { delete arguments[0]; a = 2; return [arguments[0], a]; } return f(1, 2);",
    ),
    strict("function f(a) { a = 5; return arguments[0]; } return f(x);"),
    body("function f(a = 0) { a = 5; return arguments[0]; } return f(x);"),
    body(
      "function f() { return [Array.isArray(arguments), arguments instanceof Array, typeof arguments.map]; } return f(1);",
    ),
    body("function f() { return (() => arguments[0])(); } return f(x);"),
    body(
      "function f() { let n = 0; for (const v of arguments) n += v; return n; } return f(1, 2, x);",
    ),
  ],
  "names and their scopes": [
    body(
      "var probe; function f(_ = probe = () => v) { var v = 'inside'; return [probe(), v]; } var v = 'outside'; return f();",
    ),
    body("function f(a, g = () => a) { var a; a = 2; return [a, g()]; } return f(1);"),
    body("const f = function g() { g = 1; return typeof g; }; return f();"),
    strict("const f = function g() { g = 1; return typeof g; }; return f();"),
    body("const f = function g() { var g; return typeof g; }; return f();"),
    body("switch (1) { case 0: let a; case 1: a = 1; } return 1;"),
    body("try { throw [1]; } catch ([a, b = a]) { return [a, b]; }"),
  ],
  "what cannot be written": [
    body("const o = { get k() { return 1; } }; o.k = 2; return o.k;"),
    strict("const o = { get k() { return 1; } }; o.k = 2; return o.k;"),
    body("const o = Object.freeze({ k: 1 }); o.k = 2; o.j = 1; return o;"),
    strict("const o = Object.freeze({ k: 1 }); o.k = 2; return o;"),
    body("Math.E = 1; return Math.E;"),
    body("const f = (a, b) => 1; f.length = 9; return f.length;"),
  ],
  deleting: [
    body("delete null.k;"),
    body("const o = { k: 1 }; return [delete o.k, delete o.k, o];"),
    body("function f() {} f.k = 1; return [delete f.k, f.k];"),
    body("const a = [1, 2]; return [delete a[0], a, 0 in a, a.length];"),
    body("const o = Object.freeze({ k: 1 }); return [delete o.k, o];"),
    strict("const o = Object.freeze({ k: 1 }); return [delete o.k, o];"),
    "delete 5",
  ],
  "in and instanceof": [
    "'toString' in {}",
    "'length' in [] && 0 in [1] && !(1 in [1])",
    "'k' in Object.create({ k: 1 })",
    "'k' in 5",
    "({}) instanceof Object",
    "[] instanceof Object && [] instanceof Array && !([] instanceof Map)",
    "(() => 1) instanceof Function && (() => 1) instanceof Object",
    "Object.create(null) instanceof Object",
    "1 instanceof Number",
    "1 instanceof 5",
    "({}) instanceof Math",
    body(
      "function A() {} const a = new A(); A.prototype = {}; return [a instanceof A, new A() instanceof A];",
    ),
    body(
      "class A {} class B extends A {} return [new B() instanceof A, A instanceof Function, new A() instanceof B];",
    ),
  ],
  "methods of numbers": [
    "Infinity.toExponential(1000)",
    "NaN.toPrecision(1000)",
    "(1).toPrecision(1000)",
    "Number.prototype.toString()",
    "Number.prototype.toString.call('a')",
    "Number.prototype.valueOf.call({})",
  ],
  "gaps in arrays": [
    "[1, , 3]",
    "[, 1].length",
    "[1, , 3].map((v) => v * 2)",
    "1 in [1, , 3]",
    "[, ].length",
  ],
};

describe("the language means what it means in Node", () => {
  for (const [title, list] of Object.entries(programs)) {
    it(title, () => sameInBoth(list));
  }
});

/** What would need a wrong value is refused, at its place. */
const refusals: readonly (readonly [program: string, message: RegExp])[] = [
  ["new Number(x) * 2", /leave out `new`/],
  ["new Boolean(false) ? x : 1", /leave out `new`/],
  [body("using a = null; return x;"), /`using`/],
  [
    body("class A { constructor() { return {}; } } class B extends A {} return new B() && x;"),
    /another object than `this`/,
  ],
  [body("class M extends Map {} return new M().size + x;"), /extends Map/],
  [body("function F() {} F.prototype = () => 1; return new F() && x;"), /prototype/],
  [body("Array.prototype[1] = 5; return [, ,][1] * x;"), /all arrays share/],
  [
    body("function f() { arguments[3] = 1; return arguments.length; } return f(1) * x;"),
    /arguments/,
  ],
  [
    body("const o = {}; Object.defineProperty(o, 'k', { value: 1 }); return delete o.k ? x : 1;"),
    /deleted/,
  ],
];

describe("what is refused rather than taken for something else", () => {
  for (const [program, message] of refusals) {
    it(program, () => {
      const reason = reasonOf(`function f(x) { return ${program}; }`, { fileName: "test.js" });
      assert.match(reason.message, message);
    });
  }
});
