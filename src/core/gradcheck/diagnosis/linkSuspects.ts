import { opIndexOf } from "../../ops/table.ts";
import type { DerivativeText } from "../../symbolic/derivativeText.ts";
import { argumentsOf, CONSTANT_OP, INPUT_OP, rangeOf } from "../../tape/tape.ts";
import type { DiagnosisKind } from "../gradientCheck.ts";
import type { Evidence, EvidencePoint } from "./evidence.ts";
import { type Hypothesis, rightNumbers, type Said, type Suspect } from "./hypothesis.ts";
import { type Link, linksOf, partialOf } from "./links.ts";
import { predict } from "./predict.ts";
import { linkRate, numberText, sourceOf } from "./words.ts";

/** One way to get the local derivative of one link wrong. */
interface LinkMistake {
  readonly kind: DiagnosisKind | ((link: Link, point: EvidencePoint) => DiagnosisKind);
  readonly rank: number;
  readonly concerns: (link: Link, point: EvidencePoint) => boolean;
  /** What stands where the local derivative should. */
  readonly wrong: (rate: number, link: Link, point: EvidencePoint) => number;
  /** What was left out or put in besides. */
  readonly factor?: (rate: number, link: Link, point: EvidencePoint) => number;
  readonly say: (evidence: Evidence, link: Link, point: EvidencePoint) => Said;
}

const argValue = ({ tape }: EvidencePoint, { node }: Link, index: number) =>
  tape.values[argumentsOf(tape, node)[index] as number] as number;

const isConstantArg = ({ tape }: EvidencePoint, { node }: Link, index: number) =>
  tape.ops[argumentsOf(tape, node)[index] as number] === CONSTANT_OP;

const isSquareLink = ({ edges, op }: Link) => op === "mul" && edges.length === 2;

const isPower = (link: Link) => (link.op === "pow" && link.index === 0) || isSquareLink(link);

const exponentOf = (link: Link, point: EvidencePoint) =>
  isSquareLink(link) ? 2 : argValue(point, link, 1);

const isInput = ({ tape }: EvidencePoint, node: number) => tape.ops[node] === INPUT_OP;

const mistakes: readonly LinkMistake[] = [
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
        return {
          message: rate
            ? `the factor ${rate.text}, the rate of ${piece}, is missing`
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
          message: `the factor${rate ? ` ${rate.text},` : ""} the rate of ${piece}, is there twice`,
          ...(rate ? { multiplier: `1 / (${rate.code})` } : {}),
        };
      },
    }),
  ),
  {
    kind: "constant-factor",
    rank: 1,
    concerns: (link, point) =>
      isPower(link) && (isSquareLink(link) || isConstantArg(point, link, 1)),
    wrong: (rate, link, point) => rate / exponentOf(link, point),
    factor: (_rate, link, point) => exponentOf(link, point),
    say: (evidence, link, point) => {
      const exponent = numberText(exponentOf(link, point));
      const piece = sourceOf(evidence, point.tape, link.node);
      const what = exponent === "2" ? "of the square" : "of the power";
      return {
        message: `the factor ${exponent} ${what} ${piece} is missing`,
        multiplier: String(exponentOf(link, point)),
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
  {
    kind: "missing-factor",
    rank: 1,
    concerns: ({ op }) => op === "abs",
    wrong: () => 1,
    say: (evidence, { node, arg }, { tape }) => ({
      message: `the sign of ${sourceOf(evidence, tape, arg)}, the rate of ${sourceOf(evidence, tape, node)}, is missing`,
    }),
  },
  {
    kind: "sign",
    rank: 2,
    concerns: ({ isJoint }) => isJoint,
    wrong: (rate) => -rate,
    say: (evidence, { node, arg }, { tape }) => ({
      message: `the sign of the term with the derivative of ${sourceOf(evidence, tape, arg)} in ${sourceOf(evidence, tape, node)} is wrong`,
    }),
  },
  {
    kind: (link, point) => cutKind(link, point),
    rank: 1,
    concerns: ({ isJoint }) => isJoint,
    wrong: () => 0,
    say: (evidence, { node, arg, op }, { tape }) => {
      const part = sourceOf(evidence, tape, arg);
      const whole = sourceOf(evidence, tape, node);
      const rule = op === "mul" ? "product" : op === "div" ? "quotient" : undefined;
      return {
        message: rule
          ? `the term of the ${rule} rule with the derivative of ${part} is missing`
          : `the derivative of ${part} in ${whole} is missing`,
      };
    },
  },
];

/** Constants that belong to a function's own derivative. */
const constants = {
  sqrt: { value: 0.5, text: "½", code: "0.5" },
  cbrt: { value: 1 / 3, text: "⅓", code: "(1 / 3)" },
  log10: { value: 1 / Math.LN10, text: "1/ln 10", code: "(1 / Math.LN10)" },
  log2: { value: 1 / Math.LN2, text: "1/ln 2", code: "(1 / Math.LN2)" },
} as const;

function cutKind({ node, op }: Link, { tape, targets }: EvidencePoint): DiagnosisKind {
  if (op === "mul" || op === "div") return "missing-term";
  if (op !== "add" && op !== "sub") return "missing-path";
  // Terms of the result itself are terms; terms of something inside are ways to it.
  let at = targets[0]?.output;
  const seen = new Set<number>();
  const pending = at === undefined ? [] : [at];
  for (at = pending.pop(); at !== undefined; at = pending.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    if (at === node) return "missing-term";
    const args = argumentsOf(tape, at);
    if (isAdditive(tape.ops[at] as number, point(tape, at))) pending.push(...args);
  }
  return "missing-path";
}

function point(tape: EvidencePoint["tape"], node: number): readonly boolean[] {
  return [...argumentsOf(tape, node)].map((arg) => tape.ops[arg] === CONSTANT_OP);
}

const sums = new Set((["add", "sub"] as const).map((op) => opIndexOf(op)));
const products = new Set((["mul", "div"] as const).map((op) => opIndexOf(op)));

function isAdditive(op: number, constant: readonly boolean[]): boolean {
  return sums.has(op) || (products.has(op) && constant.includes(true));
}

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

/** Every mistake at every link of the chain. */
export const linkSuspects: Suspect = (evidence) => {
  const keys = new Map<string, { link: Link; point: EvidencePoint }>();
  for (const point of evidence.points) {
    for (const [key, [link]] of linksOf(point)) {
      if (link && !keys.has(key)) keys.set(key, { link, point });
    }
  }
  if (keys.size > maximumLinks) return [];
  return [...keys].flatMap(([key, { link, point }]) =>
    mistakes.flatMap((mistake) => {
      const used = evidence.points.find((other) =>
        linksOf(other)
          .get(key)
          ?.some((own) => mistake.concerns(own, other)),
      );
      return used ? [hypothesis(evidence, mistake, key, link, point)] : [];
    }),
  );
};

const maximumLinks = 120;

function hypothesis(
  evidence: Evidence,
  mistake: LinkMistake,
  key: string,
  link: Link,
  first: EvidencePoint,
): Hypothesis {
  const { kind, factor } = mistake;
  return {
    kind: typeof kind === "function" ? kind(link, first) : kind,
    tier: 1,
    rank: mistake.rank,
    place: rangeOf(first.tape, link.node),
    predict: (point) => {
      const links = linksOf(point).get(key);
      if (!links) return rightNumbers(point);
      const edges = new Map<number, number>();
      for (const own of links) {
        if (!mistake.concerns(own, point)) continue;
        const [edge, twin] = own.edges;
        edges.set(edge as number, mistake.wrong(partialOf(point, own), own, point));
        if (twin !== undefined) edges.set(twin, 0);
      }
      return predict(point, { edges });
    },
    ...(factor
      ? {
          factor: (point: EvidencePoint) => {
            const own = linksOf(point).get(key)?.[0];
            return own ? factor(partialOf(point, own), own, point) : Number.NaN;
          },
        }
      : {}),
    say: () => {
      const said = mistake.say(evidence, link, first);
      const piece = (point: EvidencePoint): number => {
        const own = linksOf(point).get(key)?.[0];
        return own ? mistake.wrong(partialOf(point, own), own, point) : Number.NaN;
      };
      return { ...said, piece };
    },
  };
}
