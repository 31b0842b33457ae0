import assert from "node:assert/strict";
import { transformSync } from "esbuild";
import { traceOf } from "../../helpers/traceOf.ts";

/** TypeScript's own forms: what they compile to in Node is what the interpreter must give. */
const programs: Readonly<Record<string, string>> = {
  "annotations and casts":
    "type N = number; interface P { readonly x: N; y?: number } function f(x: number): number { const p: P = { x } as P; const q = <P>p; return (p.x! * (q satisfies P).x) as unknown as number; }",
  generics:
    "function id<T>(v: T): T { return v; } const first = <T,>(v: readonly T[]): T => v[0] as T; function f(x: number) { return id<number>(x) * first<number>([x, 1]); }",
  overloads:
    "function g(x: number): number; function g(x: number, y: number): number; function g(x: number, y = 2) { return x * y; } function f(x: number) { return g(x) + g(x, x); }",
  "a type and a value of one name, each before the other":
    "interface Gain { k: number } const Gain = { k: 3 }; class Limit { static most = 2; } interface Limit { least: number } export type Bias = number; export const Bias = 5; function f(x: number) { return Gain.k * x + Limit.most + Bias; }",
  enums:
    "enum Kind { Square = 2, Cube, Text = 'a' } const enum Size { Big = 10 } function f(x: number) { return x ** Kind.Cube + Kind.Square + Kind[2]!.length + Size.Big; }",
  classes:
    "abstract class Shape { static count = 0; static { Shape.count = 1; } constructor(protected readonly k = 2) {} abstract area(): number; get twice() { return this.area() * this.k; } set size(v: number) { this.area = () => v; } scaled(by: number) { return this.twice * by; } } class Disc extends Shape { #r: number; name = 'disc'; constructor(r: number) { super(3); this.#r = r; } area() { return Math.PI * this.#r ** 2; } scaled(by: number) { return super.scaled(by) + (this instanceof Shape ? 1 : 0) + Shape.count + this.name.length; } } function f(x: number) { const d = new Disc(x); const e = new Disc(1); e.size = x; return d.scaled(2) + e.area(); }",
  "constructor functions":
    "function P(this: any, a: number) { this.a = a; } P.prototype.mul = function (k: number) { return this.a * k; }; function f(x: number) { const p = new (P as any)(x); return p.mul(2) + (p instanceof (P as any) ? 1 : 0) + (p.constructor === P ? 1 : 0); }",
  namespaces:
    "namespace Geo { export const k = 3; export function area(r: number) { return k * r * r; } export namespace Deep { export const two = 2; } } function f(x: number) { return Geo.area(x) * Geo.Deep.two; }",
  "type-only imports and exports":
    "import type { Q } from './q'; import { type R } from './r'; export type { Q }; export function f(x: number, _r?: R): number { return x * x; }",
  "declarations without code":
    "declare const k: number; declare function d(): void; abstract class A { abstract m(): void; static s(v: number) { return v * 2; } } function f(this: void, x: number) { return A.s(x); }",
  "satisfies, as const and definite assignment":
    "const table = { a: 2, b: [1, 2] } as const satisfies object; function f(x: number) { let y!: number; y = x * table.a * table.b[1]; return y; }",
  "methods called under a type":
    "class S { k = 3; m?(v: number) { return this.k * v; } } function f(x: number) { const s = new S(); return s.m!(x) + (s.m as (v: number) => number)(x) + (s?.m)!(x) + (s satisfies S).m!(x); }",
};

describe("TypeScript in all its forms", () => {
  for (const [title, source] of Object.entries(programs)) {
    it(title, () => {
      const script = transformSync(source, { loader: "ts", format: "cjs" }).code;
      const run = new Function("exports", "module", "require", `${script}\nreturn f;`)(
        {},
        {},
        () => ({}),
      ) as (x: number) => number;
      const { tape } = traceOf(source, { name: "f", at: "x = 1.5" });
      assert.ok(Object.is(tape.values[tape.outputs[0]?.node ?? -1], run(1.5)));
    });
  }
});
