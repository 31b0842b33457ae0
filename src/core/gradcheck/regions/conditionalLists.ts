import type { ParsedModule } from "../../syntax/parsedModule.ts";
import type { Tally } from "../compare/tally.ts";
import type { Point } from "../replay/points.ts";
import type { Samples } from "../samples/samples.ts";
import { agreeingRegion, holdsAt } from "./conditional.ts";
import { unnamedRegion } from "./regionText.ts";

/** A form of a list for which formulas are often written, the form of its paths, and the same point with such a list. */
interface Form {
  readonly said: string;
  readonly path: RegExp;
  readonly given: (point: Point, list: string, paths: readonly string[]) => Point;
}

const forms: readonly Form[] = [
  {
    // A class that is known: one is 1, the others are 0. ∂/∂z of −Σ tᵢ log softmax(z)ᵢ is softmax(z)·Σt − t.
    said: "sums to 1",
    path: /^(.*)\[\d+\]$/,
    given: (point, _list, paths) => {
      const total = paths.reduce((sum, path) => sum + Math.abs(point.get(path) ?? 0), 0);
      return changed(point, paths, (path) => Math.abs(point.get(path) ?? 0) / total);
    },
  },
  {
    // ∂/∂x of ½·xᵀAx is ½·(A + Aᵀ)x.
    said: "is symmetric",
    path: /^(.*)\[\d+\]\[\d+\]$/,
    given: (point, list, paths) =>
      changed(point, paths, (path) => {
        const [row = 0, column = 0] = (path.slice(list.length).match(/\d+/g) ?? []).map(Number);
        const [low, high] = row < column ? [row, column] : [column, row];
        return point.get(`${list}[${low}][${high}]`) ?? 0;
      }),
  },
  {
    // Joint probabilities of pairs, one list row after row: ∂/∂qᵢⱼ of −Σ pᵢⱼ log(qᵢⱼ/Σq) asks for all three.
    said: "is a symmetric table, 0 on its diagonal, that sums to 1",
    path: /^(.*)\[\d+\]$/,
    given: (point, list, paths) => {
      const places = paths.map((path) => Number(/(\d+)\]$/.exec(path)?.[1]));
      const width = tableWidth(places);
      if (width === undefined) return point;
      const size = (place: number) => Math.abs(point.get(`${list}[${place}]`) ?? 0);
      const joint = places.map((place) => {
        const [row, column] = [Math.floor(place / width), place % width];
        return row === column ? 0 : size(place) + size(column * width + row);
      });
      const total = joint.reduce((sum, value) => sum + value, 0);
      return changed(point, paths, (path) => (joint[paths.indexOf(path)] ?? 0) / total);
    },
  },
];

/** A condition on a list that is not differentiated: "target sums to 1", on some branches or on all. */
export function agreeingList(
  module: ParsedModule,
  taken: Samples,
  tally: Tally,
  scale: number,
): string | undefined {
  const own = new Set(tally.reading.components.map(({ leaf }) => leaf));
  const [first] = taken.samples;
  const others = (first?.primal.tape.inputs ?? []).filter(
    ({ path, role }) => role !== "noise" && !own.has(path),
  );
  for (const { said, path: form, given } of forms) {
    const lists = new Map<string, string[]>();
    for (const { path } of others) {
      const list = form.exec(path)?.[1];
      if (list !== undefined) lists.set(list, [...(lists.get(list) ?? []), path]);
    }
    for (const [list, paths] of lists) {
      const moved = (point: Point) => given(point, list, paths);
      if (paths.length < 2) continue;
      if (holdsAt(taken, tally, scale, moved)) return `${list} ${said}`;
      const at = (point: Point) => taken.at(moved(point));
      const samples = taken.samples.flatMap(({ point }) => at(point) ?? []);
      const region = agreeingRegion(module, { ...taken, samples, at }, tally, scale, false);
      if (region !== undefined && region !== unnamedRegion) return `${region} and ${list} ${said}`;
    }
  }
  return undefined;
}

/** Of a square table written row after row; of its diagonal, which is 0, some may never be read. */
function tableWidth(places: readonly number[]): number | undefined {
  const width = Math.ceil(Math.sqrt(Math.max(...places) + 1));
  const beside = places.filter((place) => Math.floor(place / width) !== place % width);
  return width > 1 && beside.length === width * (width - 1) ? width : undefined;
}

function changed(point: Point, paths: readonly string[], value: (path: string) => number): Point {
  const next = new Map(point);
  for (const path of paths) next.set(path, value(path));
  return next;
}
