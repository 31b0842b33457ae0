import { neighbour } from "./neighbour.ts";
import type { Primitive, SpecialPoints } from "./primitive.ts";
import { evaluateOp, isLimited, partialAt } from "./table.ts";

/** Whose choice is shown where a function has no single derivative. */
export const nonSmoothNames = ["default", "pytorch", "jax", "left", "right"] as const;
export type NonSmooth = (typeof nonSmoothNames)[number];

/** A choice that is not our own, which the rules of the table make. */
export type Convention = Exclude<NonSmooth, "default">;

export function isNonSmooth(value: unknown): value is NonSmooth {
  return nonSmoothNames.some((name) => name === value);
}

/** Which way the arguments set out: towards smaller numbers, or towards larger ones. */
export type Side = "left" | "right";

export function isSide(nonSmooth: NonSmooth | undefined): nonSmooth is Side {
  return nonSmooth === "left" || nonSmooth === "right";
}

/** Whether a row can have other partial derivatives under a convention than its rule gives. */
export function hasChoice(row: Primitive, convention: Convention): boolean {
  if (isSide(convention)) return row.special.some((points) => isOneSided(row, points));
  return row.special.some(({ partials }) => partials?.[convention]);
}

/** What PyTorch or JAX has at a special point, both in reverse mode; nothing where the rule holds. */
export function libraryPartials(
  row: Primitive,
  library: "pytorch" | "jax",
  args: readonly number[],
  varies: readonly boolean[],
): readonly number[] | undefined {
  const special = row.special.find(({ partials, at }) => partials?.[library] && at(...args));
  const partials = special?.partials?.[library];
  return typeof partials === "function" ? partials(args, varies) : partials;
}

/**
 * The partial derivatives that hold when the arguments set out in a direction: there even a corner is
 * straight, and the chain rule holds for slopes along directions (Griewank, On stable piecewise
 * linearization and generalized algorithmic differentiation). NaN along what leaves the domain at once; nothing where the rule holds.
 */
export function partialsAlong(
  row: Primitive,
  args: readonly number[],
  direction: readonly number[],
): readonly number[] | undefined {
  const special = row.special.find((points) => isOneSided(row, points) && points.at(...args));
  if (!special) return undefined;
  if (special.along)
    return direction.some((d) => d !== 0) ? special.along(args, direction) : undefined;
  const beyond = args.map((arg, index) => neighbour(arg, direction[index] as number));
  if (row.domain(...beyond)) return undefined;
  const y = evaluateOp(row, args);
  return direction.map((d, index) => (d === 0 ? partialAt(row, index, args, y) : Number.NaN));
}

/** As `partialsAlong`, each argument setting out by itself. */
export function partialsOneByOne(
  row: Primitive,
  side: Side,
  args: readonly number[],
): readonly number[] {
  const y = evaluateOp(row, args);
  const step = side === "left" ? -1 : 1;
  return args.map((_, index) => {
    const direction = args.map((_, other) => (other === index ? step : 0));
    return partialsAlong(row, args, direction)?.[index] ?? partialAt(row, index, args, y);
  });
}

/** At a singularity on the edge of a domain one side lies outside. */
function isOneSided(row: Primitive, { kind, along }: SpecialPoints): boolean {
  return along !== undefined || (kind === "singular" && isLimited(row));
}
