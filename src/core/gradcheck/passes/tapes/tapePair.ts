import type { FunctionEntry } from "../../../syntax/functions.ts";
import { parameterName } from "../../../syntax/names.ts";
import type { ParsedModule } from "../../../syntax/parsedModule.ts";
import type { Diagnosis } from "../../gradientCheck.ts";
import type { Pair, Stage } from "../../pairs/pair.ts";
import { extended } from "../../stage/stage.ts";
import { type TapeStep, tapeStepOf } from "./tapeStep.ts";

/** `out.backward = () => { this.grad += other.data * out.grad; … }` inside of what makes `out`. */
export function tapePair(module: ParsedModule, entry: FunctionEntry): Pair | undefined {
  const { start, end } = entry.range;
  const text = module.text.slice(start, end);
  if (!text.includes("new ") || !/\(\)\s*=>|function/.test(text)) return undefined;
  const step = tapeStepOf(module, entry);
  if (!step) return undefined;
  const base = {
    primal: entry,
    derivative: { ...entry, nameRange: step.place },
    convention: "tape",
    wrt: [],
    tag: undefined,
    upstream: { index: 0, name: "dOut" },
  } as const;
  return { ...base, stage: () => stageOf(module, base, entry, step) };
}

/** The value as one function of the operands' values, and what the closure sends back as another. */
function stageOf(
  module: ParsedModule,
  pair: Pair,
  { node, shortName, name, instanceOf }: FunctionEntry,
  { owner, value, gradient, closure, operands, isStoring }: TapeStep,
): Stage | undefined {
  const params = node.params.map(parameterName);
  const free = (wanted: string): string => (params.includes(wanted) ? free(`${wanted}_`) : wanted);
  const [self, result] = [free("self"), free("result")];
  const isMethod = instanceOf !== undefined;
  const inputs = [...(isMethod ? [self] : []), ...params];
  const isOperand = (input: string) => operands.includes(input === self ? "this" : input);
  const nodeName = (input: string) => free(`${input}Node`);
  const nodes = inputs
    .filter((input) => isOperand(input) || input === self)
    .map((input) => `const ${nodeName(input)} = new ${owner}(${input});`)
    .join(" ");
  const given = params.map((input) => (isOperand(input) ? nodeName(input) : input)).join(", ");
  const call = isMethod ? `${nodeName(self)}.${shortName}(${given})` : `${name}(${given})`;
  const uses = isStoring ? [result, `${result}2`] : [result];
  const make = `${nodes} ${uses.map((use) => `const ${use} = ${call};`).join(" ")}`;
  const back = uses.map((use) => `${use}.${gradient} = dOut; ${use}.${closure}();`).join(" ");
  const sent = inputs
    .filter(isOperand)
    .map((input) => `${input}: ${nodeName(input)}.${gradient}`)
    .join(", ");
  const stage = extended(module, [
    `\nfunction gradlensForward(${inputs.join(", ")}) { ${make} return ${uses.map((use) => `${use}.${value}`).join(" + ")}; }`,
    `\nfunction gradlensBackward(dOut, ${inputs.join(", ")}) { ${make} ${back} return { ${sent} }; }`,
  ]);
  const added = stage?.module.functions.filter(({ range }) => range.start > module.text.length);
  const [primal, derivative] = added ?? [];
  if (!stage || !primal || !derivative) return undefined;
  const explained = isStoring ? { explain: storedExplanation } : {};
  return { ...stage, ...explained, pair: { ...pair, primal, derivative } };
}

/** With two uses the one contribution that is kept is half of what belongs there. */
function storedExplanation(diagnosis: Diagnosis): Diagnosis {
  if (!/^(missing-path|missing-term|constant-factor)$/.test(diagnosis.kind)) return diagnosis;
  return {
    kind: "overwrite",
    message:
      "an operand that is used twice keeps only the last contribution: it must be summed (+=), not overwritten (=)",
    range: diagnosis.range,
    alternatives: [],
  };
}
