import { nestedShares, sharesAhead } from "./corners.ts";
import { neighbour } from "./neighbour.ts";
import type { SpecialPoints } from "./primitive.ts";

/** The special points that rows of the table are made with. */

/** Of a function with one derivative everywhere in its domain. */
export const smooth: readonly SpecialPoints[] = [];

export const gradientStops = (name: string): SpecialPoints => ({
  kind: "gradient-stops",
  message: `${name} is flat between its steps, so no gradient passes`,
  at: () => true,
});

export const jump = (message: string, at: (...args: number[]) => boolean): SpecialPoints => ({
  kind: "jump",
  message,
  at,
});

type Conventions = Pick<SpecialPoints, "chosen" | "partials" | "along">;

export const kink = (
  message: string,
  at: (...args: number[]) => boolean,
  conventions: Conventions & Required<Pick<Conventions, "along">>,
): SpecialPoints => ({ kind: "kink", message, at, ...conventions });

export const singular = (
  message: string,
  at: (...args: number[]) => boolean,
  conventions: Conventions = {},
): SpecialPoints => ({ kind: "singular", message, at, ...conventions });

export const logAtZero = singular(
  "the logarithm falls to −∞ at 0; its slope there is +∞",
  (x) => x === 0,
);

function isTied(args: readonly number[], most: number): boolean {
  return args.indexOf(most) !== args.lastIndexOf(most);
}

/** Math.max or Math.min where several arguments are the extreme one. */
export function tie(
  name: string,
  extreme: (...args: number[]) => number,
  sign: 1 | -1,
): SpecialPoints {
  const tied = (args: readonly number[]) => {
    const most = extreme(...args);
    return args.map((arg) => arg === most);
  };
  const nested = (args: readonly number[]) => nestedShares(tied(args));
  return kink(`a tie of ${name}`, (...args) => isTied(args, extreme(...args)), {
    chosen: "the gradient was split evenly",
    partials: { pytorch: nested, jax: nested },
    along: (args, direction) => sharesAhead(tied(args), direction, sign),
  });
}

/** The derivative of `tie`'s function, whose first argument is one of the others. */
export function shareJump(extreme: (...args: number[]) => number): SpecialPoints {
  return jump(
    "a share jumps at a tie",
    (a, ...all) => extreme(...all) === a && isTied(all, a as number),
  );
}

/** Whether a number beside x has another value. */
export function changesAt(evaluate: (x: number) => number, x: number): boolean {
  const beside = [evaluate(neighbour(x, -1)), evaluate(neighbour(x, 1))];
  return beside.some((y) => y !== evaluate(x) && !Number.isNaN(y));
}
