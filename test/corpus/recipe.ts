import type { Cell } from "../../src/core/trace/inputs/cell.ts";
import type { Callable, ObjectValue, Value } from "../../src/core/trace/machine.ts";
import { placeName } from "./exposed.ts";

/**
 * A value of the interpreter as something that can be made again in Node, with other numbers at its
 * leaves. Recipes may refer to each other in circles, as values do.
 */
export type Recipe =
  | { readonly kind: "plain"; readonly value: Plain }
  /** A number of the trace: an input leaf, or what it was. */
  | { readonly kind: "node"; readonly node: number; readonly value: number }
  /** Not settled when the function was called: what its use made of it. */
  | { readonly kind: "cell"; readonly cell: Cell }
  | {
      readonly kind: "array";
      readonly elements: readonly Recipe[];
      readonly typed: string | undefined;
    }
  | ObjectRecipe
  /** A function under the name it has in the file or in the language. */
  | { readonly kind: "function"; readonly name: string | undefined };

type Plain = string | number | boolean | null | undefined;

export interface ObjectRecipe {
  readonly kind: "object";
  readonly entries: readonly (readonly [string, Recipe])[];
  /** The class it is an instance of. */
  readonly className: string | undefined;
  /** What its constructor was called with. */
  readonly constructed: readonly Recipe[] | undefined;
  /** Its use may have shown more members since. */
  readonly cell: Cell | undefined;
}

/** Writes recipes for values as they are now; one writer for all values of a run. */
export function recipeWriter(): {
  readonly onConstructed: (path: string, instance: Value, args: readonly Value[]) => void;
  /** The instances that were made for inputs, by the inputs' paths. */
  readonly instances: ReadonlyMap<string, ObjectRecipe>;
  readonly recipeOf: (value: Value) => Recipe;
} {
  const constructed = new Map<Value, readonly Recipe[]>();
  const instances = new Map<string, ObjectRecipe>();
  const known = new Map<Value, Recipe>();
  return {
    instances,
    // The arguments may become part of the instance and change with it.
    onConstructed: (path, instance, args) => {
      const own = new Map<Value, Recipe>();
      constructed.set(
        instance,
        args.map((value) => recipe(value, own)),
      );
      const made = recipe(instance, own);
      if (made.kind === "object") instances.set(path, made);
    },
    recipeOf: (value) => recipe(value, known),
  };

  function recipe(value: Value, seen: Map<Value, Recipe>): Recipe {
    if (typeof value !== "object" || value === null)
      return { kind: "plain", value: value as Plain };
    const before = seen.get(value);
    if (before) return before;
    switch (value.kind) {
      case "traced":
        return value.isBoolean
          ? { kind: "plain", value: value.value !== 0 }
          : { kind: "node", node: value.node, value: value.value };
      case "hole":
        return value.settled
          ? recipe(value.settled.value, seen)
          : { kind: "cell", cell: value.cell };
      case "array": {
        const elements: Recipe[] = [];
        const array: Recipe = { kind: "array", elements, typed: value.typed };
        seen.set(value, array);
        elements.push(...value.elements.map((element) => recipe(element, seen)));
        return array;
      }
      case "object": {
        const entries: (readonly [string, Recipe])[] = [];
        const object: Recipe = {
          kind: "object",
          entries,
          className: classNameOf(value, constructed.has(value)),
          constructed: constructed.get(value),
          cell: value.elastic,
        };
        seen.set(value, object);
        for (const [key, property] of value.properties) {
          if (property.kind === "data" && typeof key === "string")
            entries.push([key, recipe(property.value, seen)]);
        }
        return object;
      }
      default:
        return { kind: "function", name: nameOf(value) };
    }
  }
}

/** Of the language's own types those alone are made again that an input is an instance of. */
function classNameOf(object: ObjectValue, isInput: boolean): string | undefined {
  const made = object.prototype?.properties.get("constructor");
  const owner = made?.kind === "data" ? made.value : undefined;
  if (typeof owner !== "object" || owner === null) return undefined;
  const isOwn = owner.kind === "class" || owner.kind === "closure";
  return isOwn || (isInput && owner.kind === "builtin") ? nameOf(owner) : undefined;
}

function nameOf(callable: Callable): string | undefined {
  if (callable.kind === "builtin") return callable.name;
  if (callable.node.type !== "ArrowFunctionExpression" && callable.node.id)
    return callable.node.id.name;
  const parent = callable.node.parent;
  return parent?.type === "VariableDeclarator" && parent.id.type === "Identifier"
    ? parent.id.name
    : placeName(callable.node);
}
