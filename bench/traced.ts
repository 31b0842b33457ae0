import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parseSource } from "../src/core/syntax/parse.ts";
import { createModule } from "../src/core/syntax/parsedModule.ts";
import type { Tape } from "../src/core/tape/tape.ts";
import { parsePoint } from "../src/core/trace/inputs/point.ts";
import { traceFunction } from "../src/core/trace/traceFunction.ts";

/** Enough for a million nodes. */
const limits = { steps: 50_000_000, nodes: 5_000_000 };

/** The text of the very function that runs here, through parser, interpreter and tape. */
export function traced(name: string, pointText: string): Tape {
  const file = `bench/functions/${name}.ts`;
  const text = readFileSync(file, "utf8");
  const parsed = parseSource(text, file);
  assert.ok(parsed.kind === "parsed");
  const module = createModule(text, parsed.program, parsed.unread);
  const entry = module.functions.find((fn) => fn.name === name);
  const point = parsePoint(pointText);
  assert.ok(entry && point.kind !== "bad");
  const trace = traceFunction(module, entry, { limits, point: point.point });
  assert.ok(trace.kind === "traced");
  return trace.tape;
}
