/** Derivatives that differ from differences, and why: they are listed in the report, and nothing else may differ. */
export interface KnownDifference {
  readonly path: string;
  readonly name: string;
  readonly why: string;
}

const bisection = "a bisection: each step only chooses a side, so no derivative passes through it";
const rounding = "the differences lose their digits: the input is of the order of millions";
const faint =
  "the differences lose their digits: a planet's distance moves the angle by less than its rounding; wide steps agree";

const fineSteps =
  "rounded to fourteen decimals: a step function whose steps are finer than the differences";

const fineText =
  "rounded to decimals by way of text: a step function whose steps are finer than the differences";

export const knownDifferences: readonly KnownDifference[] = [
  { path: "formulajs/lib/esm/index.mjs", name: "PERCENTILE.EXC", why: fineSteps },
  { path: "formulajs/lib/esm/index.mjs", name: "PERCENTILE.INC", why: fineSteps },
  {
    path: "astronomia/src/kepler.js",
    name: "kepler3",
    why: bisection,
  },
  { path: "astronomia/src/sexagesimal.js", name: "degToDMS", why: fineText },
  { path: "astronomia/src/eqtime.js", name: "e", why: faint },
  { path: "astronomia/src/moon.js", name: "Moon.sun", why: faint },
  { path: "astronomia/src/moon.js", name: "srCorr", why: faint },
  { path: "astronomia/src/saturnmoons.js", name: "Qs.mimas", why: rounding },
  { path: "astronomia/src/saturnmoons.js", name: "Qs.dione", why: rounding },
  { path: "astronomia/src/saturnmoons.js", name: "Qs.rhea", why: rounding },
  { path: "geodesy/utm.js", name: "LatLon_Utm.toUtm", why: fineText },
  {
    path: "d3-geo-projection/src/gringorten.js",
    name: "gringortenRaw.invert",
    why: bisection,
  },
  {
    path: "proj4/lib/projections/etmerc.js",
    name: "inverse",
    why: "sinh overflows on the way to a quarter turn: its slope is infinite, that of atan there is 0, and 0 · ∞ is NaN",
  },
];

export function isKnown(path: string, name: string, problem: string): boolean {
  return (
    problem.startsWith("gradient:") &&
    knownDifferences.some((known) => path.endsWith(known.path) && known.name === name)
  );
}
