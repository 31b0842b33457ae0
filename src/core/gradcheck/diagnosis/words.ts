import { opIndexOf } from "../../ops/table.ts";
import { type DerivativeText, derivativeTexts } from "../../symbolic/derivativeText.ts";
import {
  argumentsOf,
  CONSTANT_OP,
  INPUT_OP,
  type NodeId,
  rangeOf,
  type Tape,
} from "../../tape/tape.ts";
import { formatApart } from "../../util/formatNumber.ts";
import { outputPrefix } from "../replay/plans.ts";
import type { Evidence, EvidencePoint } from "./evidence.ts";
import { type Link, linksOf, varyingNodes } from "./links.ts";

const longest = 32;
const product = opIndexOf("mul");

/** A piece of the primal as its author wrote it, or what it is called where that is long. */
export function sourceOf({ home }: Evidence, tape: Tape, node: NodeId): string {
  if (tape.ops[node] === INPUT_OP)
    return (
      tape.inputs.find((input) => input.node === node)?.path.replace(outputPrefix, "output") ??
      "the input"
    );
  const { start, end } = rangeOf(tape, node);
  const text = home.text.slice(start, end).replace(/\s+/g, " ").trim();
  if (tape.ops[node] === CONSTANT_OP)
    return isOfTurn(tape, node) && text.length <= longest
      ? text
      : numberText(tape.values[node] as number);
  const name = tape.provenance.names.get(node);
  if (text !== "" && text.length <= longest) return text;
  return name ?? (text === "" ? "this step" : `${text.slice(0, longest - 1)}…`);
}

/** A number that is another in each turn of a loop: its name says more than its value in one of them. */
function isOfTurn(tape: Tape, node: NodeId): boolean {
  const { start, end } = rangeOf(tape, node);
  const { starts, ends } = tape.provenance;
  return tape.ops.some(
    (op, other) =>
      op === CONSTANT_OP &&
      starts[other] === start &&
      ends[other] === end &&
      tape.values[other] !== tape.values[node],
  );
}

/** Of a product inside a loop, the factor that goes by the turn: `k` of `k * x`. */
export function turnFactor(evidence: Evidence, tape: Tape, node: NodeId): string | undefined {
  if (tape.ops[node] !== product) return undefined;
  const factor = argumentsOf(tape, node).find(
    (arg) => tape.ops[arg] === CONSTANT_OP && isOfTurn(tape, arg),
  );
  return factor === undefined ? undefined : sourceOf(evidence, tape, factor);
}

/** d node / d of, as a formula over the inputs. */
export function rateOf(tape: Tape, node: NodeId, of: NodeId): DerivativeText | undefined {
  const [rate] = derivativeTexts(tape, node, [of]);
  return rate && rate.text.length <= 60 ? rate : undefined;
}

/** A link's own rate; nothing where one formula would not be that of this link alone. */
export function linkRate(point: EvidencePoint, link: Link): DerivativeText | undefined {
  const { tape } = point;
  const isRepeated = (linksOf(point).get(link.key)?.length ?? 0) > 1;
  const moved = varyingNodes(tape, new Set([link.arg]));
  const isElsewhere = argumentsOf(tape, link.node).some(
    (arg, index) => index !== link.index && moved[arg] === 1 && link.edges.length === 1,
  );
  return isRepeated || isElsewhere ? undefined : rateOf(tape, link.node, link.arg);
}

/** "g′(x)", "du/dx" or "(3 * x + 1)′": the rate of a piece along an input. */
export function rateName(evidence: Evidence, tape: Tape, node: NodeId, of: NodeId): string {
  const along = sourceOf(evidence, tape, of);
  const helper = returnedBy(tape, node);
  if (helper !== undefined) return `${helper}′(${along})`;
  const name = tape.provenance.names.get(node);
  if (name !== undefined && !name.includes(".")) return `d${name}/d${along}`;
  const source = sourceOf(evidence, tape, node);
  return source.startsWith("(") && source.endsWith(")") ? `${source}′` : `(${source})′`;
}

/** The function whose result a node is. */
function returnedBy(tape: Tape, node: NodeId): string | undefined {
  const { frames, frameTable } = tape.provenance;
  const own = frames[node] ?? 0;
  const frame = frameTable[own];
  if (frame?.kind !== "call" || !/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(frame.label))
    return undefined;
  const edge = tape.args.lastIndexOf(node);
  if (edge < 0) return undefined;
  const user = tape.argStart.findIndex((start) => start > edge) - 1;
  return frames[user] === frame.parent ? frame.label : undefined;
}

/** A number inside a sentence: four significant digits, or as many as tell it from 1 or −1. */
export function numberText(value: number): string {
  return formatApart(value, Math.sign(value), 4);
}

/** A rate that is made of numbers alone is read better without all their digits. */
export function shortNumbers(text: string): string {
  return text.replace(/\d*\.\d{7,}/g, (digits) => numberText(Number(digits)));
}

/** "= 3", "= 2x", or nothing where it is too long. */
export function isText(text: string | undefined): string {
  return text === undefined ? "" : ` = ${text}`;
}
