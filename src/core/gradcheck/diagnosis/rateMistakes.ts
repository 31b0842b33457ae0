import type { OpName } from "../../ops/primitives.ts";
import type { DerivativeText } from "../../symbolic/derivativeText.ts";
import { INPUT_OP } from "../../tape/tape.ts";
import type { EvidencePoint } from "./evidence.ts";
import { argValue, type LinkMistake } from "./linkMistake.ts";
import { partialOf } from "./links.ts";
import { linkRate, shortNumbers, sourceOf, turnFactor } from "./words.ts";

const isInput = ({ tape }: EvidencePoint, node: number) => tape.ops[node] === INPUT_OP;

/** A whole rate, or a part of it that people drop, is not there or there too often. */
export const rateMistakes: readonly LinkMistake[] = [
  ...[1, -1].map(
    (sign): LinkMistake => ({
      kind: "missing-factor",
      rank: sign > 0 ? 2 : 3,
      concerns: (link, point) => !isUnit(partialOf(point, link)) && !isInput(point, link.arg),
      wrong: () => sign,
      factor: (rate) => sign * rate,
      say: (evidence, link, point) => {
        const rate = signed(linkRate(point, link), sign);
        const piece = sourceOf(evidence, point.tape, link.node);
        const ofTurn = rate ? undefined : turnFactor(evidence, point.tape, link.node);
        if (ofTurn !== undefined)
          return { message: `the factor ${ofTurn}, the rate of ${piece}, is missing` };
        return {
          message: rate
            ? `the factor ${shortNumbers(rate.text)}, the rate of ${piece}, is missing`
            : `the rate of ${piece} is missing`,
          ...(rate ? { multiplier: rate.code } : {}),
        };
      },
    }),
  ),
  ...[1, -1].map(
    (sign): LinkMistake => ({
      kind: "extra-factor",
      rank: sign > 0 ? 3 : 4,
      concerns: (link, point) => !isUnit(partialOf(point, link)),
      wrong: (rate) => sign * rate * rate,
      factor: (rate) => sign * rate,
      say: (evidence, link, point) => {
        const rate = signed(linkRate(point, link), sign);
        const piece = sourceOf(evidence, point.tape, link.node);
        return {
          message: `the factor${rate ? ` ${shortNumbers(rate.text)},` : ""} the rate of ${piece}, is there twice`,
          ...(rate ? { multiplier: `1 / (${rate.code})` } : {}),
        };
      },
    }),
  ),
  {
    kind: "missing-factor",
    rank: 2,
    concerns: (link) => link.op === "div" && link.index === 1,
    wrong: (rate, link, point) => rate * argValue(point, link, 1),
    factor: (_rate, link, point) => 1 / argValue(point, link, 1),
    say: (evidence, { node, arg }, { tape }) => ({
      message: `the denominator ${sourceOf(evidence, tape, arg)} of ${sourceOf(evidence, tape, node)} must be squared: a factor 1 / (${sourceOf(evidence, tape, arg)}) is missing`,
    }),
  },
  {
    kind: "constant-factor",
    rank: 1,
    concerns: ({ op }) => op in constants,
    wrong: (rate, { op }) => rate / (constants[op as keyof typeof constants]?.value ?? 1),
    factor: (_rate, { op }) => constants[op as keyof typeof constants]?.value ?? 1,
    say: (evidence, { node, op }, { tape }) => {
      const constant = constants[op as keyof typeof constants];
      return {
        message: `the factor ${constant?.text} of ${sourceOf(evidence, tape, node)} is missing`,
        multiplier: constant?.code ?? "1",
      };
    },
  },
  ...[1, -1].map(
    (sign): LinkMistake => ({
      // Not differentiated at all: cos x is left where −sin x belongs.
      kind: "missing-factor",
      rank: 4,
      concerns: ({ op, index }) => index === 0 && unlikeTheirRate.has(op),
      wrong: (_rate, { node }, { tape }) => sign * (tape.values[node] as number),
      say: (evidence, link, point) => {
        const piece = sourceOf(evidence, point.tape, link.node);
        const rate = linkRate(point, link);
        return {
          message: `${piece} stands where its rate${rate ? ` ${rate.text}` : ""} belongs: it is not differentiated`,
        };
      },
    }),
  ),
  {
    kind: "missing-factor",
    rank: 1,
    concerns: ({ op }) => op === "abs",
    wrong: () => 1,
    say: (evidence, { node, arg }, { tape }) => ({
      message: `the sign of ${sourceOf(evidence, tape, arg)}, the rate of ${sourceOf(evidence, tape, node)}, is missing`,
    }),
  },
];

/** Functions of one argument that are never taken for their own derivative but by mistake. */
const unlikeTheirRate: ReadonlySet<OpName> = new Set<OpName>([
  "sin",
  "cos",
  "tan",
  "tanh",
  "sinh",
  "cosh",
  "atan",
  "log",
  "sqrt",
]);

/** Constants that belong to a function's own derivative. */
const constants = {
  sqrt: { value: 0.5, text: "½", code: "0.5" },
  cbrt: { value: 1 / 3, text: "⅓", code: "(1 / 3)" },
  log10: { value: 1 / Math.LN10, text: "1/ln 10", code: "(1 / Math.LN10)" },
  log2: { value: 1 / Math.LN2, text: "1/ln 2", code: "(1 / Math.LN2)" },
} as const;

/** The rate, or what is left of it without its minus sign. */
function signed(rate: DerivativeText | undefined, sign: number): DerivativeText | undefined {
  if (!rate || sign > 0) return rate;
  const turned = (text: string, minus: string) =>
    text.startsWith(minus) ? text.slice(1) : `${minus}(${text})`;
  return { ...rate, text: turned(rate.text, "−"), code: turned(rate.code, "-") };
}

function isUnit(rate: number): boolean {
  return Math.abs(Math.abs(rate) - 1) < 1e-12 || rate === 0;
}
