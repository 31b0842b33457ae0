import type { Node, NodeOf } from "../../syntax/ast.ts";
import { decline } from "../decline.ts";

import { isHole, peek, settle } from "../inputs/holes.ts";
import { ask } from "../inputs/questions.ts";
import type { Machine, PrivateName, Scope, Value } from "../machine.ts";
import { raise } from "../raise.ts";
import { type Key, setMember, toKey } from "../values/members.ts";
import { isReference } from "../values/numbers.ts";
import { privateNameAt } from "../values/privateNames.ts";
import { visibleKeys } from "../values/properties.ts";
import { nameOnTape, takesName } from "./binding.ts";

/** A member that will be assigned to: its object and its key are evaluated, before the value is. */
export interface MemberTarget {
  readonly object: Value;
  readonly key: Value | PrivateName;
}

export function targetOf(
  machine: Machine,
  node: NodeOf<"MemberExpression">,
  scope: Scope,
): MemberTarget {
  if (node.object.type === "Super") return decline("`super.x = …` is not read; use `this`", node);
  const object = machine.evaluate(node.object, scope);
  const { property } = node;
  if (node.computed) return { object, key: machine.evaluate(property, scope) };
  const isPrivate = property.type === "PrivateIdentifier";
  return {
    object,
    key: isPrivate ? privateNameAt(scope, `#${property.name}`, property) : plainKey(property),
  };
}

export function assignMember(
  machine: Machine,
  node: NodeOf<"MemberExpression">,
  target: MemberTarget,
  value: Value,
): void {
  const { object } = target;
  const key = isPrivateName(target.key)
    ? target.key
    : keyOn(machine, object, target.key, node.property);
  if (takesName(value)) nameOnTape(machine, memberName(machine, node, key), value);
  setMember(machine, object, key, value, node);
}

function isPrivateName(key: Value | PrivateName): key is PrivateName {
  return typeof key === "object" && key !== null && !("kind" in key);
}

export function plainKey(key: Node): Key {
  if (key.type === "Identifier") return key.name;
  if (key.type === "Literal") return typeof key.value === "number" ? key.value : String(key.value);
  return decline("this member name is not read", key);
}

export function memberKey(
  machine: Machine,
  node: Node & { computed: boolean; property: Node },
  scope: Scope,
  object?: Value,
): MemberKey {
  const { property } = node;
  if (node.computed) return keyOn(machine, object, machine.evaluate(property, scope), property);
  return property.type === "PrivateIdentifier"
    ? privateNameAt(scope, `#${property.name}`, property)
    : plainKey(property);
}

type MemberKey = Key | PrivateName;

/** An index that is an object is asked for its text only once it is known that there is something to index. */
function keyOn(machine: Machine, object: Value, raw: Value, site: Node): Key {
  if (typeof raw === "number" || typeof raw === "string") return raw;
  if (isReference(raw) && (object === undefined || object === null))
    raise("TypeError", `${object} has no members`, site);
  return toKey(machine, keyOfTable(machine, object, raw, site), site);
}

/** As many as are worth a try. */
const maximumNames = 4;

/** An unknown parameter that picks one of an object's named members is such a name. */
function keyOfTable(machine: Machine, raw: Value, key: Value, site: Node): Value {
  const object = peek(raw);
  if (!isHole(key) || key.settled || key.cell.shape.kind !== "unknown") return key;
  if (!isReference(object) || object.kind === "array" || ("elastic" in object && object.elastic))
    return key;
  const names = visibleKeys(object).slice(0, maximumNames);
  const [first] = names;
  if (first === undefined || names.some((name) => !Number.isNaN(Number(name)))) return key;
  ask(
    machine.questions,
    key.cell.path,
    names.map((plain) => ({ plain })),
  );
  return settle(machine, key, { plain: first }, site);
}

/** `p.x` and `y[2]`: the text of a member whose indices are known. */
export function memberName(machine: Machine, node: Node, key: MemberKey): string {
  if (node.type !== "MemberExpression") return "";
  const [start, end] = node.object.range;
  const object = machine.module.text.slice(start, Math.min(end, start + 40));
  if (typeof key === "number") return `${object}[${key}]`;
  return `${object}.${typeof key === "string" ? key : key.text}`;
}
