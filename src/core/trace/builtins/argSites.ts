import type { Node } from "../../syntax/ast.ts";

/** The argument expressions of a call, for the places of literals; none where a spread hides them. */
export function argSitesOf(site: Node): readonly Node[] {
  if (site.type !== "CallExpression" && site.type !== "NewExpression") return [];
  return site.arguments.some(({ type }) => type === "SpreadElement") ? [] : site.arguments;
}
