const raised = new Map(
  [
    ["0⁰", "1¹", "2²", "3³", "4⁴", "5⁵", "6⁶", "7⁷", "8⁸", "9⁹", "−⁻", "+⁺"],
    ["aᵃ", "bᵇ", "cᶜ", "dᵈ", "eᵉ", "gᵍ", "hʰ", "iⁱ", "jʲ", "kᵏ", "lˡ", "mᵐ", "nⁿ", "oᵒ", "pᵖ"],
    ["rʳ", "sˢ", "tᵗ", "uᵘ", "vᵛ", "wʷ", "xˣ", "yʸ", "zᶻ"],
  ]
    .flat()
    .map((pair) => [pair[0] as string, pair[1] as string]),
);

/** An exponent short enough to be raised: 2, −1, n, −x, 2x, n − 1. */
const raisable = /^−?(\d+|\d*[a-z])( [−+] (\d+|\d*[a-z]))?$/;

/** "n − 1" → "ⁿ⁻¹"; nothing where some sign cannot be raised or the eye would lose it. */
export function superscript(text: string): string | undefined {
  if (!raisable.test(text)) return undefined;
  let result = "";
  for (const sign of text.replaceAll(" ", "")) {
    const high = raised.get(sign);
    if (high === undefined) return undefined;
    result += high;
  }
  return result;
}
