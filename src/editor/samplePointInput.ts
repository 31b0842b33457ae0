const ENTRY =
  /^\s*[\p{ID_Start}$_][\p{ID_Continue}$]*(?:\.[\p{ID_Start}$_][\p{ID_Continue}$]*|\[\d+\])*\s*=\s*\S/u;
const OPEN = "[{(";
const CLOSE = "]})";

/** What is plainly wrong with a point somebody typed, before it is written; undefined where nothing is. */
export function pointProblem(input: string): string | undefined {
  if (/[\r\n]|\*\//.test(input)) return "A point stands on one line of a comment.";
  const entries = entriesOf(input);
  if (!entries) return "A bracket or a quote is not closed.";
  const wrong = entries.find((entry) => !ENTRY.test(entry));
  return wrong === undefined ? undefined : `Write name = value, as in "x = 2, w = 3".`;
}

/** The entries between top-level commas; undefined where brackets or quotes do not match. */
function entriesOf(input: string): readonly string[] | undefined {
  const entries: string[] = [];
  const open: string[] = [];
  let quote = "";
  let start = 0;
  for (let index = 0; index < input.length; index++) {
    const char = input[index] ?? "";
    if (quote) {
      if (char === "\\") index++;
      else if (char === quote) quote = "";
    } else if (char === '"' || char === "'") quote = char;
    else if (OPEN.includes(char)) open.push(CLOSE[OPEN.indexOf(char)] ?? "");
    else if (CLOSE.includes(char)) {
      if (open.pop() !== char) return undefined;
    } else if (char === "," && open.length === 0) {
      entries.push(input.slice(start, index));
      start = index + 1;
    }
  }
  return quote || open.length > 0 ? undefined : [...entries, input.slice(start)];
}
