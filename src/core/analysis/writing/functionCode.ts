import type { SharedCode } from "../../symbolic/sharedCode.ts";
import type { CodeStyle } from "./codeStyle.ts";
import { codeOfTree, type ResultTree, typeOfTree } from "./resultTree.ts";

/** A function that is to be written. */
export interface NewFunction {
  readonly name: string;
  /** One sentence for its doc comment, where its neighbours have one. */
  readonly about: string;
  /** Each as it is written, with its type. */
  readonly parameters: readonly string[];
  /** The types of parameters that the function it belongs to does not have. */
  readonly documented?: readonly string[];
  readonly definitions: SharedCode["definitions"];
  readonly result: ResultTree;
}

/** As long as lines of code mostly are. */
const lineLength = 90;

/** The code of a function in the style of its neighbours, without a line break at its ends. */
export function functionCode(fn: NewFunction, style: CodeStyle): string {
  const { base, lineBreak } = style;
  const code = [...commentLines(fn, style), functionLines(fn, style)].join("\n");
  return code.replace(/\n(?!\n|$)/g, `\n${base}`).replace(/\n/g, lineBreak);
}

function functionLines(fn: NewFunction, style: CodeStyle): string {
  const { form, keyword, end, step } = style;
  const exported = style.isExported ? "export " : "";
  const returned = style.isTyped && style.hasReturnType ? `: ${typeOfTree(fn.result)}` : "";
  const before = {
    declaration: `${exported}function ${fn.name}`,
    expression: `${exported}${keyword} ${fn.name} = function `,
    arrow: `${exported}${keyword} ${fn.name} = `,
  }[form];
  const flat = `${before}(${fn.parameters.join(", ")})${returned}`;
  const isLong = style.base.length + flat.length + " => {".length > lineLength;
  const lines = fn.parameters.map((parameter) => `${step}${parameter},\n`);
  const head = isLong ? `${before}(\n${lines.join("")})${returned}` : flat;
  const definitions = fn.definitions.map(
    ({ name, code }) => `${step}const ${name} = ${code}${end}\n`,
  );
  const room = lineLength - style.base.length - step.length - "return ;".length;
  const returns = `return ${codeOfTree(fn.result, room, step)}${end}`.replace(/^/gm, step);
  const block = `{\n${definitions.join("")}${returns}\n}`;
  if (form === "declaration") return `${head} ${block}`;
  if (form === "expression" || definitions.length > 0)
    return `${head} ${form === "arrow" ? "=> " : ""}${block}${end}`;
  const used = style.base.length + (head.split("\n").at(-1) ?? "").length + " => ();".length;
  const result = codeOfTree(fn.result, lineLength - used, step);
  // A record would be taken for a block; a choice is read more easily in parentheses.
  const isWrapped = fn.result.kind === "record" || result.includes(" ? ");
  return `${head} => ${isWrapped ? `(${result})` : result}${end}`;
}

function commentLines(fn: NewFunction, { documented }: CodeStyle): readonly string[] {
  if (!documented) return [];
  return [
    "/**",
    ` * ${fn.about}`,
    ...[...(fn.documented ?? []), ...documented].map((line) => ` * ${line}`),
    ` * @returns {${typeOfTree(fn.result, ",")}}`,
    " */",
  ];
}
