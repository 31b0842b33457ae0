import type { FunctionEntry } from "../../src/core/syntax/functions.ts";

/** Names under which the tables keep lists of numbers. */
const listNames = new Set(["v", "u", "X", "upstream"]);
const draws = [
  [0.7, 1.3, 0.4, 0.85, 1.9],
  [0.35, 0.6, 1.15, 1.4, 0.2],
  [1.8, 0.9, 0.55, 0.3, 1.2],
  [-0.45, 0.75, -1.2, 0.5, 0.65],
  [3.4, 2.1, 5.5, 1.7, 2.6],
  [-2.2, -3.7, 4.1, 0.8, -1.1],
  [104, 7.5, 6.3, -8.1, 12],
];

/** What Node itself makes of a function at a few points; nothing where an edit left no program. */
export function numbersOf(text: string, entry: FunctionEntry): readonly number[] | undefined {
  try {
    return run(text, entry);
  } catch {
    return undefined;
  }
}

/** Forward, then backward, on an instance of its own: what comes back and what is kept. */
function runLayer(text: string, { instanceOf, shortName }: FunctionEntry): readonly number[] {
  const Layer = new Function(`${text}\nreturn ${instanceOf}`)();
  return draws.flatMap((draw) => {
    const layer = new Layer();
    const isList = /forward\(v\)/.test(text);
    const inputs = isList ? [draw.slice(0, 3)] : draw.slice(0, layer.forward.length);
    layer.forward(...inputs);
    const result = layer[shortName](isList ? draw.slice(1, 4) : draw[3]);
    return flat([result, { ...layer }]);
  });
}

function run(text: string, entry: FunctionEntry): readonly number[] {
  if (entry.instanceOf !== undefined) return runLayer(text, entry);
  // A text whose functions take more than numbers and lists says itself how it is run.
  if (/\bconst sampled = /.test(text))
    return draws.flatMap(new Function(`${text}\nreturn sampled`)()).flatMap(flat);
  const { name, node } = entry;
  const path = name.replace(/@\d+$/, "");
  const derivative = new Function(`${text}\nreturn ${path}`)() as (...args: unknown[]) => unknown;
  return draws.flatMap((draw) => {
    const args = node.params.map((parameter, index) =>
      parameter.type === "Identifier" && listNames.has(parameter.name)
        ? [0, 1, 2].map((at) => draw[(index + at) % draw.length])
        : draw[index % draw.length],
    );
    return flat(derivative(...args));
  });
}

function flat(value: unknown): number[] {
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(flat);
  return [Number(value)];
}

/** Whether two derivatives differ anywhere that both were asked. */
export function differ(before: readonly number[], after: readonly number[]): boolean {
  return before.some((a, index) => {
    const b = after[index] ?? Number.NaN;
    if (!Number.isFinite(a)) return false;
    return !(Math.abs(a - b) <= 1e-6 * Math.max(Math.abs(a), Math.abs(b)));
  });
}
