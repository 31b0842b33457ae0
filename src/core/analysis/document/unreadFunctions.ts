import type { UnreadStatement } from "../../syntax/parse.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import type { FunctionAnalysis } from "./functionAnalysis.ts";

const reasons: Readonly<Record<UnreadStatement["why"], string>> = {
  deep: "it is nested too deeply to be read; split its longest expression into steps",
  long: "it stands too far down: the first half million characters of a file are read",
};

/** The functions that stand in statements that were left out of the tree, by their looks. */
export function unreadFunctions(module: ParsedModule): FunctionAnalysis[] {
  return module.unread.flatMap(({ range: { start, end }, why }) => {
    const text = module.text.slice(start, end);
    const match =
      /^(?:export\s+)?(?:default\s+)?(?:async\s+)?(?:function\s*\*?\s*|(?:const|let|var|class)\s+)([\p{ID_Start}$_][\p{ID_Continue}$]*)/u.exec(
        text,
      );
    if (!match) return [];
    const name = match[1] as string;
    const nameStart = start + match[0].length - name.length;
    const nameRange = { start: nameStart, end: nameStart + name.length };
    const range = { start, end: start + text.trimEnd().length };
    return [
      {
        name,
        shortName: name,
        range,
        nameRange,
        carrier: range,
        level: "module" as const,
        parameters: [],
        outcome: { kind: "declined" as const, reason: { message: reasons[why], range: nameRange } },
      },
    ];
  });
}
