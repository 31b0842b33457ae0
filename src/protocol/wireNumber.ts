/** JSON turns NaN and the infinities into null and −0 into 0: these go as strings instead. */
export type WireNumber = number | "NaN" | "Infinity" | "-Infinity" | "-0";

export function toWire(value: number): WireNumber {
  if (Object.is(value, -0)) return "-0";
  return Number.isFinite(value) ? value : (String(value) as WireNumber);
}

export function fromWire(value: WireNumber): number {
  return Number(value);
}
