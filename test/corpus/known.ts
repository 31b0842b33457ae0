/** Derivatives that differ from differences, and why: they are listed in the report, and nothing else may differ. */
export interface KnownDifference {
  readonly path: string;
  readonly name: string;
  readonly why: string;
}

const rounding = "the differences lose their digits: the input is of the order of millions";

export const knownDifferences: readonly KnownDifference[] = [
  {
    path: "astronomia/src/kepler.js",
    name: "kepler3",
    why: "a bisection: each step only chooses a side, so no derivative passes through it",
  },
  { path: "astronomia/src/saturnmoons.js", name: "Qs.mimas", why: rounding },
  { path: "astronomia/src/saturnmoons.js", name: "Qs.dione", why: rounding },
  { path: "astronomia/src/saturnmoons.js", name: "Qs.rhea", why: rounding },
  {
    path: "astronomia/src/sexagesimal.js",
    name: "degToDMS",
    why: "rounded to decimals by way of text: a step function whose steps are finer than the differences",
  },
  {
    path: "d3-geo-projection/src/gringorten.js",
    name: "gringortenRaw.invert",
    why: "not explained yet: an iteration that stops at a tolerance",
  },
  {
    path: "proj4/lib/projections/etmerc.js",
    name: "inverse",
    why: "not explained yet: NaN in a place where the differences are of the size of rounding",
  },
];

export function isKnown(path: string, name: string, problem: string): boolean {
  return (
    problem.startsWith("gradient:") &&
    knownDifferences.some((known) => path.endsWith(known.path) && known.name === name)
  );
}
