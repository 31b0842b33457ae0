import { formatNumber } from "../../util/formatNumber.ts";
import { quantityOf } from "../normalForm/quantity.ts";

/** As people write multiples of π. */
const multiplesOfPi: readonly (readonly [number, string])[] = [1, 2, 3, 4, 5, 6, 8].flatMap(
  (over) =>
    [1, 2, 3, 4, 6].map((under) => {
      const above = over === 1 ? "π" : `${over}π`;
      return [(over * Math.PI) / under, under === 1 ? above : `${above}/${under}`] as const;
    }),
);

/** Fractions beyond these say less than their digits. */
const largestNumerator = 100;

/** A number by name, where it is exactly the float of that name: π/2, e, 1/3. Decimals keep their digits. */
function nameOf(value: number): string | undefined {
  const magnitude = Math.abs(value);
  const sign = value < 0 ? "−" : "";
  if (Number.isInteger(value) || !Number.isFinite(value)) return undefined;
  if (magnitude === Math.E) return `${sign}e`;
  const multiple = multiplesOfPi.find(([multipleOfPi]) => multipleOfPi === magnitude);
  if (multiple) return sign + multiple[1];
  const { over, under } = quantityOf(magnitude);
  const isDecimal = under % 10 === 0 || under === 1 || 1000 % under === 0;
  if (isDecimal || over > largestNumerator || under > 12) return undefined;
  return `${sign}${over}/${under}`;
}

/** A value for reading at a glance: by name, or so many significant digits. */
export function briefValue(value: number, digits: number): string {
  return nameOf(value) ?? formatNumber(value, digits);
}
