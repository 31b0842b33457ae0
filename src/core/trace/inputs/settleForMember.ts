import type { Node } from "../../syntax/ast.ts";
import type { Hole, Machine, Value } from "../machine.ts";
import { classCandidates } from "./classCandidates.ts";
import { flagValues } from "./flagValues.ts";
import { isHole, peek, settle } from "./holes.ts";
import { typeWithMethod } from "./hostMethods.ts";
import { fittingText } from "./patternUse.ts";
import { ask } from "./questions.ts";

/** Methods that text alone has, though not those whose names other things use as well (`sub`, `match`). */
const textMethods = new Set(
  "charAt charCodeAt codePointAt endsWith normalize padEnd padStart replace replaceAll split startsWith substr substring toLowerCase toUpperCase trim trimEnd trimStart".split(
    " ",
  ),
);

/** Methods to which text is known by the pattern that they are given. */
const patternMethods = new Set(["match", "matchAll", "search"]);

/** What an input is that is text: one of those it is compared with, else one that is a number too. */
function settleText(machine: Machine, hole: Hole, site: Node): Value {
  const operand = site.type === "MemberExpression" ? site.object : undefined;
  const texts = flagValues(machine.module, operand).filter((flag) => typeof flag === "string");
  ask(
    machine.questions,
    hole.cell.path,
    texts.map((plain) => ({ plain })),
  );
  return settle(machine, hole, { plain: texts[0] ?? "1" }, site);
}

/** Settles an input by the member that is asked of it: which kind of thing has one of that name? */
export function settleForMember(
  machine: Machine,
  raw: Value,
  key: string | number,
  site: Node,
): Value {
  if (!isHole(raw) || raw.settled) return peek(raw);
  if (textMethods.has(String(key)) && isCalled(site)) return settleText(machine, raw, site);
  const fitting =
    isCalled(site) && patternMethods.has(String(key))
      ? fittingText(machine.module, site.parent)
      : undefined;
  if (fitting !== undefined) return settle(machine, raw, { plain: fitting }, site);
  const className = isCalled(site) ? typeWithMethod(String(key)) : undefined;
  // A class of the program that has such a method comes before a type of the language.
  if (
    className !== undefined &&
    classCandidates(machine.root, raw.cell.path, String(key), [], machine.questions.given.search)
      .length === 0
  )
    return settle(machine, raw, { instance: className }, site);
  // Of all that has a `valueOf` or a `toString`, numbers and dates are asked for it, and both mean a number.
  const isNumber =
    key === "valueOf" || key === "toString"
      ? isCalled(site)
      : key in Number.prototype && !(key in Object.prototype);
  if (isNumber) return settle(machine, raw, "number", site);
  const isArray =
    typeof key === "number" ||
    (key === "length" ? !isCalled(site) : key in Array.prototype && !(key in Object.prototype));
  // What is told by a member may be something that has none of that name: `value.kind === "matrix"`.
  if (!isArray && isToldApart(site)) ask(machine.questions, raw.cell.path, ["array", "number"]);
  return settle(machine, raw, isArray ? "array" : "object", site);
}

/** Whether a member is read to compare it with a text. */
function isToldApart({ parent }: Node): boolean {
  if (parent?.type !== "BinaryExpression" || !/^[!=]==?$/.test(parent.operator)) return false;
  return [parent.left, parent.right].some(
    (side) => side.type === "Literal" && typeof side.value === "string",
  );
}

/** `v.length()` is no array's length. */
function isCalled(site: Node): boolean {
  return site.parent?.type === "CallExpression" && site.parent.callee === site;
}
