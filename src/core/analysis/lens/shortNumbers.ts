import { hoverDigits } from "./titles.ts";

/** People write constants with this many digits; longer ones are what became of several. */
const writtenDigits = 10;

const number = /(?<![\p{L}\p{N}_$.])\d+\.\d+(?:e−?\d+)?/gu;

/** A formula for reading: `0.3989423` stays what somebody wrote, `0.00008497779070530125` has the digits of a hover. */
export function shortNumbers(text: string): string {
  return text.replace(number, (written) => {
    const digits = written.replace(/e.*$/, "").replace(".", "").replace(/^0+/, "").length;
    if (digits <= writtenDigits) return written;
    // Beside a name an exponent would be read as part of it.
    const value = Number(written.replace("−", "-"));
    return String(Number(value.toPrecision(hoverDigits))).replace("-", "−");
  });
}
