import type { FunctionEntry } from "../../src/core/syntax/functions.ts";
import type { Scene, Sight } from "./gradlensSide.ts";
import { numbersIn } from "./leaves.ts";
import { maker, Unreachable } from "./making.ts";
import type { LoadedFile, NodeFile } from "./nodeFile.ts";

/** What a call in Node came to. */
export type NodeResult =
  | {
      readonly kind: "returned";
      /** The numbers in what it gave; of a function that gives nothing, all it can have written to. */
      readonly numbers: ReadonlyMap<string, number>;
      /** It gives nothing, or only says whether it did something. */
      readonly worksAside: boolean;
      readonly holdsFunction: boolean;
      /** The numbers that it changed in its arguments or in what it was called on. */
      readonly changed: readonly string[];
    }
  | { readonly kind: "threw"; readonly message: string }
  /** The function, its class or a leaf of its instance is out of reach. */
  | { readonly kind: "unreachable"; readonly message: string };

/** One function of one file, to be called at any point. */
export interface NodeSide {
  call(point: CallPoint): NodeResult;
}

export interface CallPoint extends Pick<Sight, "leaves" | "pathOfNode" | "noise"> {
  readonly scene: Scene;
  /** Module state as it was when the file was loaded. */
  readonly isFresh: boolean;
  /** Whether to look for what it changes, which takes time. */
  readonly isWatched: boolean;
}

export function nodeSide(file: NodeFile, entry: FunctionEntry): NodeSide {
  let loaded: LoadedFile | undefined;
  return {
    call(point) {
      return withNoise(point.noise, () => {
        if (!loaded || point.isFresh) loaded = file.load();
        return callLoaded(loaded, entry, point);
      });
    },
  };
}

function callLoaded(
  { functions, named }: LoadedFile,
  entry: FunctionEntry,
  { scene, leaves, pathOfNode, isWatched }: CallPoint,
): NodeResult {
  const fn = functions.get(entry.name);
  if (!fn) return { kind: "unreachable", message: "it is not reached from outside" };
  const hidden = [...leaves.keys()].find((leaf) => /[.\]]#/.test(leaf));
  if (hidden !== undefined) return { kind: "unreachable", message: `${hidden} is private` };
  try {
    const { make, instance } = maker({ leaves, pathOfNode, instances: scene.instances, named });
    const ownSelf = fn.self ?? (scene.self.kind === "plain" ? scene.self.value : undefined);
    const self =
      entry.instanceOf !== undefined && scene.self.kind === "object"
        ? instance(scene.self, heirOf(fn.owner, named(scene.self.className ?? "")))
        : (ownSelf ?? make(scene.self));
    const args = scene.args.map(make);
    const places: Record<string, unknown> = {};
    for (const [index, name] of scene.names.entries()) places[name] = args[index];
    places.this = self;
    const before: ReadonlyMap<string, number> = isWatched ? numbersAt(places) : new Map();
    const result = fn.call(self, args);
    // What only says whether it did something works through what it was given.
    const isTruth = typeof result === "boolean";
    const worksAside = result === undefined || isTruth;
    const after: ReadonlyMap<string, number> =
      worksAside || isWatched
        ? numbersAt(isTruth ? { ...places, this: undefined } : places)
        : before;
    return {
      kind: "returned",
      numbers: worksAside ? after : numbersIn(result),
      worksAside,
      holdsFunction: holdsFunction(result),
      changed: [...after].flatMap(([path, value]) =>
        Object.is(before.get(path), value) ? [] : [path],
      ),
    };
  } catch (thrown) {
    const message = String((thrown as Error)?.message ?? thrown);
    return { kind: thrown instanceof Unreachable ? "unreachable" : "threw", message };
  }
}

/** The class that stood for one that is only there to be extended. */
function heirOf(owner: unknown, made: unknown): unknown {
  const isHeir =
    typeof made === "function" && typeof owner === "function" && made.prototype instanceof owner;
  return isHeir ? made : owner;
}

/** Numbers under the names of the things they are in: "out[0]", "this.x". */
function numbersAt(places: Readonly<Record<string, unknown>>): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  // What is reached on two ways is called after the first.
  const seen = new Set<unknown>();
  for (const [name, value] of Object.entries(places)) {
    if (typeof value !== "object" || value === null) continue;
    for (const [path, number] of numbersIn(value, seen))
      found.set(name === "" && path.startsWith(".") ? path.slice(1) : name + path, number);
  }
  return found;
}

function holdsFunction(result: unknown): boolean {
  if (typeof result === "function") return true;
  if (typeof result !== "object" || result === null) return false;
  return Object.values(result).some((value) => typeof value === "function");
}

/** Math.random and the clocks give the same numbers that they gave in the trace. */
function withNoise<T>(noise: readonly number[], work: () => T): T {
  const { random } = Math;
  const { now } = Date;
  const { now: elapsed } = performance;
  let drawn = 0;
  const next = () => noise[drawn++] ?? 0.5;
  Math.random = next;
  Date.now = next;
  performance.now = next;
  try {
    return work();
  } finally {
    Math.random = random;
    Date.now = now;
    performance.now = elapsed;
  }
}
