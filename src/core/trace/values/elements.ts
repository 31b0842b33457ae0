import type { Node } from "../../syntax/ast.ts";
import { decline } from "../decline.ts";
import { settle } from "../inputs/holes.ts";
import type { Machine, Value } from "../machine.ts";
import { raise } from "../raise.ts";
import { type Steps, stepsOfObject, stepsThrough } from "../steps.ts";
import { isTraced } from "./value.ts";

/** All that spread and its kin go over, at once. */
export function elementsOf(machine: Machine, raw: Value, site: Node): readonly Value[] {
  const value = settle(machine, raw, "array", site);
  if (typeof value === "object" && value?.kind === "array") return value.elements;
  const elements: Value[] = [];
  const steps = stepsOf(machine, value, site);
  for (let step = steps.next(); step; step = steps.next()) elements.push(step.value);
  return elements;
}

/** What for…of and `[a, b] = …` go over, one by one. */
export function stepsOf(machine: Machine, raw: Value, site: Node): Steps {
  const value = settle(machine, raw, "array", site);
  if (typeof value === "string") return stepsThrough([...value]);
  if (typeof value !== "object" || value === null || isTraced(value)) {
    const what = isTraced(value) ? "a number" : (value ?? `${value}`);
    return raise("TypeError", `${String(what)} cannot be gone over`, site);
  }
  if (value.kind === "array") return stepsThrough(value.elements);
  if (value.kind === "object" && (value.iterate || !value.elastic))
    return stepsOfObject(machine, value, site);
  return decline(
    "what is gone through here is not known to be a list: give the parameter a type, such as number[]",
    site,
  );
}
