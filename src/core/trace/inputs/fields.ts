import type { ObjectValue } from "../machine.ts";
import { type Cell, elasticObject, fieldPath } from "./cell.ts";
import { isFilled } from "./missing.ts";
import type { Questions } from "./questions.ts";
import { cellOfType } from "./typeCells.ts";

/** What an instance's constructor left out comes into being when it is read, or is only asked for. */
export function leaveOpen(
  instance: ObjectValue,
  path: string,
  questions: Pick<Questions, "answers">,
): ObjectValue {
  if (!isFilled(questions, path)) instance.leftOutOf = path;
  else {
    const fields = typedFields(instance, path);
    instance.elastic ??= { path, optional: false, shape: { ...elasticObject(), fields } };
  }
  return instance;
}

/** The fields of an instance for which its class writes a type, by their names. */
export function typedFields(instance: ObjectValue, path: string): Map<string, Cell> {
  const fields = new Map<string, Cell>();
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
