import type { PointValue } from "../inputs/point.ts";
import type { Value } from "../machine.ts";
import { arrayOf, objectOf } from "./value.ts";

/** Plain data, from a point or a JSON file, as a value of the interpreted program. */
export function dataValue(data: PointValue): Value {
  if (data === null || typeof data !== "object") return data;
  if (Array.isArray(data)) return arrayOf(data.map(dataValue));
  return objectOf(Object.entries(data).map(([key, item]) => [key, dataValue(item)]));
}
