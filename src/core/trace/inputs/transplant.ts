import { nodeRange } from "../../syntax/ast.ts";
import { declaredNames } from "../../syntax/declaredNames.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import { lookUp } from "../functions/scope.ts";
import type {
  CapturedCall,
  Machine,
  ObjectValue,
  PrivateName,
  Property,
  Scope,
  Value,
} from "../machine.ts";
import { evaluateModule, openFile } from "../modules/moduleScope.ts";
import { isReference } from "../values/numbers.ts";
import { prototypeOf } from "../values/prototypes.ts";
import { isCallable } from "../values/value.ts";
import { peek } from "./holes.ts";

/** Where something stands that a file holds at its top: `methods.cost`. */
interface TopPlace {
  readonly module: ParsedModule | undefined;
  readonly name: string;
  readonly keys: readonly string[];
}

type World = Pick<CapturedCall, "files" | "globals">;

const maximumLevels = 3;
const maximumMembers = 200;

/**
 * Copies values of another run into this one. What stands at the top of a file, classes above all, becomes what
 * the same file has there in this run, as nothing has changed it yet; so an instance is one of its class here too.
 */
export function transplanter(
  machine: Machine,
  world: World,
): {
  readonly copied: (value: Value) => Value;
  /** What belongs to a file. */
  readonly shared: ReadonlySet<Value>;
} {
  const places = placesAtTop(world);
  const copies = new Map<Value, Value>();
  const shared = new Set<Value>();
  return { copied, shared };

  function copied(raw: Value): Value {
    const value = peek(raw);
    if (!isReference(value)) return value;
    const known = copies.get(value);
    if (known !== undefined) return known;
    const place = places.get(value);
    const here = place && atPlace(machine, place);
    if (isReference(here) && here.kind === value.kind) {
      copies.set(value, here);
      shared.add(here);
      return here;
    }
    if (value.kind === "array") {
      const array = { ...value, elements: [] as Value[] };
      copies.set(value, array);
      for (const element of value.elements) array.elements.push(copied(element));
      if (value.named) array.named = membersOf(value.named);
      return array;
    }
    return value.kind === "object" ? copiedObject(value) : value;
  }

  function copiedObject(value: ObjectValue): Value {
    const { leftOutOf: _, privates, ...rest } = value;
    // Dates, bytes and collections keep their contents elsewhere.
    if (value.iterate || isOfTheLanguage(value)) return value;
    const object: ObjectValue = { ...rest, properties: new Map() };
    copies.set(value, object);
    const prototype = value.prototype && copied(value.prototype);
    if (typeof prototype === "object" && prototype?.kind === "object") object.prototype = prototype;
    for (const [key, property] of membersOf(value.properties)) object.properties.set(key, property);
    if (privates) object.privates = privatesOf(privates, object);
    return object;
  }

  function membersOf(properties: ReadonlyMap<string, Property>): Map<string, Property> {
    return new Map([...properties].map(([key, property]) => [key, copiedProperty(property)]));
  }

  function copiedProperty(property: Property): Property {
    return property.kind === "data" ? { ...property, value: copied(property.value) } : property;
  }

  /** `#name` is another name in each run of its class. */
  function privatesOf(
    privates: ReadonlyMap<PrivateName, Property>,
    { prototype }: ObjectValue,
  ): Map<PrivateName, Property> {
    const names = new Map<string, PrivateName>();
    for (let at = prototype; at; at = at.prototype) {
      const owner = ownerOf(at);
      if (typeof owner !== "object" || owner?.kind !== "class") continue;
      for (const name of owner.privateNames.values())
        if (!names.has(name.text)) names.set(name.text, name);
    }
    return new Map(
      [...privates].map(([name, property]) => [
        names.get(name.text) ?? name,
        copiedProperty(property),
      ]),
    );
  }
}

function ownerOf(prototype: ObjectValue): Value {
  const made = prototype.properties.get("constructor");
  return made?.kind === "data" ? made.value : undefined;
}

function isOfTheLanguage({ prototype }: ObjectValue): boolean {
  const owner = prototype && ownerOf(prototype);
  return typeof owner === "object" && owner?.kind === "builtin";
}

function placesAtTop({ files, globals }: World): ReadonlyMap<Value, TopPlace> {
  const places = new Map<Value, TopPlace>();
  for (const [module, { scope }] of files) readScope(scope, module);
  readScope(globals, undefined);
  return places;

  function readScope(scope: Scope, module: ParsedModule | undefined): void {
    for (const [name, { value, state }] of scope.bindings)
      if (state === "ready") visit(value, { module, name, keys: [] });
  }

  function visit(value: Value, place: TopPlace): void {
    if (!isReference(value) || places.has(value)) return;
    places.set(value, place);
    if (value.kind === "array" || place.keys.length >= maximumLevels) return;
    const below = (key: string): TopPlace => ({ ...place, keys: [...place.keys, key] });
    if (value.kind === "class") visit(value.prototype, below("prototype"));
    if (value.properties.size > maximumMembers) return;
    for (const [key, property] of value.properties)
      if (property.kind === "data") visit(property.value, below(key));
  }
}

function atPlace(machine: Machine, { module, name, keys }: TopPlace): Value {
  let value = module ? topOf(machine, module, name) : lookUp(machine.globals, name)?.value;
  for (const key of keys) {
    if (!isReference(value) || value.kind === "array") return undefined;
    if (key === "prototype" && isCallable(value)) value = prototypeOf(value);
    else {
      const property: Property | undefined = value.properties.get(key);
      value = property?.kind === "data" ? property.value : undefined;
    }
  }
  return value;
}

function topOf(machine: Machine, module: ParsedModule, name: string): Value {
  const known = [machine.root, ...machine.files.keys()].find(({ uri }) => uri === module.uri);
  const own = machine.inFile(known ?? module);
  const statement = own.module.program.body.find((each) => declaredNames(each).includes(name));
  const scope = statement ? evaluateModule(own, nodeRange(statement)) : openFile(own).scope;
  const binding = lookUp(scope, name);
  return binding?.state === "ready" ? binding.value : undefined;
}
