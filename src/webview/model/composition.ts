import type { NodeId } from "../../core/tape/tape.ts";
import { type Along, alongChain, valuesBeside } from "./alongChain.ts";
import { type Curve, curveOver } from "./curve.ts";
import type { Level } from "./level.ts";
import { type Path, productOf, type Rate } from "./paths.ts";

/** One of the two functions a chain is cut into, with its tangent where it stands. */
export interface Half {
  readonly inputName: string;
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly slope: number;
  readonly curve: Curve;
}

/** outer(inner(x)): what the inner one gives is what the outer one stands at. */
export interface Composition {
  readonly inner: Half;
  /** None where the whole chain is a single link. */
  readonly outer: Half | undefined;
}

/** The links up to `cut` are the inner function, those behind it the outer one. */
export function compositionOf(
  level: Level,
  { rates }: Path,
  cut: NodeId | undefined,
  values: Float64Array,
  range: { readonly min: number; readonly max: number },
): Composition | undefined {
  const count = innerLength(rates, cut);
  const inner = halfOf(level, rates.slice(0, count), values, range);
  if (!inner) return undefined;
  if (count === rates.length) return { inner, outer: undefined };
  const { low, high } = inner.curve;
  const across = { min: Math.min(low, inner.y), max: Math.max(high, inner.y) };
  const outer = halfOf(level, rates.slice(count), values, across);
  return outer && { inner, outer };
}

/** Where nothing is chosen, half of the links, the shorter half inside. */
export function innerLength(rates: readonly Rate[], cut: NodeId | undefined): number {
  const chosen = rates.findIndex(({ to }) => to === cut) + 1;
  return chosen > 0 && chosen < rates.length ? chosen : Math.max(1, Math.floor(rates.length / 2));
}

function halfOf(
  level: Level,
  links: readonly Rate[],
  values: Float64Array,
  range: { readonly min: number; readonly max: number },
): Half | undefined {
  const [first, last] = [links[0], links.at(-1)];
  const along = alongChain(level, links, values);
  if (!first || !last || !along) return undefined;
  return {
    inputName: level.name(first.from),
    name: level.name(last.to),
    x: values[first.from] as number,
    y: values[last.to] as number,
    slope: productOf(links),
    curve: sampled(level, links, values, range, along),
  };
}

/** Two plots stand side by side, and are drawn in a frame of a drag. */
const POINTS = 101;

interface Sampled {
  /** All that the curve depends on: the span, and what enters from beside the chain. */
  readonly about: readonly number[];
  readonly curve: Curve;
}

const known = new WeakMap<Level, Map<string, Sampled>>();

/** The curve of the frame before as long as nothing has moved but what it is drawn over. */
function sampled(
  level: Level,
  links: readonly Rate[],
  values: Float64Array,
  range: { readonly min: number; readonly max: number },
  along: Along,
): Curve {
  const curves = known.get(level) ?? new Map<string, Sampled>();
  known.set(level, curves);
  const key = links.map(({ from, to }) => `${from}>${to}`).join(" ");
  const about = [range.min, range.max, ...valuesBeside(level, links, values)];
  const before = curves.get(key);
  if (before && isSame(before.about, about)) return before.curve;
  const curve = curveOver(along, range, POINTS);
  curves.set(key, { about, curve });
  return curve;
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, index) => Object.is(value, b[index]));
}
