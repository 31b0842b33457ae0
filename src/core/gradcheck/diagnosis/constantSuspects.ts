import type { EvidencePoint } from "./evidence.ts";
import type { Suspect } from "./hypothesis.ts";
import { numberText } from "./words.ts";

/** The whole derivative times a number. */
export const constantSuspects: Suspect = ({ points }) => {
  const ratios = points.flatMap(({ targets }) =>
    targets.flatMap(({ expected, actual }) =>
      expected === 0 && actual === 0 ? [] : [actual / expected],
    ),
  );
  const [ratio] = ratios;
  if (ratio === undefined || !Number.isFinite(ratio) || ratio === 0) return [];
  const isNegated = Math.abs(ratio + 1) < 1e-9;
  const predictAll = (point: EvidencePoint) =>
    point.targets.map(({ expected }) => expected * ratio);
  if (isNegated) {
    return [
      {
        kind: "sign",
        tier: 1,
        rank: 1,
        predict: predictAll,
        say: () => ({
          message: "the sign is wrong: it is minus the derivative",
          multiplier: "-1",
        }),
      },
    ];
  }
  const multiplier = inverseCode(ratio);
  return [
    {
      kind: "constant-factor",
      // An odd number is better told where it stands in the hand-written code.
      tier: multiplier === undefined ? 3 : 2,
      rank: 2,
      predict: predictAll,
      say: () => ({
        message: `it is ${factorText(ratio)} the derivative: a constant factor is wrong`,
        ...(multiplier === undefined ? {} : { multiplier }),
      }),
    },
  ];
};

function factorText(ratio: number): string {
  if (Math.abs(ratio - 2) < 1e-9) return "twice";
  if (Math.abs(ratio - 0.5) < 1e-9) return "half";
  return `${numberText(ratio)} times`;
}

/** The number to multiply with, where it is one that a person would write. */
function inverseCode(ratio: number): string | undefined {
  const whole = Math.round(1 / ratio);
  if (Math.abs(1 / ratio - whole) < 1e-9 / Math.abs(ratio)) return String(whole);
  const over = Math.round(ratio);
  return Math.abs(ratio - over) < 1e-9 * Math.abs(ratio) ? `(1 / ${over})` : undefined;
}
