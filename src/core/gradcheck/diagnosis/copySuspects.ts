import { localDerivatives } from "../../autodiff/localDerivatives.ts";
import { reverseSweep } from "../../autodiff/reverse.ts";
import type { FunctionEntry } from "../../syntax/functions.ts";
import { defaultLimits } from "../../trace/budget.ts";
import { freshCell } from "../../trace/inputs/freshCell.ts";
import { inputsAt } from "../replay/points.ts";
import { createReplay } from "../replay/replay.ts";
import type { Evidence, EvidencePoint } from "./evidence.ts";
import type { Hypothesis, Suspect } from "./hypothesis.ts";

const maximumSiblings = 12;
/** Another function is only tried, not studied. */
const siblingSteps = 20_000;

/** The derivative of another function of the file. */
export const copySuspects: Suspect = (evidence) =>
  evidence.siblings
    .filter(({ node }) => node.params.length === evidence.pair.primal.node.params.length)
    .slice(0, maximumSiblings)
    .map((sibling) => hypothesis(evidence, sibling));

function hypothesis({ module, cells }: Evidence, sibling: FunctionEntry): Hypothesis {
  const limits = { ...defaultLimits, steps: siblingSteps };
  const replay = createReplay(module, sibling, cells.map(freshCell), limits);
  return {
    kind: "copied-derivative",
    tier: 3,
    rank: 1,
    predict: ({ sample, targets }: EvidencePoint) => {
      const tape = replay.at(inputsAt(sample.point))?.tape;
      if (!tape) return undefined;
      const local = localDerivatives(tape);
      return targets.map(({ component }) => {
        const output = tape.outputs[component.output]?.node;
        const input = tape.inputs.find(({ path }) => path === component.leaf)?.node;
        if (output === undefined) return Number.NaN;
        if (input === undefined) return 0;
        return reverseSweep(tape, new Map([[output, 1]]), local).adjoints[input] as number;
      });
    },
    say: () => ({ message: `this is the derivative of ${sibling.name}` }),
  };
}
