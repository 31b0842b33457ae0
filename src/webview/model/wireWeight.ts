const THINNEST = 1;
const WIDEST = 4;
/** A flow this many powers of ten below the largest is drawn as thin as one of zero. */
const DECADES = 3;

/** The width of a wire by the gradient that flows through it, relative to the largest in the picture. */
export function wireWeight(flow: number, largest: number): number {
  if (flow === 0 || largest === 0 || Number.isNaN(flow)) return THINNEST;
  if (!Number.isFinite(flow)) return WIDEST;
  const share = 1 + Math.log10(Math.abs(flow) / largest) / DECADES;
  const width = THINNEST + (WIDEST - THINNEST) * Math.min(1, Math.max(0, share));
  return Math.round(width * 10) / 10;
}
