import { type Guard, sizeOf } from "../../core/tape/tape.ts";
import type { BranchesResult, BranchPoint } from "../../protocol/branches.ts";
import { type Moves, movedInputs } from "./moves.ts";
import { type Picture, pictureOf, type Way, wayOf } from "./picture.ts";
import type { Seed } from "./seededTape.ts";

/** The branches of one function that are known by now: the traced one, and those that were asked for. */
export interface Branches {
  readonly home: Picture;
  /** The latest first. One that inputs have not stood in yet has no picture. */
  readonly others: readonly (Way | Picture)[];
  /** The points that were asked about. */
  readonly answers: ReadonlyMap<string, Answer>;
}

interface Answer {
  /** Why the code cannot be followed there; undefined where it was. */
  readonly reason: string | undefined;
  readonly withFormulas: boolean;
}

/** Points to ask about. */
export interface Wanted {
  readonly points: readonly BranchPoint[];
  readonly withFormulas: boolean;
}

/** Where the inputs stand, seen from the branch that was traced. */
export type Whereabouts =
  | { readonly kind: "home" }
  | { readonly kind: "followed" | "unknown"; readonly guard: Guard }
  | { readonly kind: "declined"; readonly guard: Guard; readonly message: string };

const MOST_KEPT = 48;
/** Where none of them holds, each has to be tried. */
const MOST_OPERATIONS_KEPT = 60_000;
const MOST_ANSWERS = 4096;

export function homeOnly(home: Picture): Branches {
  return { home, others: [], answers: new Map() };
}

export function keyOf(point: BranchPoint): string {
  return JSON.stringify(Object.entries(point).sort(([a], [b]) => (a < b ? -1 : 1)));
}

export function pointOfMoves(moves: Moves): BranchPoint {
  return Object.fromEntries(Object.entries(moves).filter(([, value]) => Number.isFinite(value)));
}

/** The first condition of the branch that does not hold where the inputs stand. */
function brokenAt(way: Way, moves: Moves): Guard | undefined {
  return way.evaluator.evaluate(movedInputs(way, moves));
}

/** The branch that is taken where the inputs stand, as far as it is known. */
export function wayAt({ home, others }: Branches, moves: Moves): Way | Picture | undefined {
  return [home, ...others].find((way) => brokenAt(way, moves) === undefined);
}

export function whereaboutsAt(
  { answers, home }: Branches,
  moves: Moves,
  way: Way | undefined,
  /** What is drawn as long as nothing else is known. */
  shown: Way,
): Whereabouts {
  if (way === home) return { kind: "home" };
  const guard = brokenAt(way ? home : shown, moves);
  if (!guard) return { kind: "home" };
  if (way) return { kind: "followed", guard };
  const message = answers.get(keyOf(pointOfMoves(moves)))?.reason;
  return message === undefined ? { kind: "unknown", guard } : { kind: "declined", guard, message };
}

/** What is to be asked for the picture of where the inputs stand; undefined where all is known. */
export function wantedAt(branches: Branches, moves: Moves): Wanted | undefined {
  if (wayAt(branches, moves)?.hasFormulas) return undefined;
  const point = pointOfMoves(moves);
  const isAnswered = branches.answers.get(keyOf(point))?.withFormulas === true;
  return isAnswered ? undefined : { points: [point], withFormulas: true };
}

/** What has come back from the server is known from now on; the oldest gives way. */
export function withAnswers(
  branches: Branches,
  { points, withFormulas }: Wanted,
  found: BranchesResult,
): Branches {
  const { home } = branches;
  let { others } = branches;
  const answers = new Map(branches.answers);
  for (const [place, point] of points.entries()) {
    const branch = found?.[place] ?? { kind: "declined", message: "the code has changed" };
    const reason = branch.kind === "declined" ? branch.message : undefined;
    answers.set(keyOf(point), { reason, withFormulas });
    if (branch.kind !== "traced") continue;
    const { tape, derivatives = [] } = branch;
    const trace = { ...home.trace, tape, derivatives };
    const way = wayOf(trace, { home, hasFormulas: withFormulas, seed: home.seed });
    // One that is told again, with its formulas, is in the place of the one before.
    const kept = others.filter((other) => brokenAt(other, point) !== undefined);
    others = [way, ...kept];
  }
  const oldest = [...answers.keys()].slice(0, Math.max(0, answers.size - MOST_ANSWERS));
  for (const key of oldest) answers.delete(key);
  return { home, others: affordable(others), answers };
}

function affordable(ways: readonly (Way | Picture)[]): readonly (Way | Picture)[] {
  let operations = 0;
  return ways.slice(0, MOST_KEPT).filter(({ tape }, place) => {
    operations += sizeOf(tape);
    return place === 0 || operations <= MOST_OPERATIONS_KEPT;
  });
}

/** A branch that inputs come to stand in is drawn; drawn again, as far as it can be, like the one before. */
export function withPicture(
  branches: Branches,
  way: Way | Picture,
  text: string | null,
  before: Picture | undefined,
): { readonly branches: Branches; readonly picture: Picture } {
  if (isPicture(way)) return { branches, picture: way };
  const picture = pictureOf(way.trace, text, before ?? branches.home, undefined, way);
  return { branches: replaced(branches, way, picture), picture };
}

/** The same branches with the weighted sum of their results, or without it. */
export function withSeed(
  branches: Branches,
  text: string | null,
  seed: Seed | undefined,
): Branches {
  const before = branches.home;
  const home = pictureOf(before.trace, text, before, before.folds, wayOf(before.trace, { seed }));
  const others = branches.others.map(({ trace, hasFormulas }) =>
    wayOf(trace, { home, hasFormulas, seed }),
  );
  return { ...branches, home, others };
}

/** The same branches, one of them drawn otherwise. */
export function replaced(branches: Branches, before: Way | Picture, now: Picture): Branches {
  const { home, others } = branches;
  return {
    ...branches,
    home: home === before ? now : home,
    others: others.map((other) => (other === before ? now : other)),
  };
}

function isPicture(way: Way | Picture): way is Picture {
  return "layout" in way;
}
