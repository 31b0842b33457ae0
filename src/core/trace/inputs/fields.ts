import type { ObjectValue } from "../machine.ts";
import { type Cell, elasticObject, fieldPath } from "./cell.ts";
import { isFilled } from "./missing.ts";
import type { Questions } from "./questions.ts";
import { cellOfType } from "./typeCells.ts";

/** The inputs that fill what an instance's constructor left out, as far as its class writes their types. */
export type Filling = Map<string, Cell>;

/** What fills the instance at `path`, where it was said to be filled. */
export function fillingOf(
  instance: ObjectValue,
  path: string,
  questions: Pick<Questions, "answers">,
): Filling | undefined {
  return isFilled(questions, path) ? typedFields(instance, path) : undefined;
}

/** What an instance's constructor left out comes into being when it is read, or is only asked for. */
export function leaveOpen(
  instance: ObjectValue,
  path: string,
  fields: Filling | undefined,
): ObjectValue {
  if (!fields) instance.leftOutOf = path;
  else instance.elastic ??= { path, optional: false, shape: { ...elasticObject(), fields } };
  return instance;
}

/** The fields of an instance for which its class writes a type, by their names. */
function typedFields(instance: ObjectValue, path: string): Filling {
  const fields: Filling = new Map();
  for (let at = instance.prototype; at; at = at.prototype) {
    const made = at.properties.get("constructor");
    const owner = made?.kind === "data" ? made.value : undefined;
    if (typeof owner !== "object" || owner?.kind !== "class") continue;
    const { module } = owner.scope;
    for (const member of owner.node.body.body) {
      if (member.type !== "PropertyDefinition" || member.key.type !== "Identifier") continue;
      const { name } = member.key;
      const type = member.typeAnnotation?.typeAnnotation;
      if (module && type && !member.static && !fields.has(name))
        fields.set(name, cellOfType(module, type, fieldPath(path, name)));
    }
  }
  return fields;
}
