import { readFileSync } from "node:fs";

/** A file of references: numbers as the sixteen hexadecimal digits of their bits, one after another. */
export function readReferences<T>(name: string): Readonly<Record<string, T>> {
  return JSON.parse(readFileSync(`test/unit/ops/references/${name}.json`, "utf8"));
}

export function numbersOf(text: string): readonly number[] {
  return Array.from(
    new Float64Array(
      BigUint64Array.from(text.match(/.{16}/g) ?? [], (digits) => BigInt(`0x${digits}`)).buffer,
    ),
  );
}
