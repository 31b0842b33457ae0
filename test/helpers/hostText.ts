import assert from "node:assert/strict";
import { outcomeOf } from "./traceOf.ts";

/** Written in the language itself, so that it runs in Node and in the interpreter alike; tells −0 and gaps. */
const prelude = `
const text = (v) =>
  Array.isArray(v) ? '[' + v.length + '|' + Object.keys(v).map((k) => k + ':' + text(v[k])).join() + ']'
  : v instanceof Float64Array || v instanceof Float32Array || v instanceof Int8Array || v instanceof Uint8Array
    || v instanceof Uint8ClampedArray || v instanceof Int16Array || v instanceof Uint16Array
    || v instanceof Int32Array || v instanceof Uint32Array
    ? v.constructor.name + '(' + Array.from(v, text).join() + ')'
  : typeof v === 'function' ? 'function ' + v.name
  : typeof v === 'string' ? "'" + v + "'"
  : typeof v === 'object' && v !== null ? '{' + Object.keys(v).map((k) => k + ':' + text(v[k])).join() + '}'
  : Object.is(v, -0) ? '-0' : String(v);
const codes = (s) => Array.from({ length: s.length }, (_, i) => s.charCodeAt(i));
const shown = (make) => { try { return text(make()); } catch (e) { return 'throws ' + e.name; } };
`;

const separator = "\u0001";

function programOf(expressions: readonly string[]): string {
  const shown = expressions.map((expression) => `shown(() => ${expression})`);
  return `${prelude}function f(x, y) { return codes([${shown.join(", ")}].join("${separator}")); }`;
}

/** What expressions in x and y give in Node, as text. */
function inNode(expressions: readonly string[], x: number, y: number): readonly string[] {
  const run = new Function(`${programOf(expressions)}\nreturn f;`)() as (
    ...args: number[]
  ) => number[];
  return String.fromCharCode(...run(x, y)).split(separator);
}

/** The same in the interpreter; a refusal is told in its words. */
function inTrace(expressions: readonly string[], x: number, y: number): readonly string[] {
  const outcome = outcomeOf(programOf(expressions), {
    name: "f",
    at: `x = ${x}, y = ${y}`,
    fileName: "test.js",
  });
  if (outcome.kind === "declined") return [`declined: ${outcome.reason.message}`];
  const { outputs, values } = outcome.tape;
  const letters = outputs.map(({ node }) => String.fromCharCode(values[node] as number));
  return letters.join("").split(separator);
}

/** Asserts that expressions in x and y give the same in Node and in the interpreter. */
export function sameInBoth(expressions: readonly string[], x = 1.5, y = -2): void {
  const expected = inNode(expressions, x, y);
  const actual = inTrace(expressions, x, y);
  if (actual.length !== expected.length && expressions.length > 1) {
    // One of them is declined: each for itself tells which.
    for (const expression of expressions) sameInBoth([expression], x, y);
  }
  const named = (texts: readonly string[]) =>
    expressions.map((expression, index) => `${expression} → ${texts[index]}`);
  assert.deepEqual(named(actual), named(expected));
}
