import { createHash } from "node:crypto";
import { type CarriedState, carriedStateId } from "../protocol/exportedPage.ts";
import type { PageLook } from "../protocol/pageLook.ts";

interface PageParts {
  readonly script: string;
  readonly style: string;
  readonly look: PageLook;
  readonly state: CarriedState;
}

/**
 * The panel as one file that needs neither the editor nor a network: the page's own script and style,
 * the theme of the moment and the trace. The page may run exactly this script and load nothing.
 */
export function exportedHtml(title: string, { script, style, look, state }: PageParts): string {
  const code = inScript(script);
  const variables = Object.entries(look.variables)
    .filter(([name]) => style.includes(name) || script.includes(name))
    .map(([name, value]) => `${name}:${value}`);
  const sheet = inStyle(`:root{${variables.join(";")}}\n${style}`);
  const policy = `default-src 'none'; script-src '${hashOf(code)}'; style-src '${hashOf(sheet)}'; img-src data:`;
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${inText(title)}</title>
    <style>${sheet}</style>
  </head>
  <body class="${look.classes.join(" ")}">
    <script type="application/json" id="${carriedStateId}">${inJson(state)}</script>
    <script type="module">${code}</script>
  </body>
</html>
`;
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text, "utf8").digest("base64")}`;
}

/** Nothing in the script may look like its end; in a string or a pattern \\x3c is the same sign. */
function inScript(script: string): string {
  return script
    .replace(/^\/\/# sourceMappingURL=.*$/gm, "")
    .replace(/<(?=!--|\/?script)/gi, "\\x3c")
    .replaceAll("\r", "");
}

function inStyle(style: string): string {
  return style.replace(/<(?=\/style)/gi, "\\3c ").replaceAll("\r", "");
}

function inJson(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}

function inText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
