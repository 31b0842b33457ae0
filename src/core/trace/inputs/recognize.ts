import { type Node, nodeRange } from "../../syntax/ast.ts";
import { classesIn, heirsAmong, isAbstract } from "../../syntax/classFacts.ts";
import { declaringModule, importedNames } from "../../syntax/declaringModule.ts";
import { exportsOf } from "../../syntax/exports.ts";
import { Decline, UserThrow } from "../decline.ts";
import { lookUp } from "../functions/scope.ts";
import type { Callable, Machine, ObjectValue } from "../machine.ts";
import { exportBinding } from "../modules/exportBindings.ts";
import { evaluateModule } from "../modules/moduleScope.ts";
import { getMember } from "../values/members.ts";
import { inherited } from "../values/properties.ts";
import { prototypeOf } from "../values/prototypes.ts";
import { isCallable } from "../values/value.ts";
import type { Cell } from "./cell.ts";
import { classAround, classCandidates } from "./classCandidates.ts";
import { typeWithMethod } from "./hostMethods.ts";
import type { Point } from "./point.ts";
import { ask, type Want } from "./questions.ts";

/**
 * What was known by its use alone turns out to be an instance, by a method that is asked of it: from here
 * on it is one, and the next run makes it at once. True when that happened.
 */
export function becomesInstance(
  machine: Machine,
  object: ObjectValue,
  key: string,
  site: Node,
): boolean {
  const cell = object.elastic;
  if (cell?.shape.kind !== "object" || cell.path === "this") return false;
  const { questions, instances } = machine;
  if ((questions.answers.get(cell.path) ?? "present") !== "present") return false;
  // Helpers in other files ask whether there is such a method, and take arrays and numbers too.
  if (machine.module !== machine.root && !isCalled(site)) return false;
  // What an imported function is given came from this file, which knows what it is.
  const { search } = questions.given;
  const keys = [...object.properties.keys()];
  const written = classCandidates(machine.root, cell.path, key, keys, search);
  const host = typeWithMethod(key);
  const known = host === undefined ? extendedClasses(machine, key, site) : [host];
  const names = written.length > 0 ? written : known;
  const [className, ...others] = names;
  if (className === undefined) return false;
  const samples = samplesOf(cell);
  const made = instances.make(machine, className, cell.path, site, samples);
  if (typeof made !== "object" || made?.kind !== "object") return false;
  ask(questions, cell.path, [...others.map((instance): Want => ({ instance })), "object"]);
  questions.classes.set(cell.path, className);
  cell.shape = { kind: "instance", className, written: samples };
  for (const [name, property] of made.properties)
    if (!object.properties.has(name)) object.properties.set(name, property);
  if (made.privates) object.privates = made.privates;
  object.prototype = made.prototype;
  delete object.elastic;
  return true;
}

/** The classes which the file imports and to which other files of the package gave a method of this name. */
function extendedClasses(machine: Machine, key: string, site: Node): readonly string[] {
  if (!machine.questions.isAmongOthers) return [];
  return importedNames(machine.root)
    .map(({ local }) => local)
    .filter((local) => {
      const owner = /^\p{Lu}/u.test(local) ? classNamed(machine, local, site) : undefined;
      const member = owner && inherited(machine, prototypeOf(owner), key);
      return member?.kind === "data" && isCallable(member.value);
    });
}

function isCalled(member: Node): boolean {
  return member.parent?.type === "CallExpression" && member.parent.callee === member;
}

function samplesOf({ shape }: Cell): Point {
  const written = new Map<string, number>();
  for (const field of shape.kind === "object" ? shape.fields.values() : []) {
    if (field.shape.kind === "number" && field.shape.sample !== undefined)
      written.set(field.path, field.shape.sample);
  }
  return written;
}

/** The class of this name, or of a member of a namespace, in the traced function's file: declared there or imported, for its type alone too. */
export function classNamed(machine: Machine, name: string, site: Node): Callable | undefined {
  const { budget } = machine;
  const { depth } = budget;
  try {
    const root = machine.inFile(machine.root);
    const scope = root.files.get(root.module)?.scope;
    const [first = "", member] = name.split(".");
    const found = scope && lookUp(scope, first)?.value;
    // `THREE.Vector3`, of a namespace.
    const known = member === undefined ? found : found && getMember(root, found, member, site);
    const value = isCallable(known)
      ? known
      : (declaredClass(root, name, site) ?? neighbouringClass(root, name, site));
    return isCallable(value) && value.kind !== "builtin" ? value : undefined;
  } catch (thrown) {
    if (!(thrown instanceof Decline) && !(thrown instanceof UserThrow)) throw thrown;
    budget.depth = depth;
    return undefined;
  }
}

/**
 * A class that only a doc comment speaks of stands in the file beside that is called like it, or like its
 * namespace: `@param {planet.Planet} earth`, where nothing else of planet.js is used; or else anywhere in the
 * project.
 */
function neighbouringClass(root: Machine, name: string, site: Node) {
  const [file = "", member = file] = name.split(".");
  const link = root.module.link(`./${file}`, "import");
  if (link.kind !== "module" || !classesIn(link.module.program).has(member)) {
    const found = classAround(root.module, member);
    if (!found) return undefined;
    return exportBinding(root, { kind: "module", module: found.module }, found.exported, site)
      .value;
  }
  const { named } = exportsOf(link.module.program);
  return exportBinding(root, link, named.has(member) ? member : "default", site).value;
}

/** A class that is only there to be extended is stood for by the first of the file that extends it. */
export function concreteClass(machine: Machine, owner: Callable, site: Node): Callable {
  if (owner.kind !== "class") return owner;
  const classes = classesIn(machine.root.program);
  const facts = classes.get(owner.name);
  if (!facts || !isAbstract(classes, facts)) return owner;
  const [heir] = heirsAmong(classes, facts);
  return (heir && classNamed(machine, heir.name, site)) ?? owner;
}

function declaredClass(root: Machine, name: string, site: Node) {
  const { module } = root;
  const own = classesIn(module.program).get(name);
  if (own) return lookUp(evaluateModule(root, nodeRange(own.statement)), name)?.value;
  const imported = importedNames(module).find(({ local }) => local === name);
  if (!imported) return undefined;
  const declared = declaringModule(module, imported);
  // An interface is no class; a file that is not read has none either.
  if (!declared || !classesIn(declared.module.program).has(declared.name)) return undefined;
  const link = module.link(imported.specifier, imported.style);
  return exportBinding(root, link, imported.name, site).value;
}
