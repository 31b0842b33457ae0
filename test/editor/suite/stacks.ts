// VS Code replaces Error.prepareStackTrace, and with it goes Node's own use of source maps.
import { findSourceMap } from "node:module";

/** Call before the modules are loaded whose stacks are to be mapped. */
export function keepSourceMaps(): void {
  process.setSourceMapsEnabled(true);
}

/** Bundled positions become those of the TypeScript sources. */
export function mapStack(stack: string): string {
  return stack.replace(/([^\s()]+\.cjs):(\d+):(\d+)/g, (position, file: string, line, column) => {
    const entry = findSourceMap(file)?.findEntry(Number(line) - 1, Number(column) - 1);
    if (!entry || !("originalSource" in entry)) return position;
    const source = entry.originalSource.replace(/^file:\/\//, "");
    return `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  });
}
