import { type Blame, blameOf } from "../blame/blame.ts";
import type { FunctionAnalysis, Note, TracedFunction } from "../document/functionAnalysis.ts";
import type { RunContext } from "../document/runContext.ts";
import { sidesOf } from "../document/slopesFrom.ts";
import { hoverNumber } from "../lens/titles.ts";
import type { HoverBlock } from "./hoverBlocks.ts";

/** More than this is read in `explain`. */
const maximumBlames = 2;

/** What spoils a gradient, in words, and what to write instead. */
export function blameText({ message, inputs, rewrite }: Blame): string {
  const shown = inputs.length > 3 ? `${inputs.length} inputs` : inputs.join(", ");
  const instead = rewrite ? `; write ${rewrite.code} instead` : "";
  return `${message} (gradient of ${shown})${instead}`;
}

/** Without those that a note at the same place says in full. */
export function beyondNotes(blames: readonly Blame[], notes: readonly Note[]): readonly Blame[] {
  const isSaid = ({ message, range: { start, end } }: Blame) =>
    notes.some(
      ({ range, ...note }) =>
        note.message === message && range.start === start && range.end === end,
    );
  return blames.filter((blame) => blame.rewrite || !isSaid(blame));
}

export function blameBlocks(
  blames: readonly Blame[],
  notes: readonly Note[] = [],
): readonly HoverBlock[] {
  return beyondNotes(blames, notes)
    .slice(0, maximumBlames)
    .map((blame) => ({ kind: "text", text: `${capitalised(blameText(blame))}.` }));
}

/** For the hover on a parameter: its slopes on either side where they differ, and what spoils them. */
export function parameterBlocks(
  fn: FunctionAnalysis,
  traced: TracedFunction,
  name: string,
  context: RunContext,
): readonly HoverBlock[] {
  const isOf = (path: string) =>
    path === name || path.startsWith(`${name}.`) || path.startsWith(`${name}[`);
  const blames = blameOf(fn, context).filter(({ inputs }) => inputs.some(isOf));
  const isLeaf = traced.inputs.some(({ path }) => path === name);
  const sides = isLeaf ? sidesOf(fn, traced, name, context) : undefined;
  if (!sides) return blameBlocks(blames);
  const { left, right } = sides;
  const text = `∂${fn.shortName}/∂${name} = ${hoverNumber(left)} from the left, ${hoverNumber(right)} from the right`;
  return [{ kind: "formula", text }, ...blameBlocks(blames)];
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
