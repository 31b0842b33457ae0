import type { ImportStyle } from "../../syntax/manifest.ts";
import type { Link, ParsedModule } from "../../syntax/parsedModule.ts";
import type { Machine } from "../machine.ts";

/** The file behind an import; one that leads back, in a cycle, is the traced function's own and no copy of it. */
export function linkOf(
  { root }: Machine,
  module: ParsedModule,
  specifier: string,
  style: ImportStyle,
): Link {
  const link = module.link(specifier, style);
  const isBack = link.kind === "module" && link.module.uri === root.uri;
  return isBack ? { kind: "module", module: root } : link;
}
