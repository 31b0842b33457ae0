import type { TapeOutput } from "../../tape/tape.ts";
import type { Cell } from "../../trace/inputs/cell.ts";
import { sameName, variablesOf } from "../pairs/affixes.ts";
import {
  type Group,
  groupsOf,
  numbersFirst,
  scalarCandidates,
  wrtLeaves,
  wrtText,
} from "./inputGroups.ts";
import { jacobianReadings } from "./jacobianReadings.ts";
import type { Component, Reading } from "./reading.ts";

/** What is known before any number is compared. */
export interface Signature {
  readonly cells: readonly Cell[];
  readonly outputs: readonly TapeOutput[];
  readonly isFree: (path: string) => boolean;
  /** What the name or tag says the derivative is taken of. */
  readonly wrt: readonly string[];
  readonly handOutputs: readonly TapeOutput[];
  /** Its name says that it gives a table of partial derivatives. */
  readonly isJacobian: boolean;
}

/** Every way to understand the result, likeliest first. */
export function readingsOf(signature: Signature): readonly Reading[] {
  const groups = groupsOf(signature.cells, signature.isFree);
  const named = signature.wrt.length > 0 ? wrtLeaves(groups, signature.wrt) : undefined;
  if (named?.length === 0) return [];
  const isScalar = signature.outputs.length === 1 && signature.outputs[0]?.path === "";
  return isScalar
    ? scalarReadings(signature, groups, named)
    : vectorReadings(signature, groups, named);
}

function scalarReadings(
  { handOutputs }: Signature,
  groups: readonly Group[],
  named: readonly string[] | undefined,
): readonly Reading[] {
  const paths = handOutputs.map(({ path }) => path);
  const reading = (leaves: readonly string[], at: readonly string[]): Reading => ({
    components: leaves.map((leaf, index) => ({ at: at[index] ?? "", output: 0, leaf })),
    wrt: wrtText(groups, leaves),
    diagonal: false,
  });
  if (paths.length === 1 && paths[0] === "") {
    const leaves = named ?? scalarCandidates(groups);
    return named && named.length > 1 ? [] : leaves.map((leaf) => reading([leaf], paths));
  }
  const records = paths.filter((path) => path.startsWith("."));
  if (records.length === 0) return listReadings(groups, named, paths, reading);
  const byName = recordComponents(groups, records);
  const found: Reading[] =
    byName.length > 0
      ? [
          {
            components: byName,
            wrt: wrtText(
              groups,
              byName.map(({ leaf }) => leaf),
            ),
            diagonal: false,
          },
        ]
      : [];
  // { gradient: […] } keeps the whole under one key.
  const inner = records.filter((path) => /^\.(grad|gradient|derivative|deriv|df|dx)\b/.test(path));
  if (found.length === 0 && inner.length > 0) {
    const leaves = named ?? scalarCandidates(groups);
    if (inner.length === 1) return leaves.map((leaf) => reading([leaf], inner));
    return listReadings(groups, named, inner, reading);
  }
  return found;
}

/** An array of partial derivatives: of everything, of one parameter, or of the first few. */
function listReadings(
  groups: readonly Group[],
  named: readonly string[] | undefined,
  paths: readonly string[],
  reading: (leaves: readonly string[], at: readonly string[]) => Reading,
): readonly Reading[] {
  const choices = named
    ? [named]
    : [
        groups.flatMap(({ leaves }) => leaves),
        ...groups.map(({ leaves }) => leaves),
        ...groups.map((_, count) => groups.slice(0, count + 1).flatMap(({ leaves }) => leaves)),
        groups.filter(({ name, leaves }) => leaves[0] === name).flatMap(({ leaves }) => leaves),
      ];
  // [0][1] is of Y[0][1], also where more of Y was looked at.
  for (const { name, leaves } of groups) {
    const own = new Set(leaves);
    const places = paths.map((path) => name + path);
    if (!named && places.every((path) => own.has(path))) choices.push(places);
  }
  const seen = new Set<string>();
  return choices.flatMap((leaves) => {
    const key = leaves.join(" ");
    if (leaves.length !== paths.length || seen.has(key)) return [];
    seen.add(key);
    return [reading(leaves, paths)];
  });
}

/** { dx, dy }: each key names its variable, with or without an affix. */
function recordComponents(
  groups: readonly Group[],
  paths: readonly string[],
): readonly Component[] {
  const all = groups.flatMap(({ leaves }) => leaves);
  return paths.flatMap((path) => {
    const [, key = "", rest = ""] = /^\.([^.[]+)(.*)$/.exec(path) ?? [];
    for (const name of variablesOf(key)) {
      const leaf =
        all.find((candidate) => candidate === name + rest) ??
        all.find((candidate) => candidate === `this.${name}${rest}`) ??
        all.find((candidate) => sameName(candidate, name + rest)) ??
        all.find((candidate) => sameName(lastPart(candidate), name + rest));
      if (leaf !== undefined) return [{ at: path, output: 0, leaf }];
    }
    return [];
  });
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

function vectorReadings(
  { outputs, handOutputs, isJacobian }: Signature,
  groups: readonly Group[],
  named: readonly string[] | undefined,
): readonly Reading[] {
  const count = outputs.length;
  const hand = handOutputs.map(({ path }) => path);
  const readings: Reading[] = [];
  const choices = named
    ? [named]
    : [...groups.map(({ leaves }) => leaves), groups.flatMap((g) => g.leaves)];
  // Beside a y, x is a coordinate: what a rotation is differentiated along is its angle.
  const isPlace =
    groups.some(({ name }) => name === "x") && groups.some(({ name }) => name === "y");
  const singles = named ?? (isPlace ? numbersFirst(groups) : scalarCandidates(groups));
  if (hand.length === count && (named === undefined || named.length === 1)) {
    const at = (index: number) =>
      hand.find((path) => path === outputs[index]?.path) ?? hand[index] ?? "";
    for (const leaf of singles) {
      if (choices.some((leaves) => leaves.length === count && leaves.includes(leaf))) continue;
      const components = outputs.map((_, output) => ({ at: at(output), output, leaf }));
      readings.push({ components, wrt: wrtText(groups, [leaf]), diagonal: false });
    }
  }
  for (const leaves of choices) {
    const wrt = wrtText(groups, leaves);
    if (leaves.length === count && hand.length === count) {
      const components = leaves.map((leaf, output) => ({ at: hand[output] ?? "", output, leaf }));
      readings.push({ components, wrt, diagonal: true });
    }
    if (hand.length === count * leaves.length && (leaves.length > 1 || count > 1)) {
      const components = outputs.flatMap((_, output) =>
        leaves.map((leaf, index) => ({
          at: hand[output * leaves.length + index] ?? "",
          output,
          leaf,
        })),
      );
      if (leaves.length > 1) readings.push({ components, wrt, diagonal: false });
    }
  }
  return isJacobian && named === undefined
    ? [...readings, ...jacobianReadings(groups, outputs, hand)]
    : readings;
}
