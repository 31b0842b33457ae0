import type { SourceRange } from "../util/sourceRange.ts";
import { checkedFunction, primalOf } from "./checkOf.ts";
import type { Diagnosis, GradientCheck } from "./gradientCheck.ts";
import type { Pair, Stage } from "./pairs/pair.ts";
import { returnedRange } from "./pairs/returned.ts";

/** The check of a staged pair as one of the functions that a person wrote. */
export function unstaged(check: GradientCheck, pair: Pair, stage: Stage): GradientCheck {
  const { exact: _ours, diagnosis, reason, ...rest } = check;
  const { derivative } = pair;
  const told = diagnosis && (stage.explain?.(diagnosis) ?? diagnosis);
  const isOwn = ({ start, end }: SourceRange) =>
    start >= derivative.range.start && end <= derivative.range.end;
  // A backward pass is run after its forward pass, in which no mistake of its own can stand.
  const place = (range: SourceRange) => {
    const found = stage.placeOf(range);
    return found && isOwn(found) ? found : returnedRange(derivative);
  };
  return {
    ...rest,
    primal: primalOf(pair),
    derivative: checkedFunction(derivative),
    convention: pair.convention,
    ...(told && { diagnosis: spelled({ ...told, range: place(told.range) }, stage) }),
    reason: reason && { ...reason, range: place(reason.range) },
  };
}

/** A factor as code of the derivative itself; none where that cannot say it. */
function spelled({ multiplier, ...said }: Diagnosis, { ownNames }: Stage): Diagnosis {
  if (multiplier === undefined || !ownNames) return said;
  let isKnown = true;
  const code = multiplier.replace(/(?<![\w$.])[A-Za-z_$][\w$]*/g, (name) => {
    const own = name === "Math" ? name : ownNames.get(name);
    isKnown &&= own !== undefined;
    return own ?? name;
  });
  return isKnown ? { ...said, multiplier: code } : said;
}
