import type { Plot } from "../core/analysis/hover/plot.ts";
import { formatNumber } from "../core/util/formatNumber.ts";
import type { ThemeKind } from "../protocol/requests.ts";

const WIDTH = 240;
export const PLOT_HEIGHT = 112;
const MARGIN = 6;
/** Room for the numbers below. */
const FOOT = 14;

const colours: Readonly<
  Record<ThemeKind, { readonly curve: string; readonly tangent: string; readonly axis: string }>
> = {
  dark: { curve: "#4daafc", tangent: "#ffa657", axis: "#9d9d9d" },
  light: { curve: "#005fb8", tangent: "#c25b00", axis: "#6b6b6b" },
  highContrast: { curve: "#6fc3ff", tangent: "#ffb000", axis: "#ffffff" },
  highContrastLight: { curve: "#0f4a85", tangent: "#8a3b00", axis: "#292929" },
};

/** Beyond it differences of values overflow. */
const LARGEST = 1e300;

/** The curve, the tangent at the sample point and the ends of the range, as an SVG in the theme's colours. */
export function plotPicture({ points, at }: Plot, theme: ThemeKind): string {
  const { curve, tangent, axis } = colours[theme];
  const first = points[0]?.x ?? 0;
  const last = points.at(-1)?.x ?? 1;
  const [low, high] = heights(points.map(({ y }) => y).filter(Number.isFinite), at.y);
  const bottom = PLOT_HEIGHT - FOOT;
  const left = (x: number) => MARGIN + ((x - first) / (last - first || 1)) * (WIDTH - 2 * MARGIN);
  const top = (y: number) => bottom - MARGIN - ((y - low) / (high - low)) * (bottom - 2 * MARGIN);
  const place = (x: number, y: number) => `${round(left(x))} ${round(top(y))}`;
  const lineAt = (x: number) => place(x, at.y + at.slope * (x - at.x));
  const label = (x: number, anchor: string) =>
    `<text x="${round(left(x))}" y="${PLOT_HEIGHT - 3}" text-anchor="${anchor}">${formatNumber(x, 3)}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${PLOT_HEIGHT}" fill="none">`,
    `<clipPath id="c"><rect width="${WIDTH}" height="${bottom}"/></clipPath>`,
    `<g clip-path="url(#c)">`,
    low < 0 && high > 0 ? line(place(first, 0), place(last, 0), axis, 0.5) : "",
    first < 0 && last > 0 ? line(place(0, low), place(0, high), axis, 0.5) : "",
    Number.isFinite(at.slope) ? line(lineAt(first), lineAt(last), tangent, 1.5, "5 3") : "",
    `<path d="${pathOf(points, low, high, place)}" stroke="${curve}" stroke-width="2" stroke-linejoin="round"/>`,
    `<circle cx="${round(left(at.x))}" cy="${round(top(at.y))}" r="3.5" fill="${tangent}"/></g>`,
    line(`0 ${bottom}`, `${WIDTH} ${bottom}`, axis, 0.5),
    `<g fill="${axis}" font-family="sans-serif" font-size="10">`,
    `${label(first, "start")}${label(at.x, "middle")}${label(last, "end")}</g></svg>`,
  ].join("");
}

/** The middle nine tenths of the values, the point itself and a little air: poles do not flatten the rest. */
function heights(values: readonly number[], y: number): readonly [number, number] {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) =>
    Math.min(Math.max(sorted[Math.round(share * (sorted.length - 1))] ?? y, -LARGEST), LARGEST);
  const low = Math.min(at(0.05), Math.max(y, -LARGEST));
  const high = Math.max(at(0.95), Math.min(y, LARGEST));
  const air = (high - low) * 0.12 || Math.max(1, Math.abs(y)) * 0.5;
  return [low - air, high + air];
}

/** A new stroke after each gap, and where the curve leaves the picture and comes back from the other side. */
function pathOf(
  points: Plot["points"],
  low: number,
  high: number,
  place: (x: number, y: number) => string,
): string {
  const span = high - low;
  let path = "";
  let before: number | undefined;
  for (const { x, y } of points) {
    if (!Number.isFinite(y)) {
      before = undefined;
      continue;
    }
    const shown = Math.min(Math.max(y, low - span), high + span);
    const isBroken = before === undefined || Math.abs(shown - before) > 2 * span;
    path += `${isBroken ? "M" : "L"}${place(x, shown)}`;
    before = shown;
  }
  return path;
}

function line(from: string, to: string, colour: string, width: number, dashes = ""): string {
  const dashed = dashes === "" ? "" : ` stroke-dasharray="${dashes}"`;
  return `<path d="M${from}L${to}" stroke="${colour}" stroke-width="${width}"${dashed}/>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
