import { resultsOf } from "../upstream.ts";
import { type Hypothesis, rightNumbers, type Suspect } from "./hypothesis.ts";
import { innerNodes, placesOf } from "./places.ts";
import { predict, tangentsOf } from "./predict.ts";
import { isText, rateOf, sourceOf } from "./words.ts";

/** f′(g(x)) forgotten: only g′(x) is there. */
export const outerSuspects: Suspect = (evidence) =>
  placesOf(evidence).flatMap((place) => {
    const { key, node, first } = place;
    // What lies between the function's result and the upstream sum is not the function's.
    if (resultsOf(first.tape).some((output) => output.node === node)) return [];
    return [
      {
        kind: "missing-factor",
        tier: 1,
        rank: 3,
        predict: (point) => {
          const [own] = innerNodes(point).get(key) ?? [];
          if (own === undefined) return rightNumbers(point);
          // Only where everything goes through it is there one outer rate.
          const besides = predict(point, { nodes: new Map([[own, () => 0]]) });
          if (besides.some((rest) => rest !== 0)) return undefined;
          const numbers = point.targets.map(
            ({ input }) => tangentsOf(point.tape, input, point.local)[own] as number,
          );
          const isUnit = point.targets.every(
            ({ expected }, index) => Math.abs(expected) === Math.abs(numbers[index] as number),
          );
          return isUnit ? undefined : numbers;
        },
        factor: (point) => {
          const [own] = innerNodes(point).get(key) ?? [];
          const [target] = point.targets;
          if (own === undefined || !target) return Number.NaN;
          return (
            target.expected / (tangentsOf(point.tape, target.input, point.local)[own] as number)
          );
        },
        say: () => {
          const [target] = first.targets;
          const rate = target && rateOf(first.tape, target.output, node);
          const piece = sourceOf(evidence, first.tape, node);
          return {
            message: `only the inner rate of ${piece} is there; the outer rate${isText(rate?.text)} is missing`,
            ...(rate ? { multiplier: rate.code } : {}),
          };
        },
      } satisfies Hypothesis,
    ];
  });
