import type { DeclinedRow } from "./declinedRows.ts";
import type { ReadRow } from "./readRows.ts";

const introduction = `# The language that is read

Gradlens never runs your code. It parses TypeScript and JavaScript and follows the numbers through an
interpreter of its own, with JavaScript's arithmetic to the last bit. This page is written by the
tests: every example below is read, or declined with exactly these words, by the version it came with.

Functions get a derivative when a number they return depends on a number they are given. What they use
may stand in the same file, in files it imports (ES modules, CommonJS, \`paths\` of a tsconfig, JSON,
packages whose source is JavaScript), or in classes they belong to. Text that is not saved yet counts.
`;

export function languagePage(
  read: readonly ReadRow[],
  declined: readonly DeclinedRow[],
  reasonOf: (source: string) => { readonly message: string; readonly text: string },
): string {
  const sections = [...new Set(read.map(({ section }) => section))];
  return [
    introduction,
    "## Read\n",
    ...sections.flatMap((section) => [
      `### ${section}\n`,
      ...read.filter((row) => row.section === section).map(readText),
    ]),
    "## Declined\n",
    "A function that needs one of these has no lens; the status item and `gradlens explain` give the reason.\n",
    ...declined.map((row) => declinedText(row, reasonOf(row.source))),
  ].join("\n");
}

function readText({ title, source, remark }: ReadRow): string {
  const below = remark === undefined ? "" : `\n${remark}\n`;
  return `**${capital(title)}**\n\n${code(source)}${below}`;
}

function declinedText(
  { title, source, instead }: DeclinedRow,
  { message, text }: { readonly message: string; readonly text: string },
): string {
  const place = text.length > 0 && text.length <= 60 ? ` (at \`${oneLine(text)}\`)` : "";
  const otherwise = instead === undefined ? "" : `\nInstead:\n\n${code(instead)}`;
  return `### ${capital(title)}\n\n${code(source)}\n> ${message}${place}\n${otherwise}`;
}

function code(source: string): string {
  return `\`\`\`ts\n${source}\n\`\`\`\n`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}

function capital(title: string): string {
  return title.charAt(0).toUpperCase() + title.slice(1);
}
