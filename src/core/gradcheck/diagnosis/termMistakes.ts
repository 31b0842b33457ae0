import { opIndexOf } from "../../ops/table.ts";
import { argumentsOf, CONSTANT_OP, type NodeId, type Tape } from "../../tape/tape.ts";
import type { DiagnosisKind } from "../gradientCheck.ts";
import type { EvidencePoint } from "./evidence.ts";
import type { LinkMistake } from "./linkMistake.ts";
import type { Link } from "./links.ts";
import { sourceOf } from "./words.ts";

/** One of the terms in which an operation of several moving operands passes its rate on. */
export const termMistakes: readonly LinkMistake[] = [
  {
    kind: "sign",
    rank: 2,
    concerns: ({ isJoint }) => isJoint,
    wrong: (rate) => -rate,
    say: (evidence, { node, arg }, { tape }) => ({
      message: `the sign of the term with the derivative of ${sourceOf(evidence, tape, arg)} in ${sourceOf(evidence, tape, node)} is wrong`,
    }),
  },
  {
    kind: cutKind,
    rank: 1,
    concerns: ({ isJoint }) => isJoint,
    wrong: () => 0,
    say: (evidence, { node, arg, op }, { tape }) => {
      const part = sourceOf(evidence, tape, arg);
      const whole = sourceOf(evidence, tape, node);
      const rule = op === "mul" ? "product" : op === "div" ? "quotient" : undefined;
      return {
        message: rule
          ? `the term of the ${rule} rule with the derivative of ${part} is missing`
          : `the derivative of ${part} in ${whole} is missing`,
      };
    },
  },
];

function cutKind({ node, op }: Link, { tape, targets }: EvidencePoint): DiagnosisKind {
  if (op === "mul" || op === "div") return "missing-term";
  if (op !== "add" && op !== "sub") return "missing-path";
  // Terms of the result itself are terms; terms of something inside are ways to it.
  let at = targets[0]?.output;
  const seen = new Set<number>();
  const pending = at === undefined ? [] : [at];
  for (at = pending.pop(); at !== undefined; at = pending.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    if (at === node) return "missing-term";
    const args = argumentsOf(tape, at);
    if (isAdditive(tape, at)) pending.push(...args);
  }
  return "missing-path";
}

const sums = new Set((["add", "sub"] as const).map((op) => opIndexOf(op)));
const products = new Set((["mul", "div"] as const).map((op) => opIndexOf(op)));

/** Whether terms of a node's argument are terms of the node: in a sum, and in a product with a number. */
function isAdditive(tape: Tape, node: NodeId): boolean {
  const op = tape.ops[node] as number;
  const isNumber = (arg: NodeId) => tape.ops[arg] === CONSTANT_OP;
  return sums.has(op) || (products.has(op) && argumentsOf(tape, node).some(isNumber));
}
