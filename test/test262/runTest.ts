import assert from "node:assert/strict";
import type { Program } from "../../src/core/syntax/ast.ts";
import { parseSource } from "../../src/core/syntax/parse.ts";
import { createModule, type ParsedModule } from "../../src/core/syntax/parsedModule.ts";
import { createTapeBuilder } from "../../src/core/tape/builder.ts";
import { createBudget, defaultLimits } from "../../src/core/trace/budget.ts";
import { createGlobals } from "../../src/core/trace/builtins/globals.ts";
import { Decline, UserThrow } from "../../src/core/trace/decline.ts";
import { hoistBlock, hoistVars } from "../../src/core/trace/functions/hoist.ts";
import { createScope } from "../../src/core/trace/functions/scope.ts";
import { newQuestions } from "../../src/core/trace/inputs/questions.ts";
import { createMachine } from "../../src/core/trace/interpreter.ts";
import type { Machine, Scope } from "../../src/core/trace/machine.ts";
import { declareNotModelled, harnessSource } from "./harness.ts";

export type Outcome =
  | { readonly kind: "passed" }
  | { readonly kind: "declined" | "failed"; readonly message: string; readonly line: number };

const harness = moduleOf(harnessSource);

/** Runs a test as a script of its own: every statement of its top level, in order. */
export function runTest(source: string, isStrict: boolean): Outcome {
  const text = isStrict ? `"use strict";${source}` : source;
  const module = moduleOf(text);
  if (typeof module === "string") return { kind: "declined", message: module, line: 1 };
  const lineAt = (offset: number) => text.slice(0, offset).split("\n").length;
  const machine = machineFor(module);
  try {
    const outer = createScope("module", machine.globals, undefined);
    assert.ok(typeof harness === "object", String(harness));
    declareNotModelled(outer);
    runScript(machine, harness.program, outer);
    runScript(machine, module.program, createScope("module", outer, undefined));
    return { kind: "passed" };
  } catch (thrown) {
    if (thrown instanceof Decline || thrown instanceof UserThrow) {
      const { message, range } = thrown.reason;
      const kind = thrown instanceof Decline ? "declined" : "failed";
      return { kind, message, line: lineAt(range.start) };
    }
    if (thrown instanceof RangeError && /call stack/.test(thrown.message)) {
      return { kind: "declined", message: "nested too deeply", line: 1 };
    }
    const where =
      thrown instanceof Error ? thrown.stack?.split("\n").slice(0, 3).join(" ") : thrown;
    return { kind: "failed", message: `internal: ${where}`, line: 1 };
  }
}

/** The module of a source text, or why it cannot be read as a whole. */
function moduleOf(text: string): ParsedModule | string {
  const outcome = parseSource(text, "test.js");
  if (outcome.kind === "syntax-error") return `not parsed: ${outcome.message}`;
  if (outcome.unread.length > 0) return "a statement is too long or nested too deeply";
  return createModule(text, outcome.program, outcome.unread);
}

function runScript(machine: Machine, program: Program, scope: Scope): void {
  hoistVars(machine, program, scope);
  hoistBlock(machine, program.body, scope);
  for (const statement of program.body) machine.execute(statement, scope);
}

/** A machine without inputs: every number stays plain. */
function machineFor(module: ParsedModule): Machine {
  return createMachine({
    module,
    root: module,
    traced: undefined,
    globals: createGlobals(),
    files: new Map(),
    tape: createTapeBuilder({ start: 0, end: 0 }, "test"),
    budget: createBudget(defaultLimits),
    subject: { closure: undefined, self: undefined },
    observe: undefined,
    questions: newQuestions(),
    instances: {
      make: () => undefined,
      recognize: () => false,
      self: () => undefined,
      adopt: (instance) => instance,
      adoptAll: (values) => values.map(([, value]) => value),
    },
    leaf: (_path, sample) => sample ?? 1,
    capture: () => undefined,
    random: () => 0.5,
  });
}
