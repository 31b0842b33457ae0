import type { Tape } from "../../core/tape/tape.ts";

/** A value as `@at` writes it, with arrays and objects put together again from their leaves. */
type Written = number | { readonly kind: "list" | "record"; readonly parts: Map<string, Written> };

/** The point as it stands, for the tag above the function: "x = 2, W = [[0.5, -0.2]], label = 0". */
export function samplePointText({ inputs }: Tape, values: readonly number[]): string {
  const roots = new Map<string, Written>();
  for (const [index, { path, role }] of inputs.entries()) {
    if (role === "noise") continue;
    const value = values[index] as number;
    const [root, ...steps] = stepsOf(path);
    if (root !== undefined && put(roots, root, steps, value)) continue;
    roots.set(path, value);
  }
  return [...roots].map(([name, value]) => `${name} = ${textOf(value)}`).join(", ");
}

/** "this.layers[0].w" → "this.layers", "[0]", "w"; nothing for a path that is spelled otherwise. */
function stepsOf(path: string): readonly string[] {
  const match =
    /^((?:this\.)?[\p{ID_Start}$_][\p{ID_Continue}$]*)((?:\.[\p{ID_Start}$_][\p{ID_Continue}$]*|\[\d+\])*)$/u.exec(
      path,
    );
  if (!match) return [];
  const [, root = "", rest = ""] = match;
  return [root, ...(rest.match(/\[\d+\]|[^.[\]]+/g) ?? [])];
}

function put(
  parts: Map<string, Written>,
  name: string,
  [step, ...rest]: readonly string[],
  value: number,
): boolean {
  if (step === undefined) {
    parts.set(name, value);
    return true;
  }
  const kind = step.startsWith("[") ? "list" : "record";
  const known = parts.get(name) ?? { kind, parts: new Map<string, Written>() };
  if (typeof known === "number" || known.kind !== kind) return false;
  // A list with holes cannot be written as one.
  if (kind === "list" && Number(step.slice(1, -1)) > known.parts.size) return false;
  parts.set(name, known);
  return put(known.parts, step, rest, value);
}

function textOf(written: Written): string {
  if (typeof written === "number") return Object.is(written, -0) ? "-0" : String(written);
  const { kind, parts } = written;
  if (kind === "list") return `[${[...parts.values()].map(textOf).join(", ")}]`;
  return `{ ${[...parts].map(([key, part]) => `${key}: ${textOf(part)}`).join(", ")} }`;
}
