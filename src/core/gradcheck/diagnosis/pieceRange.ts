import { CONSTANT_OP, INPUT_OP, rangeOf, sizeOf } from "../../tape/tape.ts";
import type { SourceRange } from "../../util/sourceRange.ts";
import { isClose } from "../compare/tally.ts";
import { returnedRange } from "../pairs/returned.ts";
import type { Evidence, EvidencePoint } from "./evidence.ts";
import type { Said } from "./hypothesis.ts";

/** The sub-expression that has the wrong value at every point, or the whole result. */
export function pieceRange(evidence: Evidence, { piece }: Said): SourceRange {
  const { points } = evidence;
  const [first] = points as [EvidencePoint];
  const { tape, path } = first.sample.hand;
  const same = points.filter(({ sample }) => sample.hand.path === path);
  if (piece && same.length > 1) {
    const wanted = same.map(piece);
    for (let node = sizeOf(tape) - 1; node >= 0; node--) {
      const op = tape.ops[node] as number;
      if (op === INPUT_OP || op === CONSTANT_OP) continue;
      const isThere = same.every(({ sample }, index) =>
        isClose(sample.hand.tape.values[node] as number, wanted[index] as number),
      );
      if (isThere) return rangeOf(tape, node);
    }
  }
  return resultRange(evidence, first);
}

/** The expression that gives the result. */
export function resultRange(
  { pair }: Pick<Evidence, "pair">,
  point: EvidencePoint | undefined,
): SourceRange {
  const tape = point?.sample.hand.tape;
  const at = point?.targets[0]?.component.at;
  const written = tape?.outputs.find(({ path }) => path === at) ?? tape?.outputs[0];
  const isComputed = tape && written && (tape.ops[written.node] as number) >= 0;
  const range = isComputed ? rangeOf(tape, written.node) : undefined;
  const { start, end } = pair.derivative.range;
  return range && range.start > start && range.end < end ? range : returnedRange(pair.derivative);
}
