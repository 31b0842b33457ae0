import type { OpName } from "../../core/ops/primitives.ts";
import { opNames } from "../../core/ops/table.ts";
import {
  argumentsOf,
  CONSTANT_OP,
  INPUT_OP,
  type NodeId,
  rangeOf,
  type Tape,
} from "../../core/tape/tape.ts";
import { formatNumber } from "./numbers.ts";
import { operatorLabel, wrapped } from "./operators.ts";

const SNIPPET_LENGTH = 24;

/** What the nodes of one tape are called, in the words of the person who wrote the code. */
export interface Words {
  /** The variable the value was stored under, the path of an input, the name of a result. */
  name(node: NodeId): string | undefined;
  /** For use inside a formula: the name, a number, a short piece of source, or the operator. */
  term(node: NodeId): string;
  /** The operator with its constant operands, as it stands inside a node; "" for a leaf. */
  operator(node: NodeId): string;
  /** ∂loss/∂u */
  derivative(of: NodeId, by: NodeId): string;
}

export function opNameOf(tape: Tape, node: NodeId): OpName | undefined {
  return opNames[tape.ops[node] as number];
}

/** "Activations.TANH.output" → "output", "f@12" → "f". */
export function shortNameOf(functionName: string): string {
  return functionName.replace(/@\d+$/, "").split(".").pop() || functionName;
}

export function wordsFor(
  tape: Tape,
  functionName: string,
  text: string | null,
  isConstant: (node: NodeId) => boolean,
): Words {
  const paths = new Map(tape.inputs.map(({ node, path }) => [node, path]));
  const results = new Map(
    tape.outputs.map(({ node, path }) => [node, shortNameOf(functionName) + path]),
  );

  function name(node: NodeId): string | undefined {
    return paths.get(node) ?? tape.provenance.names.get(node) ?? results.get(node);
  }
  function constantText(node: NodeId): string {
    return name(node) ?? formatNumber(tape.values[node] as number);
  }
  function term(node: NodeId): string {
    if (tape.ops[node] === CONSTANT_OP) return constantText(node);
    return name(node) ?? snippet(text, tape, node) ?? operator(node);
  }
  function operator(node: NodeId): string {
    const op = opNameOf(tape, node);
    if (op === undefined) return "";
    const operands = Array.from(argumentsOf(tape, node), (arg) =>
      isConstant(arg) ? constantText(arg) : undefined,
    );
    return operatorLabel(op, operands);
  }
  // Asked again for every frame of a drag.
  const terms = new Map<NodeId, string>();
  function knownTerm(node: NodeId): string {
    const known = terms.get(node) ?? term(node);
    terms.set(node, known);
    return known;
  }
  return {
    name,
    term: knownTerm,
    operator,
    derivative: (of, by) => `∂${wrapped(knownTerm(of))}/∂${wrapped(knownTerm(by))}`,
  };
}

function snippet(text: string | null, tape: Tape, node: NodeId): string | undefined {
  const { start, end } = rangeOf(tape, node);
  if (text === null || end - start > 4 * SNIPPET_LENGTH) return undefined;
  const source = text.slice(start, end).replace(/\s+/g, " ").trim();
  return source !== "" && source.length <= SNIPPET_LENGTH ? source : undefined;
}

/** What the trace calls a function without a name: an arrow that is given to `map` is told by its turn. */
const namelessCallee = "function";

/** The calls and turns of loops a node was recorded in: "in norm(), turn 3 of for"; "" at the top. */
export function placeOf(tape: Tape, node: NodeId): string {
  const { frames, frameTable } = tape.provenance;
  const parts: string[] = [];
  for (let id = frames[node] ?? 0; id > 0; ) {
    const frame = frameTable[id];
    if (!frame) break;
    if (frame.kind === "iteration") parts.unshift(`turn ${frame.index + 1} of ${frame.label}`);
    else if (frame.label !== namelessCallee) parts.unshift(`${frame.label}()`);
    id = frame.parent;
  }
  return parts.length === 0 ? "" : `in ${parts.join(", ")}`;
}

/** What a screen reader calls the operation. */
export function operationName(tape: Tape, node: NodeId): string {
  const code = tape.ops[node] as number;
  if (code === INPUT_OP) return "input";
  return code === CONSTANT_OP ? "constant" : (opNames[code] as string);
}
