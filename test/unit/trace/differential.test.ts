import assert from "node:assert/strict";
import { jacobian } from "../../../src/core/autodiff/jacobian.ts";
import { traceOf } from "../../helpers/traceOf.ts";

/** Plain JavaScript in the interpreter and in Node: the same bits, and gradients that agree with both modes. */
const programs: readonly {
  readonly title: string;
  readonly source: string;
  readonly args: readonly (readonly number[])[];
}[] = [
  [
    "arithmetic",
    "function f(x, y) { return (x + y) * (x - y) / (1 + x * x) % 3 - -y ** 2; }".replace(
      "-y ** 2",
      "(-y) ** 2",
    ),
    [
      [2, 3],
      [-1.5, 0.25],
    ],
  ],
  [
    "comparison and ternary",
    "function f(x, y) { return x > y ? x * y : x <= -1 ? x - y : y / 2; }",
    [
      [2, 1],
      [-2, 3],
      [0, 1],
    ],
  ],
  [
    "comparisons as numbers",
    "function f(x) { return (x >= 0) * x + (x < 0) * (x + 1) + !x; }",
    [[2], [-0.5]],
  ],
  [
    "logical operators",
    "function f(x, y) { return (x && y) + (x || y) + (x ?? y); }",
    [
      [2, 3],
      [0, 3],
    ],
  ],
  [
    "if, else and early return",
    "function f(x) { if (x > 3) return x * x; else if (x > 1) { return x ** 3; } return -x; }",
    [[4], [2], [0.5]],
  ],
  [
    "switch with fall through",
    "function f(x) { switch (Math.floor(x)) { case 0: x += 1; case 1: x *= 2; break; case 2: return x; default: x = 7 * x; } return x; }",
    [[0.5], [1.5], [2.5], [9.5]],
  ],
  [
    "a long table packed into text",
    "const bytes = atob('AQIF'.repeat(5000)); const table = []; for (let i = 0; i < bytes.length; i++) table.push(bytes.charCodeAt(i)); function f(x) { return x * table[7] + table[14999]; }",
    [[1.5]],
  ],
  [
    "var hoisting",
    "function f(x) { y = x * 2; if (x > 0) { var y; } return y + (z === undefined ? 1 : 2); var z = 3; }",
    [[2]],
  ],
  [
    "a declaration inside a declaration's initialiser",
    "function f(x) { var a = 2 * (b = x * x + 1), b, c = a * b; return c; }",
    [[1.5]],
  ],
  [
    "block shadowing",
    "function f(b) { const a = b * 2; { let b = a + 1; { const b = 5; } return b * a; } }",
    [[3]],
  ],
  [
    "assignment forms",
    "function f(x) { let y = x; y += 1; y -= x / 2; y *= y; y /= 3; y **= 2; y %= 7; let z; z ??= y; z ||= 1; z &&= z * x; return z; }",
    [[2.5], [-1]],
  ],
  [
    "assignments as expressions",
    "function f(x) { let a, b; a = b = x * 2; return (a += 1) * (b = a - 3) + (a, b); }",
    [[2]],
  ],
  [
    "increments",
    "function f(x) { let i = 0; const a = [x, x * 2, x * 3]; return a[i++] * a[++i] + i-- + --i + x; }",
    [[1.5]],
  ],
  [
    "for with break and continue",
    "function f(x) { let s = 0; for (let i = 0; i < 10; i++) { if (i % 2) continue; if (i > 6) break; s += x ** i; } return s; }",
    [[1.1]],
  ],
  ["while", "function f(x) { let n = 0; while (x > 1) { x /= 2; n++; } return x * n; }", [[9.3]]],
  [
    "do while",
    "function f(x) { let d; do { d = (x * x - 2) / (2 * x); x -= d; } while (Math.abs(d) > 1e-12); return x; }",
    [[1.5]],
  ],
  [
    "for of and for in",
    "function f(x) { let s = 0; for (const v of [x, x * x, 3]) s += v; const o = { a: x, b: 2 }; for (const k in o) s *= o[k]; return s; }",
    [[1.5]],
  ],
  [
    "labels",
    "function f(x) { let s = x; outer: for (let i = 0; i < 3; i++) { for (let j = 0; j < 3; j++) { if (j === 1) continue outer; if (i === 2) break outer; s *= x + j; } } return s; }",
    [[1.5]],
  ],
  [
    "nested functions and closures",
    "function f(x) { const add = (a) => (b) => a + b * x; function twice(g, v) { return g(g(v)); } return twice(add(x), 2); }",
    [[1.5]],
  ],
  [
    "from with a function",
    "function f(x) { const t = Float64Array.from([x, 2], (v, i) => 2 * v + i); return t[0] * t[1] + Array.from([x], (v) => 3 * v)[0]; }",
    [[1.5]],
  ],
  [
    "a prototype in an object literal",
    "function f(x) { const p = { __proto__: { k: 3 }, j: 2 }; const q = { ['__proto__']: 5 }; return p.k * p.j * x + q['__proto__']; }",
    [[1.5]],
  ],
  ["recursion", "function f(x, n = 5) { return n === 0 ? 1 : x * f(x, n - 1); }", [[1.1]]],
  [
    "closures of a loop keep their turn",
    "function f(x) { const fs = []; for (let i = 0; i < 3; i++) fs.push(() => x * i); return fs[0]() + fs[2](); }",
    [[3]],
  ],
  [
    "default and rest parameters",
    "function g(a, b = a * 2, ...rest) { return a + b + rest.length * rest[0]; } function f(x) { return g(x) + g(x, 1, x, 4); }".replace(
      "g(x) + ",
      "g(x, undefined, 0) + ",
    ),
    [[1.5]],
  ],
  [
    "calls before declaration",
    "function f(x) { return helper(x) * k; } const k = 3; function helper(v) { return v * v; }",
    [[2]],
  ],
  [
    "functions as values",
    "const table = { sq: (v) => v * v, cube: Math.cbrt }; function f(x) { const g = table['sq']; return [g, table.cube, Math.tanh].reduce((acc, h) => acc + h(x), 0); }",
    [[2]],
  ],
  [
    "arrays",
    "function f(x) { const a = [x, 2, x * 3]; a[1] = x * x; a.push(4); a[5] = x; return a.length * a[2] + a[1] + (a[4] === undefined ? 1 : 0) + a[5]; }",
    [[2]],
  ],
  [
    "array methods",
    "function f(x, y) { const v = [x, y, x * y]; return v.map((e, i) => e * i).filter((e) => e > 0).concat([1, x]).slice(1).reverse().reduce((a, b) => a * b + 1) + v.indexOf(y) + Math.max(...v); }",
    [[2, 3]],
  ],
  [
    "sorting",
    "function f(x, y, z) { const v = [x, y, z].sort((a, b) => a - b); return v[0] + 2 * v[1] + 4 * v[2]; }",
    [[3, 1, 2]],
  ],
  [
    "objects",
    "function f(x) { const p = { x, y: x * 2, 'z': 3, get w() { return this.x * this.y; }, area(k) { return this.w * k; } }; p.y += 1; const q = { ...p, z: x }; return p.area(2) + q.z + p['y']; }",
    [[1.5]],
  ],
  [
    "destructuring",
    "function f(x, y) { const [a, , b = 7, ...r] = [x, 1, undefined, y, 5]; const { p, q: { s = 2 } = {}, ...t } = { p: x, q: { s: y }, u: 3 }; let m, n; [m, n] = [y, x]; ({ m } = { m: m * 2 }); return a + b * r[0] + p * s + t.u * m + n + r.length; }",
    [[2, 3]],
  ],
  [
    "strings as plain values",
    "function f(x, mode = 'cube') { const name = `${mode}d`; if (name === 'cubed') return x ** 3 * name.length; return x; }",
    [[2]],
  ],
  [
    "Math through aliases",
    "const { sin, PI: pi } = Math; const g = Math.tanh; function f(x) { return sin(pi * x) + g(x) + Math['cos'](x); }",
    [[0.3]],
  ],
  [
    "every Math function",
    "function f(x) { const u = 0.3 + x / 10; return Math.abs(-u) + Math.acos(u) + Math.acosh(1 + u) + Math.asin(u) + Math.asinh(u) + Math.atan(u) + Math.atan2(u, 2) + Math.atanh(u) + Math.cbrt(u) + Math.ceil(u) + Math.clz32(u) + Math.cos(u) + Math.cosh(u) + Math.exp(u) + Math.expm1(u) + Math.floor(u) + Math.fround(u) + Math.hypot(u, 1, 2) + Math.imul(u, 3) + Math.log(u) + Math.log10(u) + Math.log1p(u) + Math.log2(u) + Math.max(u, 0.1, 0.2) + Math.min(u, 1) + Math.pow(u, 1.5) + Math.round(u) + Math.sign(u) + Math.sin(u) + Math.sinh(u) + Math.sqrt(u) + Math.tan(u) + Math.tanh(u) + Math.trunc(u); }",
    [[1]],
  ],
  [
    "bits",
    "function f(x) { return ((x * 7) | 0) + (~~x) + (x >> 1) + (x >>> 1) + (x << 2) + (x & 3) + (x ^ 5) + x; }",
    [[5.7], [-3.2]],
  ],
  [
    "numbers and text",
    "function f(x) { return Number('2.5') * x + parseFloat('1e1') + parseInt('0x10', 16) + +'3' + (isNaN(x) ? 1 : 2) + (Number.isFinite(x) ? 3 : 4) + Number.EPSILON * x; }",
    [[2]],
  ],
  [
    "exceptions caught",
    "function f(x) { try { if (x > 0) throw new Error('no'); return x; } catch (e) { return x * e.message.length; } finally { x = 0; } }",
    [[2], [-2]],
  ],
  [
    "optional chaining",
    "function f(x, o = { a: { b: 2 } }) { return x * o?.a?.b + (o?.c?.d.e ?? x) + (o.g?.() ?? 1); }",
    [[2]],
  ],
  [
    "comma, void and typeof",
    "function f(x) { let y = (x++, x * 2); return typeof x === 'number' && void 0 === undefined ? y : -y; }",
    [[2]],
  ],
  [
    "this through call, apply and bind",
    "function scale(k) { return this.v * k; } function f(x) { const o = { v: x }; return scale.call(o, 2) + scale.apply(o, [x]) + scale.bind(o)(3); }",
    [[2]],
  ],
  [
    "arguments",
    "function g() { return arguments.length * arguments[0]; } function f(x) { return g(x, 1, 2) + g.length; }",
    [[2]],
  ],
  [
    "members under symbols are copied",
    "function f(x) { const s = Symbol('s'); const o = { a: x * 3 }; o[s] = x; const { a, ...rest } = o; return rest[s] * a + { ...o }[s] + Object.assign({}, o)[s] + Object.keys({ ...o }).length; }",
    [[2]],
  ],
  [
    "typed arrays",
    "function f(x) { const a = new Float64Array(3); a[0] = x; a[7] = 1; a.fill(x * 2, 1, 2); const b = new Float32Array([x, 0.1]); return a[0] * a[1] + a[2] + b[1] * b[0] + a.length; }",
    [[1.1]],
  ],
  [
    "maps and sets",
    "function f(x) { const m = new Map([['a', x], [2, x * x]]); m.set('b', 3).delete('a'); const s = new Set([x, 1, x, 1]); s.add(5); let t = m.size + s.size; for (const [k, v] of m) t += k === 2 ? v : 1; for (const v of s) t += v; m.forEach((v) => { t *= v; }); return t + (m.get('none') ?? 4) + [...s][0] * m.get(2) + (s.has(5) ? 1 : 0) + [...m.keys()].length; }",
    [[1.5]],
  ],
  [
    "immediately called functions",
    "const api = (function () { const k = 3; return { g: (v) => v * k }; })(); function f(x) { return api.g(x) * x; }",
    [[2]],
  ],
  [
    "objects that count as they are made",
    "let n = 0; class C { constructor() { this.id = ++n; this.own = C.made++; } } C.made = 5; const a = new C(); const b = new C(); function f(x) { const c = new C(); return x * (b.id + 10 * a.own + 100 * c.id + 1000 * c.own); }",
    [[1.5]],
  ],
  [
    "constants made before what they are made of changes",
    "const box = { k: 2 }; class V { constructor(k) { this.k = k; } } function make() { return new V(box.k); } const a = make(); box.k = 7; const b = make(); function f(x) { box.k = 11; return a.k * x + b.k * x * x + make().k; }",
    [[1.5]],
  ],
  [
    "scratch objects, used or not",
    "class V { constructor(x, y) { this.x = x; this.y = y; } dot(o) { return this.x * o.x + this.y * o.y; } set(x, y) { this.x = x; this.y = y; return this; } } const one = new V(1, 2), two = one; const never = new V(3, 4); const table = rows(4); function rows(n) { const list = []; for (let i = 0; i < n; i++) list.push(i * i); return list; } one.x = 5; function f(x, y) { return one.dot(two.set(x, y)) * table[3] + one.x; }",
    [[1.5, -2]],
  ],
  [
    "a constant of a class that goes on with another",
    "class A { constructor(k) { this.k = k * A.scale; } } A.scale = 3; class B extends A { constructor() { super(2); this.b = this.k + 1; } } const b = new B(); A.scale = 100; const late = new B(); function f(x) { return x * b.b + late.b; }",
    [[0.5]],
  ],
].map(([title, source, args]) => ({ title, source, args }) as never);

describe("the interpreter gives Node's own numbers", () => {
  for (const { title, source, args } of programs) {
    it(title, () => {
      const run = new Function(`${source}\nreturn f;`)() as (...args: number[]) => number;
      const names =
        /function f\(([^)]*)\)/
          .exec(source)?.[1]
          ?.split(",")
          .map((name) => name.trim().split(/\s/)[0]) ?? [];
      for (const values of args) {
        const at = values.map((value, index) => `${names[index]} = ${value}`).join(", ");
        const { tape } = traceOf(source, { name: "f", at, fileName: "test.js" });
        const actual = tape.values[tape.outputs[0]?.node ?? -1];
        assert.ok(Object.is(actual, run(...values)), `${actual} is not ${run(...values)} at ${at}`);
        agreeInBothModes(tape);
      }
    });
  }
});

function agreeInBothModes(tape: Parameters<typeof jacobian>[0]): void {
  const forward = jacobian(tape, "forward").entries.flat();
  const reverse = jacobian(tape, "reverse").entries.flat();
  for (const [index, value] of forward.entries()) {
    const other = reverse[index] as number;
    const scale = Math.max(1, Math.abs(value), Math.abs(other));
    assert.ok(
      Object.is(value, other) || Math.abs(value - other) <= 1e-12 * scale,
      `${value}, ${other}`,
    );
  }
}
