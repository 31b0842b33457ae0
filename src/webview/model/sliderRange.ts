export interface SliderRange {
  readonly min: number;
  readonly max: number;
  /** What one press of an arrow key moves; a drag is ten times finer. */
  readonly step: number;
}

/** Twice the sample value to either side, through 0; wider once a number outside it was typed. */
export function sliderRange(sample: number, current: number): SliderRange {
  const scale = Number.isFinite(sample) && sample !== 0 ? Math.abs(sample) : 1;
  const center = Number.isFinite(sample) ? sample : 0;
  const reach = Number.isFinite(current) ? current : center;
  return {
    min: Math.min(center - 2 * scale, reach),
    max: Math.max(center + 2 * scale, reach),
    step: 10 ** (Math.floor(Math.log10(scale)) - 1),
  };
}

/** A dragged value lands on a tenth of a step, so that it reads 3.14 and not 3.1379310. */
export function snapped(value: number, { step }: SliderRange): number {
  const digits = Math.max(0, Math.min(15, 1 - Math.floor(Math.log10(step) + 1e-9)));
  return Number((Math.round(value / (step / 10)) * (step / 10)).toFixed(digits));
}

/** How much farther a plot reaches when the one before is left. */
const FARTHER = 2.25;

/**
 * What a plot shows: as far as zero to one side and as far again to the other. Farther in few steps, so
 * that it stays the same for most of a drag.
 */
export function plotRange(sample: number, current: number): SliderRange {
  const { min, max, step } = sliderRange(sample, sample);
  const center = Number.isFinite(sample) ? sample : 0;
  const first = (max - min) / 4;
  const away = Math.abs(current - center);
  const steps = Number.isFinite(away) ? Math.ceil(Math.log(away / first) / Math.log(FARTHER)) : 0;
  const reach = first * FARTHER ** Math.max(0, steps);
  return { min: center - reach, max: center + reach, step };
}
