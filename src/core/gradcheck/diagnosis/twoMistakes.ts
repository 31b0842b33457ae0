import { isClose } from "../compare/tally.ts";
import type { Diagnosis } from "../gradientCheck.ts";
import { outermostFactors } from "../judge/factors.ts";
import type { Evidence, EvidencePoint } from "./evidence.ts";
import { fits } from "./fits.ts";
import type { Hypothesis } from "./hypothesis.ts";
import { singledOut } from "./singledOut.ts";
import { numberText } from "./words.ts";

/** A number by which all of a derivative is off, and how to say it after another mistake. */
interface Constant {
  readonly factor: number;
  readonly message: string;
}

/** Two mistakes explain more than one: fewer numbers would fit by chance. */
const fewestNumbers = 8;

/**
 * One mistake, and a constant by which all that it leads to is off: the limit of a clamp ignored and
 * the 1/N of the mean dropped. Told only where it is the one such explanation.
 */
export function twoMistakes(
  evidence: Evidence,
  hypotheses: readonly Hypothesis[],
): Diagnosis | undefined {
  const numbers = evidence.points.reduce((sum, { targets }) => sum + targets.length, 0);
  if (numbers < fewestNumbers) return undefined;
  const fitting = constantsOf(evidence).flatMap((constant) =>
    hypotheses.flatMap((hypothesis) => {
      const both = withConstant(hypothesis, constant);
      return hypothesis.tier < 3 && isActive(hypothesis, evidence) && fits(both, evidence.points)
        ? [both]
        : [];
    }),
  );
  if (fitting.length === 0) return undefined;
  const { multiplier: _none, ...diagnosis } = singledOut(evidence, fitting);
  return diagnosis.alternatives.length === 0 ? diagnosis : undefined;
}

function withConstant(hypothesis: Hypothesis, { factor, message }: Constant): Hypothesis {
  return {
    ...hypothesis,
    predict: (point) => hypothesis.predict(point)?.map((number) => factor * number),
    say: () => {
      const { multiplier: _none, ...said } = hypothesis.say();
      return { ...said, message: `two mistakes: ${said.message}; and ${message}` };
    },
  };
}

/** Alone it changes something, and at more than one point. */
function isActive({ predict }: Hypothesis, { points }: Evidence): boolean {
  const changed = points.filter((point) => {
    const numbers = predict(point);
    return point.targets.some(({ expected }, index) => {
      const number = numbers?.[index];
      return number !== undefined && Number.isFinite(number) && !isClose(number, expected);
    });
  });
  return changed.length > 1;
}

/** The constants that people drop or add. */
function constantsOf({ points }: Evidence): readonly Constant[] {
  const [{ tape, targets }] = points as [EvidencePoint];
  const outputs = new Set(targets.map(({ output }) => output));
  const [output] = outputs;
  const outer = output === undefined || outputs.size > 1 ? [] : outermostFactors(tape, output);
  const counts = outer.filter((factor) => factor > 2);
  return [
    { factor: -1, message: "the sign of all of it is wrong" },
    { factor: 0.5, message: "a factor 2 of all of it is missing" },
    { factor: 2, message: "a factor 2 of all of it is too much" },
    ...counts.map((factor) => ({
      factor,
      message: `all of it is ${numberText(factor)} times too large: the mean divides by that`,
    })),
  ];
}
