import { svg } from "lit";
import { shortened } from "../layout/measure.ts";
import { formatNumber } from "../model/numbers.ts";
import { type Frame, type Span, scalesOf, spread } from "./frame.ts";

/** How wide a letter of an axis' name is. */
const LETTER = 7.3;

/** Two lines with round numbers along them, and where the one crosses 0 on the other. */
export function axesView(frame: Frame) {
  const { width, height, xs, ys, names } = frame;
  const { x, y } = spread(frame);
  const { x: column, y: row } = scalesOf(frame);
  const across = column
    .ticks(Math.min(8, width / 80))
    .filter((place) => !frame.isCounted || Number.isInteger(place));
  const upright = row.ticks(Math.min(8, height / 36));
  const longest = Math.floor((x.to - x.from) / LETTER);
  return svg`
    <g class="zero">
      ${zeroIn(ys).map((zero) => svg`<line x1=${x.from} x2=${x.to} y1=${row(zero)} y2=${row(zero)} />`)}
      ${zeroIn(xs).map((zero) => svg`<line x1=${column(zero)} x2=${column(zero)} y1=${y.to} y2=${y.from} />`)}
    </g>
    <g class="frame">
      <line x1=${x.from} x2=${x.from} y1=${y.to} y2=${y.from} />
      <line x1=${x.from} x2=${x.to} y1=${y.from} y2=${y.from} />
    </g>
    <g class="ticks across">
      ${textsOf(across).map((text, place) => svg`<text x=${column(across[place] as number)} y=${y.from + 14}>${text}</text>`)}
    </g>
    <g class="ticks upright">
      ${textsOf(upright).map((text, place) => svg`<text x=${x.from - 5} y=${row(upright[place] as number)} dy="0.32em">${text}</text>`)}
    </g>
    <text class="axis-name across" x=${x.to} y=${height - 4}>${shortened(names.x, longest)}</text>
    <text class="axis-name" x="3" y="12">${shortened(names.y, longest)}</text>
  `;
}

/** With as many digits as tell one tick from the next. */
function textsOf(places: readonly number[]): readonly string[] {
  const [first = 0, second = 1] = places;
  const largest = Math.max(...places.map(Math.abs), 0);
  const digits = Math.ceil(Math.log10(largest / (second - first))) + 1;
  const shown = Math.min(10, Math.max(3, digits));
  return places.map((place) => formatNumber(place, shown));
}

function zeroIn([low, high]: Span): readonly number[] {
  return low < 0 && high > 0 ? [0] : [];
}
