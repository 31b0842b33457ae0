import {
  type Branches,
  homeOnly,
  replaced,
  type Whereabouts,
  wayAt,
  whereaboutsAt,
  withPicture,
} from "./branches.ts";
import type { Folds } from "./folds.ts";
import type { Moves } from "./moves.ts";
import type { Picture } from "./picture.ts";

/** The branches of the function that is shown, the one that is drawn, and how it relates to the traced one. */
export interface Standing {
  readonly branches: Branches;
  readonly picture: Picture;
  readonly whereabouts: Whereabouts;
}

export function standingAtHome(home: Picture): Standing {
  return { branches: homeOnly(home), picture: home, whereabouts: { kind: "home" } };
}

/** The picture is of the branch that is taken where the inputs stand, once that one is known. */
export function standingAt(standing: Standing, moves: Moves, text: string | null): Standing {
  const way = wayAt(standing.branches, moves);
  const { branches, picture } =
    way && way !== standing.picture
      ? withPicture(standing.branches, way, text, standing.picture)
      : standing;
  return { branches, picture, whereabouts: whereaboutsAt(branches, moves, way, picture) };
}

/** The same with other pieces of the code open. */
export function standingUnfolded(standing: Standing, folds: Folds): Standing {
  const { branches, picture } = standing;
  const now = picture.withFolds(folds);
  return { ...standing, branches: replaced(branches, picture, now), picture: now };
}
