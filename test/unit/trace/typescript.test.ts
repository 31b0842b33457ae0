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
  enums:
    "enum Kind { Square = 2, Cube, Text = 'a' } const enum Size { Big = 10 } function f(x: number) { return x ** Kind.Cube + Kind.Square + Kind[2]!.length + Size.Big; }",
  namespaces:
    "namespace Geo { export const k = 3; export function area(r: number) { return k * r * r; } export namespace Deep { export const two = 2; } } function f(x: number) { return Geo.area(x) * Geo.Deep.two; }",
  "type-only imports and exports":
    "import type { Q } from './q'; import { type R } from './r'; export type { Q }; export function f(x: number, _r?: R): number { return x * x; }",
  "declarations without code":
    "declare const k: number; declare function d(): void; abstract class A { abstract m(): void; static s(v: number) { return v * 2; } } function f(this: void, x: number) { return A.s(x); }",
  "satisfies, as const and definite assignment":
    "const table = { a: 2, b: [1, 2] } as const satisfies object; function f(x: number) { let y!: number; y = x * table.a * table.b[1]; return y; }",
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
