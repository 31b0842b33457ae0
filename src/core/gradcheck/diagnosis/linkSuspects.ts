import { rangeOf } from "../../tape/tape.ts";
import type { Evidence, EvidencePoint } from "./evidence.ts";
import { type Hypothesis, rightNumbers, type Suspect } from "./hypothesis.ts";
import type { LinkMistake } from "./linkMistake.ts";
import { type Link, linksOf, partialOf } from "./links.ts";
import { powerMistakes } from "./powerMistakes.ts";
import { predict } from "./predict.ts";
import { rateMistakes } from "./rateMistakes.ts";
import { termMistakes } from "./termMistakes.ts";

const mistakes: readonly LinkMistake[] = [...rateMistakes, ...powerMistakes, ...termMistakes];

/** Every mistake at every link of the chain. */
export const linkSuspects: Suspect = (evidence) => {
  const keys = new Map<string, { link: Link; point: EvidencePoint }>();
  for (const point of evidence.points) {
    for (const [key, [link]] of linksOf(point)) {
      if (link && !keys.has(key)) keys.set(key, { link, point });
    }
  }
  if (keys.size > maximumLinks) return [];
  return [...keys].flatMap(([key, { link, point }]) =>
    mistakes.flatMap((mistake) => {
      const used = evidence.points.find((other) =>
        linksOf(other)
          .get(key)
          ?.some((own) => mistake.concerns(own, other)),
      );
      return used ? [hypothesis(evidence, mistake, key, link, point)] : [];
    }),
  );
};

const maximumLinks = 120;

function hypothesis(
  evidence: Evidence,
  mistake: LinkMistake,
  key: string,
  link: Link,
  first: EvidencePoint,
): Hypothesis {
  const { kind, factor } = mistake;
  return {
    kind: typeof kind === "function" ? kind(link, first) : kind,
    tier: 1,
    rank: mistake.rank,
    place: rangeOf(first.tape, link.node),
    predict: (point) => {
      const links = linksOf(point).get(key);
      if (!links) return rightNumbers(point);
      const edges = new Map<number, number>();
      for (const own of links) {
        if (!mistake.concerns(own, point)) continue;
        const [edge, twin] = own.edges;
        edges.set(edge as number, mistake.wrong(partialOf(point, own), own, point));
        if (twin !== undefined) edges.set(twin, 0);
      }
      return predict(point, { edges });
    },
    ...(factor
      ? {
          factor: (point: EvidencePoint) => {
            const own = linksOf(point).get(key)?.[0];
            return own ? factor(partialOf(point, own), own, point) : Number.NaN;
          },
        }
      : {}),
    say: () => {
      const said = mistake.say(evidence, link, first);
      const piece = (point: EvidencePoint): number => {
        const own = linksOf(point).get(key)?.[0];
        return own ? mistake.wrong(partialOf(point, own), own, point) : Number.NaN;
      };
      return { ...said, piece };
    },
  };
}
