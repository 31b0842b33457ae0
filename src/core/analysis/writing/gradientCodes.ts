import { freeInputs } from "../../autodiff/jacobian.ts";
import { branchCode } from "../../gradcheck/fixes/branchCode.ts";
import { derivativeTexts } from "../../symbolic/derivativeText.ts";
import { bare, type SharedCode } from "../../symbolic/sharedCode.ts";
import { writtenGradients } from "../../symbolic/writtenGradients.ts";
import type { NodeId, Tape } from "../../tape/tape.ts";
import type { Leaf } from "./resultTree.ts";

/** The body of a function that gives a gradient. */
export interface GradientCodes {
  readonly definitions: SharedCode["definitions"];
  /** Where it was asked for and is no call of the function itself. */
  readonly value: string | undefined;
  /** By the paths of the inputs. */
  readonly leaves: readonly Leaf[];
}

interface Wanted {
  readonly withValue: boolean;
  readonly upstream?: readonly string[];
  readonly taken: ReadonlySet<string>;
  readonly constants: ReadonlyMap<NodeId, string>;
}

/** Of the only path through a function, or of all of them, parted by their conditions. */
export function gradientCodes(tapes: readonly Tape[], wanted: Wanted): GradientCodes | undefined {
  const [tape] = tapes;
  if (!tape) return undefined;
  return tapes.length === 1 && tape.guards.length === 0
    ? sharedCodes(tape, wanted)
    : branchedCodes(tapes, tape, wanted);
}

function sharedCodes(
  tape: Tape,
  { withValue, upstream, ...place }: Wanted,
): GradientCodes | undefined {
  const code = writtenGradients(tape, { withValue, ...place, ...(upstream && { upstream }) });
  if (!code) return undefined;
  const [value, ...rest] = withValue ? code.results : [undefined, ...code.results];
  const leaves = freeInputs(tape).map(({ path }, place) => ({ path, code: rest[place] as string }));
  return { definitions: code.definitions, value, leaves };
}

function branchedCodes(
  tapes: readonly Tape[],
  { inputs }: Tape,
  { upstream }: Wanted,
): GradientCodes | undefined {
  const free = inputs.filter(({ role }) => role === "free");
  const leaves = free.map(({ path }) => {
    const code = branchCode(tapes, (tape) => slopeCode(tape, path));
    return code === undefined ? undefined : { path, code: passed(code, upstream) };
  });
  if (!leaves.every((leaf) => leaf !== undefined)) return undefined;
  return { definitions: [], value: undefined, leaves };
}

function slopeCode(tape: Tape, path: string): string | undefined {
  const [output, ...others] = tape.outputs;
  if (!output || others.length > 0) return undefined;
  const input = tape.inputs.find((each) => each.path === path)?.node;
  const code = input === undefined ? "0" : derivativeTexts(tape, output.node, [input])[0]?.code;
  return code && bare(code);
}

/** What comes from above, times the slope. */
function passed(slope: string, upstream: readonly string[] | undefined): string {
  const [above] = upstream ?? [];
  if (above === undefined || slope === "0") return slope;
  return slope === "1" ? above : `${above} * (${slope})`;
}
