import type { PageLook } from "../../protocol/pageLook.ts";

/** The theme as the page sees it: outside of the editor nobody defines its variables. */
export function pageLook(): PageLook {
  const { style } = document.documentElement;
  const variables: Record<string, string> = {};
  for (const name of style) {
    if (name.startsWith("--vscode-")) variables[name] = style.getPropertyValue(name).trim();
  }
  const classes = [...document.body.classList].filter((name) => name.startsWith("vscode-"));
  return { variables, classes };
}
