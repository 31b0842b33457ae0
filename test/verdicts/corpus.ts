import { boxed } from "./pairs/boxed.ts";
import { branches, ofOutput } from "./pairs/branches.ts";
import { domain } from "./pairs/domain.ts";
import { hardOfOutput, hardOneInput, reordered } from "./pairs/hard.ts";
import { layers } from "./pairs/layers.ts";
import { lists } from "./pairs/lists.ts";
import { manyInputs } from "./pairs/manyInputs.ts";
import { oneInput } from "./pairs/oneInput.ts";

/** The ways to write and name a pair of one input, used in turn. */
const shapes: readonly ((f: string, df: string, x?: string) => string)[] = [
  (f, df, x = "x") => `function f(x) { return ${f} }\nfunction fPrime(${x}) { return ${df} }`,
  (f, df, x = "x") => `const loss = (x) => ${f};\nconst dLoss = (${x}) => ${df};`,
  (f, df, x = "x") => `const unit = { f: (x) => ${f}, df: (${x}) => ${df} };`,
  (f, df, x = "x") =>
    `function curve(x) { const y = ${f}; return y }\nfunction curve_derivative(${x}) { const d = ${df}; return d }`,
  (f, df, x = "x") =>
    `class Unit { static output(x) { return ${f} } static der(${x}) { return ${df} } }`,
  (f, df, x = "x") =>
    `function height(x) { return ${f} }\n/** @derivativeOf height */\nfunction rise(${x}) { return ${df} }`,
  (f, df, x = "x") =>
    `class Units { static SOFT = { output: (x) => ${f}, der: (${x}) => ${df} }; }`,
  (f, df, x = "x") =>
    `class Unit { constructor(func, dfunc) { this.func = func; this.dfunc = dfunc } }\nconst unit = new Unit((x) => ${f}, (${x}) => ${df});`,
];

/** Every pair of the tables as one text each. */
export const correctTexts: readonly string[] = [
  ...[...oneInput, ...branches].map(([f, df], index) => shaped(index, f, df)),
  ...ofOutput.map(([f, df], index) => shaped(index, f, df, "y")),
  ...manyInputs.flatMap(([params, f, partials]) => {
    const entries = Object.entries(partials);
    const primal = `function f(${params}) { return ${f} }`;
    const record = entries.map(([name, code]) => `d${name}: ${code}`).join(", ");
    const texts = [`${primal}\nfunction fGradient(${params}) { return { ${record} } }`];
    for (const [name, code] of entries)
      texts.push(`${primal}\nfunction df_d${name}(${params}) { return ${code} }`);
    const all = params.split(", ");
    if (entries.length === all.length) {
      const list = all.map((name) => partials[name]).join(", ");
      texts.push(`${primal}\nfunction gradF(${params}) { return [${list}] }`);
    }
    return texts;
  }),
  ...lists,
  ...domain,
  ...layers,
  ...boxed,
];

/** Right pairs that are hard to judge, in all the same shapes. */
export const hardTexts: readonly string[] = [
  ...hardOneInput.map(([f, df], index) => shaped(index, f, df)),
  ...hardOfOutput.map(([f, df], index) => shaped(index, f, df, "y")),
  ...reordered,
];

function shaped(index: number, f: string, df: string, x?: string): string {
  const shape = shapes[index % shapes.length] as (typeof shapes)[number];
  return shape(f, df, x);
}
