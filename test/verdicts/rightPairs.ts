import { checked, rightVerdicts } from "./checked.ts";
import { correctTexts, hardTexts } from "./corpus.ts";
import type { Findings } from "./figure.ts";
import { tagged, untold } from "./pairs/approximations.ts";
import { right, wrong } from "./pairs/probe.ts";

/** Right derivatives that are hard to judge, and the probe at which other checkers fail both ways. */
export function rightPairs(): Findings {
  const complaints: string[] = [];
  const verdictOf = (text: string) => checked(text)?.check?.verdict ?? "no pair";
  const unlike = (
    texts: readonly string[],
    what: string,
    isMeant: (verdict: string) => boolean,
  ) => {
    const found = texts.map((text) => ({ text, verdict: verdictOf(text) }));
    const bad = found.filter(({ verdict }) => !isMeant(verdict));
    complaints.push(...bad.map(({ text, verdict }) => `${what}: ${verdict}\n${text}`));
    return bad.length;
  };
  const isRight = (verdict: string) => [...rightVerdicts].some((one) => one === verdict);
  const isNot = (verdict: string) => verdict === "wrong" || verdict === "conditional";
  // A pair that only a word of a field suggests is left without a word where it does not hold.
  const isUntold = (verdict: string) => verdict === "inconclusive" || verdict === "no pair";

  const alarms = unlike([...hardTexts, ...tagged], "false alarm", isRight);
  const fitted = unlike(untold, "an approximation", isUntold);
  const probe = unlike(right, "probe, right", isRight) + unlike(wrong, "probe, wrong", isNot);
  const count = correctTexts.length + hardTexts.length + tagged.length + untold.length;
  return {
    lines: [],
    complaints,
    figures: [
      { name: "right pairs in all", value: count, least: 500 },
      { name: "false alarms at hard ones", value: alarms, most: 0 },
      { name: "approximations not told as such", value: fitted, most: 0 },
      { name: `misjudged of ${right.length + wrong.length} probes`, value: probe, most: 0 },
    ],
  };
}
