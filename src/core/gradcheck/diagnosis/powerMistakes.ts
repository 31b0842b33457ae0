import { argumentsOf, CONSTANT_OP } from "../../tape/tape.ts";
import type { EvidencePoint } from "./evidence.ts";
import { argValue, type LinkMistake } from "./linkMistake.ts";
import type { Link } from "./links.ts";
import { numberText, sourceOf } from "./words.ts";

const isConstantArg = ({ tape }: EvidencePoint, { node }: Link, index: number) =>
  tape.ops[argumentsOf(tape, node)[index] as number] === CONSTANT_OP;

const isSquareLink = ({ edges, op }: Link) => op === "mul" && edges.length === 2;

const isPower = (link: Link) => (link.op === "pow" && link.index === 0) || isSquareLink(link);

const exponentOf = (link: Link, point: EvidencePoint) =>
  isSquareLink(link) ? 2 : argValue(point, link, 1);

/** The rule d(aⁿ) = n·aⁿ⁻¹·da + aⁿ·ln a·dn, half applied. */
export const powerMistakes: readonly LinkMistake[] = [
  {
    kind: "constant-factor",
    rank: 1,
    concerns: (link, point) =>
      isPower(link) && (isSquareLink(link) || isConstantArg(point, link, 1)),
    // The power 0 has no rate that a factor could be missing of.
    wrong: (rate, link, point) => rate / (exponentOf(link, point) || 1),
    factor: (_rate, link, point) => exponentOf(link, point),
    say: (evidence, link, point) => {
      const { tape } = point;
      const power = exponentOf(link, point);
      const exponent = isSquareLink(link)
        ? "2"
        : sourceOf(evidence, tape, argumentsOf(tape, link.node)[1] as number);
      const piece = sourceOf(evidence, point.tape, link.node);
      const what = exponent === "2" ? "of the square" : "of the power";
      return {
        message: `the factor ${exponent} ${what} ${piece} is missing`,
        ...(exponent === numberText(power) ? { multiplier: String(power) } : {}),
      };
    },
  },
  {
    kind: "constant-factor",
    rank: 3,
    concerns: (link, point) =>
      isPower(link) && !isSquareLink(link) && !isConstantArg(point, link, 1),
    wrong: (rate, link, point) => rate / exponentOf(link, point),
    factor: (_rate, link, point) => exponentOf(link, point),
    say: (evidence, { node }, { tape }) => {
      const exponent = sourceOf(evidence, tape, argumentsOf(tape, node)[1] as number);
      const piece = sourceOf(evidence, tape, node);
      return { message: `the factor ${exponent} of the power ${piece} is missing` };
    },
  },
  {
    kind: "extra-factor",
    rank: 2,
    concerns: isPower,
    wrong: (rate, link, point) => rate * (point.tape.values[link.arg] as number),
    factor: (_rate, link, point) => point.tape.values[link.arg] as number,
    say: (evidence, { node, arg }, { tape }) => ({
      message: `the exponent of ${sourceOf(evidence, tape, node)} was not lowered: one factor ${sourceOf(evidence, tape, arg)} too many`,
    }),
  },
  {
    kind: "missing-factor",
    rank: 4,
    concerns: isPower,
    wrong: (rate, link, point) => rate / (point.tape.values[link.arg] as number),
    factor: (_rate, link, point) => point.tape.values[link.arg] as number,
    say: (evidence, { node, arg }, { tape }) => ({
      message: `a factor ${sourceOf(evidence, tape, arg)} of the rate of ${sourceOf(evidence, tape, node)} is missing`,
    }),
  },
  {
    kind: "missing-factor",
    rank: 4,
    concerns: (link) => link.op === "pow" && link.index === 1,
    wrong: (rate, link, point) => rate / Math.log(argValue(point, link, 0)),
    factor: (_rate, link, point) => Math.log(argValue(point, link, 0)),
    say: (evidence, { node }, { tape }) => {
      const base = sourceOf(evidence, tape, argumentsOf(tape, node)[0] as number);
      return {
        message: `the factor ln ${base} of ${sourceOf(evidence, tape, node)} is missing`,
        multiplier: `Math.log(${base.replace("−", "-")})`,
      };
    },
  },
];
