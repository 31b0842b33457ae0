import { opIndexOf } from "../../ops/table.ts";
import { derivativeTexts } from "../../symbolic/derivativeText.ts";
import type { FunctionEntry } from "../../syntax/functions.ts";
import { parameterName } from "../../syntax/names.ts";
import type { Tape } from "../../tape/tape.ts";
import type { Reading } from "../compare/reading.ts";
import { returnedExpressions } from "../pairs/returned.ts";
import type { Bench } from "../replay/bench.ts";
import { branchCode } from "./branchCode.ts";

const pickers = new Set((["max", "min", "abs"] as const).map((op) => opIndexOf(op)));

/** What the derivative should return, over its own parameters; nothing where no formula says it all. */
export function exactCode(
  derivative: FunctionEntry,
  { primal, plan }: Bench,
  { components, diagonal }: Reading,
): string | undefined {
  const { tapes } = primal;
  if (diagonal || plan.form !== "input") return undefined;
  if (tapes.some(({ ops }) => ops.some((op) => pickers.has(op)))) return undefined;
  // A list written out is as long as it is; any other may have any length.
  const isListed = returnedExpressions(derivative).every(({ type }) => type === "ArrayExpression");
  if (!isListed && components.some(({ at }) => at.startsWith("["))) return undefined;
  const renamed = renamer(derivative, plan.cells);
  const entries = components.map(({ at, output, leaf }) => {
    const code = branchCode(tapes, (tape) => entryCode(tape, output, leaf));
    return code === undefined ? undefined : { at, code: renamed(code) };
  });
  if (!entries.every((entry) => entry !== undefined)) return undefined;
  return resultCode(entries);
}

function entryCode(tape: Tape, output: number, leaf: string): string | undefined {
  const node = tape.outputs[output]?.node;
  const input = tape.inputs.find(({ path }) => path === leaf)?.node;
  if (node === undefined) return undefined;
  if (input === undefined) return "0";
  return derivativeTexts(tape, node, [input])[0]?.code;
}

/** The cells keep the primal's names; the derivative may call the same inputs otherwise. */
function renamer({ node }: FunctionEntry, cells: Bench["plan"]["cells"]): (code: string) => string {
  const names = new Map<string, string>();
  for (const [place, parameter] of node.params.entries()) {
    const name = parameterName(parameter);
    const path = cells[place]?.path;
    if (name !== "" && path !== undefined) names.set(path, name);
  }
  return (code) => code.replace(/(?<![\w$.])[A-Za-z_$][\w$]*/g, (name) => names.get(name) ?? name);
}

interface Entry {
  readonly at: string;
  readonly code: string;
}

/** A number, a list, or a record of numbers, as the hand-written result has it. */
function resultCode(entries: readonly Entry[]): string | undefined {
  const [first] = entries;
  if (entries.length === 1 && first?.at === "") return first.code;
  if (entries.every(({ at }, index) => at === `[${index}]`))
    return `[${entries.map(({ code }) => code).join(", ")}]`;
  if (entries.every(({ at }) => /^\.[A-Za-z_$][\w$]*$/.test(at)))
    return `{ ${entries.map(({ at, code }) => `${at.slice(1)}: ${code}`).join(", ")} }`;
  return undefined;
}
