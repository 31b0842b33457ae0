import type { Cell } from "../../src/core/trace/inputs/cell.ts";
import { type LeafValues, typedArray } from "./leaves.ts";
import type { ObjectRecipe, Recipe } from "./recipe.ts";

/** Something that cannot be made in Node as it was in the trace. */
export class Unreachable extends Error {}

export interface Ingredients {
  readonly leaves: LeafValues;
  /** The leaf at each input node of the tape. */
  readonly pathOfNode: ReadonlyMap<number, string>;
  /** What was made for inputs that are instances. */
  readonly instances: ReadonlyMap<string, ObjectRecipe>;
  /** What a name of the file stands for in Node. */
  readonly named: (name: string) => unknown;
}

/** Makes the values that recipes describe; what was one value is one again. */
export function maker({ leaves, pathOfNode, instances, named }: Ingredients) {
  const made = new Map<Recipe, unknown>();
  return { make, instance };

  function make(recipe: Recipe): unknown {
    if (made.has(recipe)) return made.get(recipe);
    switch (recipe.kind) {
      case "plain":
        return recipe.value;
      case "node":
        return leaves.get(pathOfNode.get(recipe.node) ?? "") ?? recipe.value;
      case "cell":
        return fromCell(recipe.cell);
      case "array": {
        if (recipe.typed !== undefined)
          return typedArray(recipe.typed, recipe.elements.map(make) as number[]);
        const array: unknown[] = [];
        made.set(recipe, array);
        for (const element of recipe.elements) array.push(make(element));
        return array;
      }
      case "object": {
        if (recipe.className !== undefined) return instance(recipe, classNamed(recipe.className));
        const object = {};
        made.set(recipe, object);
        fill(object, recipe);
        return object;
      }
      case "function":
        return functionOf(recipe.name);
    }
  }

  /** By the real class and its own constructor, with the numbers of the trace put in afterwards. */
  function instance(recipe: ObjectRecipe, owner: unknown): object {
    if (typeof owner !== "function")
      throw new Unreachable(`the class ${recipe.className} is not reached from outside`);
    const object: object = recipe.constructed
      ? Reflect.construct(owner, recipe.constructed.map(make))
      : Object.create(owner.prototype);
    made.set(recipe, object);
    fill(object, recipe);
    return object;
  }

  /** What the use of an input showed it to be. */
  function fromCell({ path, shape, optional }: Cell): unknown {
    switch (shape.kind) {
      case "number":
        return leaves.get(path) ?? shape.sample ?? 1;
      case "plain":
        return shape.value;
      case "array": {
        const elements = shape.elements.map(fromCell);
        return shape.typed === undefined ? elements : typedArray(shape.typed, elements as number[]);
      }
      case "object":
        return Object.fromEntries([...shape.fields].map(([key, field]) => [key, fromCell(field)]));
      case "instance": {
        const recipe = instances.get(path);
        if (!recipe) throw new Unreachable(`${path} is an instance that is not known`);
        const object = instance(recipe, classNamed(shape.className));
        setLeaves(object, path);
        return object;
      }
      case "function":
        throw new Unreachable(`${path} is a function`);
      default:
        // Asked for nothing but to be there, it was, and was nothing else that is there.
        return optional ? undefined : {};
    }
  }

  /** An instance that came into being during the run is known by its leaves alone. */
  function setLeaves(object: object, path: string): void {
    for (const [leaf, value] of leaves) {
      if (!leaf.startsWith(`${path}.`)) continue;
      const steps = stepsOf(leaf.slice(path.length + 1));
      const last = steps.pop();
      const holder = steps.reduce(member, object as unknown);
      if (last === undefined || typeof holder !== "object" || holder === null)
        throw new Unreachable(`${leaf} is not reached from outside`);
      (holder as Record<string, unknown>)[last] = value;
    }
  }

  function fill(object: object, recipe: ObjectRecipe): void {
    const place = object as Record<string, unknown>;
    for (const [key, value] of recipe.entries) {
      if (key.startsWith("#")) {
        if (value.kind !== "plain" && value.kind !== "function")
          throw new Unreachable(`${key} is private`);
      } else place[key] = merged(place[key], value);
    }
    if (recipe.cell?.shape.kind !== "object") return;
    const known = new Set(recipe.entries.map(([key]) => key));
    for (const [key, field] of recipe.cell.shape.fields) {
      if (!known.has(key)) place[key] = fromCell(field);
    }
  }

  /** What the constructor made stays where the trace knows no better. */
  function merged(before: unknown, recipe: Recipe): unknown {
    if (recipe.kind === "function" && before !== undefined) return before;
    if (typeof before !== "object" || before === null) return make(recipe);
    if (recipe.kind === "array") {
      const elements = before as { [index: number]: unknown; length: number };
      if (elements.length !== recipe.elements.length || made.has(recipe)) return make(recipe);
      made.set(recipe, before);
      for (const [index, element] of recipe.elements.entries())
        elements[index] = merged(elements[index], element);
      return before;
    }
    if (recipe.kind !== "object" || made.has(recipe)) return make(recipe);
    made.set(recipe, before);
    fill(before, recipe);
    return before;
  }

  /** One of the file, or one of the language. */
  function classNamed(name: string): unknown {
    return named(name) ?? member(globalThis, name);
  }

  function functionOf(name: string | undefined): unknown {
    const own = name === undefined ? undefined : named(name);
    const known = own ?? name?.split(".").reduce(member, globalThis as unknown);
    if (typeof known === "function") return known;
    throw new Unreachable(`the function ${name ?? "given"} is not reached from outside`);
  }
}

/** The members on the way to a leaf: `a[0]["two words"]` is a, 0, two words. */
function stepsOf(path: string): string[] {
  return Array.from(
    path.matchAll(/\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|\.?([^.[\]]+)/g),
    ([, index, quoted, key]) => index ?? key ?? (JSON.parse(`"${quoted}"`) as string),
  );
}

function member(holder: unknown, key: string): unknown {
  return (holder as Record<string, unknown> | undefined)?.[key];
}
