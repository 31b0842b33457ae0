import type { Node } from "../../syntax/ast.ts";
import type { Machine, Value } from "../machine.ts";
import { raise } from "../raise.ts";
import { textOf } from "../values/numbers.ts";
import { boundedText } from "./convert.ts";
import type { Table } from "./table.ts";

/** Six bits a letter (RFC 4648, section 4): the form in which tables of numbers are packed into source code. */
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

export const base64: Table = {
  atob(machine, _self, [raw], site) {
    const text = given(machine, raw, site).replace(/[\t\n\f\r ]/g, "");
    const packed = text.length % 4 === 0 ? text.replace(/==?$/, "") : text;
    if (packed.length % 4 === 1 || /[^A-Za-z0-9+/]/.test(packed))
      raise("Error", "the text is not base64", site);
    return regrouped(
      [...packed].map((letter) => letters.indexOf(letter)),
      6,
      8,
      "down",
    )
      .map((byte) => String.fromCharCode(byte))
      .join("");
  },
  btoa(machine, _self, [raw], site) {
    const text = given(machine, raw, site);
    const bytes = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
    if (bytes.some((byte) => byte > 255))
      raise("Error", "the text holds letters that are no bytes", site);
    const packed = regrouped(bytes, 8, 6, "up")
      .map((bits) => letters[bits])
      .join("");
    return packed.padEnd(Math.ceil(packed.length / 4) * 4, "=");
  },
};

function given(machine: Machine, raw: Value, site: Node): string {
  const text = textOf(machine, raw, site);
  boundedText(machine, text.length, site);
  return text;
}

/** The same bits in groups of another size; what is left at the end is dropped, or filled up with zeros. */
function regrouped(
  groups: readonly number[],
  from: number,
  to: number,
  end: "down" | "up",
): number[] {
  const out: number[] = [];
  let held = 0;
  let bits = 0;
  for (const group of groups) {
    held = (held << from) | group;
    for (bits += from; bits >= to; bits -= to) out.push((held >> (bits - to)) & (2 ** to - 1));
    held &= 2 ** bits - 1;
  }
  if (end === "up" && bits > 0) out.push((held << (to - bits)) & (2 ** to - 1));
  return out;
}
