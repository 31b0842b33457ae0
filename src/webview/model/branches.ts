import type { Guard } from "../../core/tape/tape.ts";
import type { BranchesResult, BranchPoint } from "../../protocol/branches.ts";
import { type Moves, movedInputs } from "./moves.ts";
import { type Picture, pictureOf } from "./picture.ts";

/** The branches of one function that are known by now: the traced one, and those inputs have led to. */
export interface Branches {
  readonly home: Picture;
  readonly others: readonly Picture[];
}

/** Where the inputs stand, seen from the branch that was traced. */
export type Whereabouts =
  | { readonly kind: "home" }
  | { readonly kind: "followed" | "unknown"; readonly guard: Guard }
  | { readonly kind: "declined"; readonly guard: Guard; readonly message: string };

const MOST_KEPT = 12;

/** The first condition of the picture's branch that does not hold where the inputs stand. */
function brokenAt(picture: Picture, moves: Moves): Guard | undefined {
  return picture.evaluator.evaluate(movedInputs(picture, moves));
}

/** The picture to show where the inputs stand: undefined as long as nobody has traced that branch. */
export function pictureAt(
  { home, others }: Branches,
  moves: Moves,
): { readonly picture: Picture | undefined; readonly guard: Guard | undefined } {
  const guard = brokenAt(home, moves);
  if (!guard) return { picture: home, guard };
  return { picture: others.find((other) => brokenAt(other, moves) === undefined), guard };
}

/** What has come back from the server is known from now on; the oldest gives way. */
export function withBranches(
  { home, others }: Branches,
  text: string | null,
  found: BranchesResult,
): Branches {
  const added = (found ?? []).flatMap((branch) => {
    if (branch.kind !== "traced") return [];
    const { tape, derivatives } = branch;
    const trace = { ...home.trace, tape, derivatives };
    return [pictureOf(trace, text, home, undefined, home)];
  });
  return { home, others: [...added, ...others].slice(0, MOST_KEPT) };
}

export function pointOfMoves(moves: Moves): BranchPoint {
  return Object.fromEntries(Object.entries(moves).filter(([, value]) => Number.isFinite(value)));
}
