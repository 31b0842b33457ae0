/**
 * Markdown out of text that comes from user code: nothing in it may become a link, a picture, HTML,
 * an icon or a heading, whatever it is called. Meant for a place where a paragraph or a cell stands.
 */
export function escapeMarkdown(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_[\]<>&|~$]/g, "\\$&")
    .replace(/:(?=\S)/g, "\\:") // no bare https:…
    .replace(/@(?=\S)/g, "\\@") // no mail address
    .replace(/\b(www)\./gi, "$1\\.")
    .replace(/^([#+=-])/, "\\$1")
    .replace(/^(\d+)([.)])(?=\s|$)/, "$1\\$2");
}

/** A fence is longer than any run of backticks in its content, so that the content cannot close it. */
export function fenced(language: string, content: string): string {
  const runs = content.match(/`+/g) ?? [];
  const fence = "`".repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
  return `${fence}${language}\n${content}\n${fence}`;
}

export function tableOf(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const rowOf = (cells: readonly string[]): string =>
    `| ${cells.map(escapeMarkdown).join(" | ")} |`;
  const rule = `|${" --- |".repeat(header.length)}`;
  return [rowOf(header), rule, ...rows.map(rowOf)].join("\n");
}

/** An SVG of ours as a picture, with what it shows in words. */
export function picture(svg: string, alt: string): string {
  const data = Buffer.from(svg).toString("base64");
  // Many show this text as it stands, and an underscore inside of a name is none of Markdown's.
  const words = escapeMarkdown(alt).replaceAll("\\_", "_");
  return `![${words}](data:image/svg+xml;base64,${data})`;
}

/** A link that runs an editor command; the caller makes sure that the client has announced it. */
export function commandLink(title: string, command: string, argument: object): string {
  const query = encodeURIComponent(JSON.stringify([argument])).replace(
    /[()]/g,
    (paren) => `%${paren.charCodeAt(0).toString(16)}`,
  );
  return `[${escapeMarkdown(title)}](command:${command}?${query})`;
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]+/gu, " ").trim();
}
