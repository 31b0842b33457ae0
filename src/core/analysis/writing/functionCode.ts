import type { SharedCode } from "../../symbolic/sharedCode.ts";
import type { CodeStyle } from "./codeStyle.ts";
import { codeOfTree, type ResultTree, typeOfTree } from "./resultTree.ts";

/** A function that is to be written. */
export interface NewFunction {
  readonly name: string;
  /** One sentence for its doc comment, where its neighbours have one. */
  readonly about: string;
  readonly parameters: string;
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
  const head = `(${fn.parameters})${returned}`;
  const definitions = fn.definitions.map(
    ({ name, code }) => `${step}const ${name} = ${code}${end}\n`,
  );
  const room = lineLength - style.base.length - step.length - "return ;".length;
  const returns = `return ${codeOfTree(fn.result, room, step)}${end}`.replace(/^/gm, step);
  const block = `{\n${definitions.join("")}${returns}\n}`;
  switch (form) {
    case "declaration":
      return `${exported}function ${fn.name}${head} ${block}`;
    case "expression":
      return `${exported}${keyword} ${fn.name} = function ${head} ${block}${end}`;
    case "arrow": {
      const start = `${exported}${keyword} ${fn.name} = ${head} =>`;
      if (definitions.length > 0) return `${start} ${block}${end}`;
      const result = codeOfTree(fn.result, lineLength - style.base.length - start.length - 3, step);
      // A record would be taken for a block; a choice is read more easily in parentheses.
      const isWrapped = fn.result.kind === "record" || result.includes(" ? ");
      return `${start} ${isWrapped ? `(${result})` : result}${end}`;
    }
  }
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
