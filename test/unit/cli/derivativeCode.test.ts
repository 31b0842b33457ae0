import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createAnalyzer } from "../../../src/core/analysis/document/analyzer.ts";
import type { TracedFunction } from "../../../src/core/analysis/document/functionAnalysis.ts";
import { derivativesOf } from "../../../src/core/analysis/formulas/derivatives.ts";
import { type ExplainedFunction, explained } from "./explained.ts";

/** Printed code is code: evaluated at the sample point, it is the entry of the Jacobian. */

const files = ["chainRule", "dragTheRate", "backpropagation", "jacobians", "handWritten"];

describe("printed derivatives", () => {
  for (const file of files) {
    it(`of ${file}.ts equal their Jacobian entries`, () => {
      const path = `examples/${file}.ts`;
      const text = readFileSync(path, "utf8");
      const { functions } = createAnalyzer().analyze({ uri: path, version: 1, text });
      for (const [index, fn] of explained(path).entries()) {
        const outcome = functions[index]?.outcome;
        if (outcome && outcome.kind !== "declined") checkCode(fn, scopeOf(outcome));
      }
    });
  }

  it("of a function without parameters stand in its own body", () => {
    const text = "export function area() { return arguments[0] ** 2 * arguments[1]; }";
    const [fn] = createAnalyzer().analyze({ uri: "area.js", version: 1, text }).functions;
    assert.ok(fn);
    const slopes = derivativesOf(fn).map((derivative) => {
      // Nobody may declare a parameter of that name in a module.
      const body = `"use strict"; return function () { return ${derivative?.code}; };`;
      return new Function(body)()(3, 5);
    });
    assert.deepEqual(slopes.slice(0, 2), [30, 9]);
  });
});

type Scope = Readonly<Record<string, unknown>>;

function checkCode(fn: ExplainedFunction, scope: Scope): void {
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
      const actual = evaluate(printed.code, scope);
      const error = Math.abs(actual - expected) / Math.max(1e-300, Math.abs(expected));
      assert.ok(actual === expected || error <= 1e-12, `${where}: ${printed.code} is ${actual}`);
    }
  }
}

function evaluate(code: string, { this: self, ...parameters }: Scope): number {
  const run = new Function(...Object.keys(parameters), `return (${code});`);
  return run.apply(self, Object.values(parameters));
}

/** The function's parameters, put together from the leaves of its inputs, frozen ones included. */
function scopeOf({ tape }: TracedFunction): Scope {
  const scope: Record<string, unknown> = {};
  for (const { path, node, role } of tape.inputs) {
    if (role !== "noise") place(scope, steps(path), tape.values[node] as number);
  }
  return scope;
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
