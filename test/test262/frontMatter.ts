/** What a conformance test says about itself, between its two comment marks. */
export interface FrontMatter {
  readonly flags: readonly string[];
  readonly features: readonly string[];
  readonly isNegative: boolean;
}

export function frontMatterOf(source: string): FrontMatter {
  const text = /\/\*---([\s\S]*?)---\*\//.exec(source)?.[1] ?? "";
  return {
    flags: listOf(text, "flags"),
    features: listOf(text, "features"),
    isNegative: /^negative:/m.test(text),
  };
}

/** A YAML list, written on one line in brackets or below with a dash for each item. */
function listOf(text: string, key: string): readonly string[] {
  const inline = new RegExp(`^${key}:\\s*\\[([^\\]]*)\\]`, "m").exec(text)?.[1];
  if (inline !== undefined) return inline.split(",").flatMap((item) => item.trim() || []);
  const block = new RegExp(`^${key}:[ \\t]*\\r?\\n((?:[ \\t]*-.*\\r?\\n?)+)`, "m").exec(text)?.[1];
  return [...(block ?? "").matchAll(/-\s*(\S+)/g)].map(([, item]) => item as string);
}

const leftOutFlags = ["module", "async", "raw"];

/** Tests of what this interpreter never takes up: wrong programs, modules, asynchronous code, generators. */
export function isLeftOut({ flags, features, isNegative }: FrontMatter): boolean {
  return (
    isNegative ||
    leftOutFlags.some((flag) => flags.includes(flag)) ||
    features.includes("generators")
  );
}
