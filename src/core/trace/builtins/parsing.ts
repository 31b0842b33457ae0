import type { Node } from "../../syntax/ast.ts";
import { peek } from "../inputs/holes.ts";
import type { Machine, Value } from "../machine.ts";
import { applyOp, exactly, type Numeric, primalOf, textOf, toNumeric } from "../values/numbers.ts";
import { numberBehind } from "../values/texts.ts";
import { isTraced } from "../values/value.ts";
import { position } from "./convert.ts";
import type { Table } from "./table.ts";

/** `parseFloat` and `parseInt`. A number given to them is read as it is, not by way of its text. */
export const parsing: Table = {
  parseFloat(machine, _self, [raw], site) {
    const value = numberIn(machine, raw, site);
    if (value === undefined) return Number.parseFloat(textOf(machine, raw, site));
    // The text of −0 is "0".
    return primalOf(value) === 0 ? withoutSign(machine, value, site) : value;
  },
  parseInt(machine, _self, [raw, rawRadix], site) {
    const radix = position(machine, rawRadix, site);
    const value = numberIn(machine, raw, site);
    const isDecimal = radix === undefined || radix === 0 || radix === 10;
    if (isTraced(value) && isDecimal && hasPlainText(value.value)) {
      const whole = applyOp(machine, "trunc", [value], site);
      return value.value === 0 ? withoutSign(machine, whole, site) : whole;
    }
    return Number.parseInt(textOf(machine, raw, site), radix);
  },
};

/** The number given, or the one that a given text spells. */
function numberIn(machine: Machine, raw: Value, site: Node): Numeric | undefined {
  const value = peek(raw);
  if (typeof value === "string") return numberBehind(machine, value);
  if (typeof value === "number" || (isTraced(value) && !value.isBoolean)) return value;
  if (typeof value === "object" && value?.kind === "hole") return toNumeric(machine, value, site);
  return undefined;
}

function withoutSign(machine: Machine, zero: Numeric, site: Node): Numeric {
  if (!Object.is(primalOf(zero), -0)) return zero;
  exactly(machine, zero, site);
  return applyOp(machine, "add", [zero, 0], site);
}

/** Written without an exponent, so that the digits before the point are the whole part. */
function hasPlainText(value: number): boolean {
  return value === 0 || (Math.abs(value) >= 1e-6 && Math.abs(value) < 1e21);
}
