import type { FunctionOutcome, Reason } from "../../src/core/analysis/document/functionAnalysis.ts";
import { childrenOf, isFunctionNode, type Node } from "../../src/core/syntax/ast.ts";
import type { FunctionEntry } from "../../src/core/syntax/functions.ts";
import type { ParsedModule } from "../../src/core/syntax/parsedModule.ts";
import { type Cell, closeShape } from "../../src/core/trace/inputs/cell.ts";
import { parameterCells } from "../../src/core/trace/inputs/inputs.ts";
import { newQuestions } from "../../src/core/trace/inputs/questions.ts";
import { candidatePoints } from "../../src/core/trace/inputs/samples.ts";
import type { FunctionReport } from "./functionReport.ts";
import { type Run, runSettled } from "./gradlensSide.ts";
import type { NodeSide } from "./nodeSide.ts";

type DeclinedOutcome = Omit<Extract<FunctionOutcome, { readonly kind: "declined" }>, "kind">;
type Declined = Pick<FunctionReport, "verdict" | "reason"> & Partial<FunctionReport>;

/** A function without a number to differentiate is rightly declined where Node gives none either. */
export function checkDeclined(
  module: ParsedModule,
  entry: FunctionEntry,
  { reason, ...told }: DeclinedOutcome,
  node: NodeSide,
): Declined {
  const declined: Declined = {
    verdict: "declined",
    reason: reason.message,
    problems: reasonProblems(reason, module.text),
  };
  if (!/^it gives (?!more than)/.test(reason.message)) return declined;
  const run = probe(module, entry, reason, told);
  if (!run.scene || !run.sight) return declined;
  const { leaves, pathOfNode, noise } = run.sight;
  const { scene } = run;
  const result = node.call({ leaves, pathOfNode, noise, scene, isFresh: true, isWatched: true });
  if (result.kind === "unreachable") return { ...declined, unverified: result.message };
  if (result.kind === "threw") return declined;
  const { numbers, changed, worksAside } = result;
  const [found] = worksAside ? changed : numbers.keys();
  if (found !== undefined && run.kind === "declined" && run.reason.message === reason.message) {
    const problem = `value: ${reason.message}, but in Node result${found} is ${numbers.get(found)}`;
    return { ...declined, problems: [problem] };
  }
  if (changed.length > 0)
    return { ...declined, reason: `${reason.message} (it changes numbers of what it is given)` };
  const isOther = /^it gives (true or false|text|a date|bytes)/.test(reason.message);
  const isVoid = /^it gives nothing/.test(reason.message) && !returnsValue(entry.node.body as Node);
  return result.holdsFunction || isOther || isVoid
    ? { ...declined, verdict: "no number" }
    : declined;
}

/** Runs a function that gave no number where it ends as the lens says, or else at the first point that is tried. */
function probe(
  module: ParsedModule,
  entry: FunctionEntry,
  reason: Reason,
  { isAmongOthers = false, answers = new Map() }: Omit<DeclinedOutcome, "reason">,
): Run {
  let first: Run | undefined;
  for (const candidate of candidatePoints) {
    const cells: readonly Cell[] = parameterCells(module, entry);
    const run = runSettled(
      module,
      entry,
      cells,
      candidate,
      newQuestions({ isAmongOthers, answers }),
      true,
    );
    for (const cell of cells) closeShape(cell);
    if (run.kind === "declined" && run.reason.message === reason.message) return run;
    first ??= run;
  }
  return first as Run;
}

/** Every reason says something and where. */
function reasonProblems({ message, range }: Reason, text: string): readonly string[] {
  const isPlace = range.start >= 0 && range.start <= range.end && range.end <= text.length;
  const problems: string[] = [];
  if (!isPlace) problems.push(`range: ${range.start}–${range.end} is no place in the file`);
  if (message.length < 10 || /internal|undefined is not a function/i.test(message))
    problems.push(`reason: "${message}"`);
  return problems;
}

function returnsValue(node: Node): boolean {
  if (node.type === "ReturnStatement") return node.argument !== null;
  return childrenOf(node).some((child) => !isFunctionNode(child) && returnsValue(child));
}
