import { childrenOf, type Node } from "../../syntax/ast.ts";
import type { SourceRange } from "../../util/sourceRange.ts";
import { isClose } from "../compare/tally.ts";
import type { Diagnosis } from "../gradientCheck.ts";
import type { Evidence, EvidencePoint } from "./evidence.ts";
import type { Hypothesis } from "./hypothesis.ts";
import { pieceRange } from "./pieceRange.ts";

/** One explanation, or several with the likeliest first. */
export function singledOut(evidence: Evidence, fitting: readonly Hypothesis[]): Diagnosis {
  const merged = merge(evidence.points, fitting);
  // The source tells g(x) forgotten from x taken for g(x); between two factors of 2 it tells nothing.
  const isAboutPlace = merged.some(({ kind }) => kind === "wrong-argument");
  const scored = merged
    .map((hypothesis) => ({
      hypothesis,
      clues: isAboutPlace ? cluesFor(hypothesis, evidence.points) : 0,
    }))
    .sort((a, b) => b.clues - a.clues || a.hypothesis.rank - b.hypothesis.rank);
  const [best, second] = scored;
  const hypothesis = best?.hypothesis as Hypothesis;
  const said = hypothesis.say();
  const range = said.range ?? pieceRange(evidence, said);
  const isSingledOut =
    !second || (isAboutPlace && (best as { clues: number }).clues > second.clues);
  const others = isSingledOut
    ? []
    : unique(scored.slice(1).map((other) => other.hypothesis.say().message)).filter(
        (message) => message !== said.message,
      );
  return {
    kind: hypothesis.kind,
    message: together(said.message, others[0]),
    range,
    alternatives: others,
    ...(isUsable(evidence, said.multiplier) ? { multiplier: said.multiplier } : {}),
  };
}

/** Code that the hand-written function can contain: over its own parameters. */
function isUsable({ pair }: Evidence, code: string | undefined): code is string {
  // Of several gradients that one function gives, one may be right.
  if (code === undefined || (pair.parts?.gradients.length ?? 0) > 1) return false;
  const text = pair.derivative.node.params.flatMap((parameter) => namesIn(parameter));
  const names = code.match(/(?<![\w$.])[A-Za-z_$][\w$]*/g) ?? [];
  return names.every((name) => name === "Math" || text.includes(name));
}

function namesIn(parameter: Node): readonly string[] {
  if (parameter.type === "Identifier") return [parameter.name];
  return childrenOf(parameter).flatMap(namesIn);
}

/** Two explanations of which one part differs are told as one, with both parts. */
function together(best: string, other: string | undefined): string {
  if (other === undefined) return best;
  const [left, right] = [best.split(" "), other.split(" ")];
  let head = 0;
  while (head < left.length && left[head] === right[head]) head++;
  let tail = 0;
  while (tail < left.length - head && left.at(-1 - tail) === right.at(-1 - tail)) tail++;
  const [own, others] = [left, right].map((words) => words.slice(head, words.length - tail)) as [
    string[],
    string[],
  ];
  const shared = head + tail;
  const isOne = shared >= 4 && shared >= Math.max(own.length, others.length);
  if (!isOne || own.length === 0 || others.length === 0)
    return `two explanations fit: ${best}; or ${other}`;
  const end = left.slice(left.length - tail);
  return [...left.slice(0, head), ...own, "or", ...others, ...end].join(" ");
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

/** Hypotheses of one kind about the same factor along one chain are one, told at its widest piece. */
function merge(
  points: readonly EvidencePoint[],
  fitting: readonly Hypothesis[],
): readonly Hypothesis[] {
  const kept: Hypothesis[] = [];
  for (const hypothesis of [...fitting].sort((a, b) => a.rank - b.rank || width(b) - width(a))) {
    if (!kept.some((other) => isSame(points, other, hypothesis))) kept.push(hypothesis);
  }
  return kept;
}

function isSame(points: readonly EvidencePoint[], a: Hypothesis, b: Hypothesis): boolean {
  if (a.kind !== b.kind) return false;
  // A sign, a path or a term is the same wherever along its chain it was lost.
  if (!a.factor || !b.factor) return a.kind !== "wrong-argument" && a.kind !== "wrong-variable";
  const isSameFactor = points.every((point) =>
    isClose(Math.abs(a.factor?.(point) ?? 0), Math.abs(b.factor?.(point) ?? 0), 1e-7),
  );
  return isSameFactor && isNested(a.place, b.place);
}

function isNested(a: SourceRange | undefined, b: SourceRange | undefined): boolean {
  if (!a || !b) return true;
  return (a.start <= b.start && a.end >= b.end) || (b.start <= a.start && b.end >= a.end);
}

function width({ place }: Hypothesis): number {
  return place ? place.end - place.start : 0;
}

/** How well the hand-written source itself bears a hypothesis out, where the numbers alone do not decide. */
function cluesFor({ traces }: Hypothesis, points: readonly EvidencePoint[]): number {
  if (!traces) return 0;
  let clues = 0;
  const shared = (values: readonly number[][]) =>
    (values[0] ?? []).filter((_, index) =>
      values.every((row, at) => row[index] !== undefined && computes(points[at], row[index])),
    ).length;
  const told = points.map(traces);
  clues += shared(told.map(({ present }) => [...present]));
  const isExplained = shared(told.map(({ unless }) => (unless === undefined ? [] : [unless]))) > 0;
  if (!isExplained) clues -= 2 * shared(told.map(({ absent }) => [...absent]));
  return clues;
}

function computes(point: EvidencePoint | undefined, value: number): boolean {
  const tape = point?.sample.hand.tape;
  if (!tape) return false;
  const inputs = new Set(tape.inputs.map(({ node }) => node));
  return tape.values.some(
    (own, node) => !inputs.has(node) && isClose(Math.abs(own), Math.abs(value)),
  );
}
