/** Inputs that by their names follow each other: `min`, `value`, `max`, from the lowest to the highest. */
export interface Ladder {
  readonly paths: readonly string[];
  /** In the order in which they were read: which of the candidate's numbers are theirs. */
  readonly places: readonly number[];
}

/** Which word stands below which: as it is, and as the later part of a name. */
const pairs = [
  ["min", "max"],
  ["minimum", "maximum"],
  ["lo", "hi"],
  ["low", "high"],
  ["lower", "upper"],
  ["from", "to"],
  ["start", "end"],
  ["begin", "end"],
  ["near", "far"],
  ["edge0", "edge1"],
].map(([low = "", high = ""]) => ({
  low,
  high,
  isWord: new RegExp(`(?<![a-z])${low}(?![a-z])|(?<=[a-z\\d])${capital(low)}(?![a-z])`),
}));

/** What stands between them, where it stands beside them. */
const between = /^(?:x|t|v|val|value|n|num|number|open|close)$/;

/** The ladders among inputs whose numbers nobody said, each with its place in the order in which they were read. */
export function laddersOf(places: ReadonlyMap<string, number>): readonly Ladder[] {
  const taken = new Set<string>();
  const ladders: Ladder[] = [];
  for (const low of places.keys()) {
    const high = highersOf(low).find((path) => places.has(path) && !taken.has(path));
    if (high === undefined || taken.has(low)) continue;
    const owner = ownerOf(low);
    const inside = [...places.keys()].find(
      (path) =>
        !taken.has(path) &&
        between.test(nameOf(path)) &&
        (ownerOf(path) === owner || ownerOf(path) === ""),
    );
    const paths = [low, ...(inside === undefined ? [] : [inside]), high];
    for (const path of paths) taken.add(path);
    ladders.push({ paths, places: paths.map((path) => places.get(path) as number) });
  }
  return ladders;
}

/** A candidate's number for an input of a ladder: theirs in rising order. */
export function onLadder(
  ladders: readonly Ladder[],
  path: string,
  sampleAt: (place: number) => number,
): number | undefined {
  const ladder = ladders.find(({ paths }) => paths.includes(path));
  return ladder?.places.map(sampleAt).sort((a, b) => a - b)[ladder.paths.indexOf(path)];
}

/** `outMin` → `outMax`, `range.start` → `range.end`. */
function highersOf(path: string): readonly string[] {
  const [owner, name] = [ownerOf(path), nameOf(path)];
  return pairs.flatMap(({ low, high, isWord }) => {
    const word = isWord.exec(name)?.[0];
    if (word === undefined) return [];
    return [owner + name.replace(isWord, word === low ? high : capital(high))];
  });
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function ownerOf(path: string): string {
  return path.slice(0, path.length - nameOf(path).length);
}

/** The last name of a path; nothing of an element. */
function nameOf(path: string): string {
  return /[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.exec(path)?.[0] ?? "";
}
