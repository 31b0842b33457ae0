import assert from "node:assert/strict";
import { type ExplainedFunction, explained } from "./explained.ts";

/** Printed code is code: evaluated at the sample point, it is the entry of the Jacobian. */

const files = ["chainRule", "dragTheRate", "backpropagation", "jacobians", "handWritten"];

describe("printed derivatives", () => {
  for (const file of files) {
    it(`of ${file}.ts equal their Jacobian entries`, () => {
      for (const fn of explained(`examples/${file}.ts`)) checkCode(fn);
    });
  }
});

function checkCode(fn: ExplainedFunction): void {
  const isOverLimit = fn.notes.some(({ kind }) => kind === "budget");
  const isNoisy = fn.notes.some(({ kind }) => kind === "noise");
  for (const [row, output] of fn.outputs.entries()) {
    for (const [column, input] of fn.inputs.entries()) {
      const expected = fn.jacobian[row]?.[column];
      const printed = fn.derivatives.find(
        (candidate) => candidate.output === output.path && candidate.input === input.path,
      );
      const where = `${fn.name}: ∂${output.path}/∂${input.path}`;
      if (!printed) {
        assert.ok(isOverLimit, `${where} is not printed and no note says why`);
        continue;
      }
      assert.ok(printed.text.length > 0 && printed.latex.length > 0, where);
      if (typeof expected !== "number" || isNoisy) continue;
      const actual = evaluate(printed.code, fn);
      const error = Math.abs(actual - expected) / Math.max(1e-300, Math.abs(expected));
      assert.ok(actual === expected || error <= 1e-12, `${where}: ${printed.code} is ${actual}`);
    }
  }
}

/** The code with the function's parameters in scope, rebuilt from their leaves. */
function evaluate(code: string, fn: ExplainedFunction): number {
  const scope: Record<string, unknown> = {};
  for (const { path, value } of fn.inputs) place(scope, steps(path), Number(value));
  const { this: self, ...parameters } = scope;
  const names = Object.keys(parameters);
  const run = new Function(...names, `return (${code});`);
  return run.apply(self, Object.values(parameters));
}

/** "W1[0].b" → ["W1", 0, "b"]. */
function steps(path: string): readonly (string | number)[] {
  return [...path.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, index, name]) =>
    index === undefined ? (name as string) : Number(index),
  );
}

function place(target: object, path: readonly (string | number)[], value: number): void {
  let holder = target as Record<string | number, unknown>;
  for (const [index, step] of path.slice(0, -1).entries()) {
    holder[step] ??= typeof path[index + 1] === "number" ? [] : {};
    holder = holder[step] as Record<string | number, unknown>;
  }
  holder[path.at(-1) as string | number] = value;
}
