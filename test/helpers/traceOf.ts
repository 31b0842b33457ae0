import assert from "node:assert/strict";
import { parseSource } from "../../src/core/syntax/parse.ts";
import { createModule, type ParsedModule } from "../../src/core/syntax/parsedModule.ts";
import { brokenInvariant } from "../../src/core/tape/checkTape.ts";
import { defaultLimits, type Limits } from "../../src/core/trace/budget.ts";
import { parsePoint } from "../../src/core/trace/inputs/point.ts";
import { type FunctionTrace, traceFunction } from "../../src/core/trace/traceFunction.ts";

export function moduleOf(source: string, fileName = "test.ts"): ParsedModule {
  const outcome = parseSource(source, fileName);
  assert.ok(outcome.kind === "parsed", outcome.kind === "syntax-error" ? outcome.message : "");
  return createModule(source, outcome.program, outcome.unread);
}

/** Traces a function of the source, the last one unless named, and checks the tape's invariants. */
export function outcomeOf(
  source: string,
  options: { name?: string; at?: string; limits?: Partial<Limits>; fileName?: string } = {},
): FunctionTrace {
  const module = moduleOf(source, options.fileName);
  const entry = options.name
    ? module.functions.find(({ name }) => name === options.name)
    : module.functions.findLast(({ level }) => level !== "nested");
  assert.ok(entry, `no function ${options.name ?? ""} in the source`);
  const point = options.at === undefined ? undefined : parsePoint(options.at);
  assert.ok(point?.kind !== "bad");
  const outcome = traceFunction(module, entry, {
    limits: { ...defaultLimits, ...options.limits },
    ...(point ? { point: point.point } : {}),
  });
  if (outcome.kind === "traced") assert.equal(brokenInvariant(outcome.tape), undefined);
  return outcome;
}

export function traceOf(
  ...args: Parameters<typeof outcomeOf>
): Extract<FunctionTrace, { kind: "traced" }> {
  const outcome = outcomeOf(...args);
  assert.ok(outcome.kind === "traced", outcome.kind === "declined" ? outcome.reason.message : "");
  return outcome;
}

export function reasonOf(...args: Parameters<typeof outcomeOf>): { message: string; text: string } {
  const outcome = outcomeOf(...args);
  assert.ok(outcome.kind === "declined", "expected a refusal, but it was traced");
  const { message, range } = outcome.reason;
  return { message, text: args[0].slice(range.start, range.end) };
}
