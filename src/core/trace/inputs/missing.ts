import { assignedFields } from "../../syntax/classFacts.ts";
import type { Machine, ObjectValue } from "../machine.ts";
import { ask, type Questions } from "./questions.ts";

/**
 * Many constructors leave fields to other methods: `init(data)` sets `this.size`, `fit(x, y)` sets `this.weights`.
 * An instance as its constructor left it is what code is read with first. Where such a field is missed, the
 * instance could also be one whose methods were called before.
 */
function questionOf(path: string): string {
  return `${path}*`;
}

export function asksForFields(question: string): boolean {
  return question.endsWith("*");
}

/** Whether the instance at `path` was said to be one whose methods were called before. */
export function isFilled({ answers }: Pick<Questions, "answers">, path: string): boolean {
  return answers.has(questionOf(path));
}

/** A member is read that the object does not have. */
export function noteMissing({ questions }: Machine, object: ObjectValue, key: string): void {
  if (object.leftOutOf !== undefined && isSetByMethods(object, key))
    ask(questions, questionOf(object.leftOutOf), ["present"]);
}

/** A member is read that the constructor left empty. */
export function noteEmpty({ questions }: Machine, { leftOutOf }: ObjectValue): void {
  if (leftOutOf !== undefined) ask(questions, questionOf(leftOutOf), ["present"]);
}

function isSetByMethods(object: ObjectValue, key: string): boolean {
  for (let at = object.prototype; at; at = at.prototype)
    for (const [name, member] of at.properties) {
      if (name === "constructor" || member.kind !== "data") continue;
      const { value } = member;
      const isMethod = typeof value === "object" && value?.kind === "closure";
      if (isMethod && assignedFields(value.node).has(key)) return true;
    }
  return false;
}
