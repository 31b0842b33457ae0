import {
  childrenOf,
  type FunctionNode,
  isFunctionNode,
  type Node,
  type NodeOf,
  nodeRange,
} from "../../syntax/ast.ts";
import type { FunctionEntry } from "../../syntax/functions.ts";
import { parameterName } from "../../syntax/names.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import { basesOf, sameName } from "./affixes.ts";
import { isDerivativeKey } from "./memberKeys.ts";

/** Two functions handed to one constructor, whose parameters or fields say which is the derivative. */
export interface Construction {
  readonly primal: FunctionEntry;
  readonly derivative: FunctionEntry;
}

/** The two places of a constructor's parameters, and what they are called. */
interface Places {
  readonly primal: number;
  readonly derivative: number;
  readonly names: readonly string[];
}

/** `new Activation((x) => …, (y) => …)` at the top level of the file. */
export function constructionsIn(module: ParsedModule): readonly Construction[] {
  const constructors = constructorsIn(module);
  if (constructors.size === 0) return [];
  return module.program.body.flatMap((statement) =>
    newExpressionsIn(statement).flatMap((made) => {
      const places =
        made.callee.type === "Identifier" ? constructors.get(made.callee.name) : undefined;
      const pair = places && pairOf(module, statement, made, places);
      return pair ? [pair] : [];
    }),
  );
}

function pairOf(
  module: ParsedModule,
  statement: Node,
  made: NodeOf<"NewExpression">,
  { primal, derivative, names }: Places,
): Construction | undefined {
  const entry = (place: number) =>
    entryOf(module, statement, made, made.arguments[place], names[place] ?? "");
  const found = { primal: entry(primal), derivative: entry(derivative) };
  return found.primal && found.derivative && found.primal !== found.derivative
    ? (found as Construction)
    : undefined;
}

/** A function of the file by its name, or the one written on the spot, named after what is made and its place. */
function entryOf(
  module: ParsedModule,
  statement: Node,
  made: Node,
  argument: Node | undefined,
  place: string,
): FunctionEntry | undefined {
  if (!argument) return undefined;
  if (argument.type === "Identifier") {
    const named = module.functions.filter(
      ({ shortName, level }) => shortName === argument.name && level === "module",
    );
    return named.length === 1 ? named[0] : undefined;
  }
  if (!isFunctionNode(argument)) return undefined;
  const known = module.functions.find(({ node }) => node === argument);
  if (known) return known;
  return {
    name: [...nameOf(made), place].join("."),
    shortName: place,
    node: argument,
    range: nodeRange(argument),
    nameRange: headOf(argument),
    level: "member",
    instanceOf: undefined,
    carrier: nodeRange(argument),
    statement: nodeRange(statement),
  };
}

/** The names under which the made object is kept, outermost first. */
function nameOf(made: Node): readonly string[] {
  const names: string[] = [];
  for (let node = made.parent; node; node = node.parent) {
    if (node.type === "VariableDeclarator" && node.id.type === "Identifier")
      names.unshift(node.id.name);
    else if (node.type === "ClassDeclaration" && node.id) names.unshift(node.id.name);
    else if (
      (node.type === "Property" || node.type === "PropertyDefinition") &&
      node.key.type === "Identifier"
    )
      names.unshift(node.key.name);
  }
  return names;
}

/** What stands before the body. */
function headOf({ range, body }: FunctionNode) {
  return { start: range[0], end: body ? body.range[0] : range[1] };
}

/** The classes of the file, and functions called as such, of which two parameters belong together. */
function constructorsIn({ program }: ParsedModule): ReadonlyMap<string, Places> {
  const found = new Map<string, Places>();
  for (const statement of program.body) {
    const declared =
      (statement.type === "ExportNamedDeclaration" ||
        statement.type === "ExportDefaultDeclaration") &&
      statement.declaration
        ? statement.declaration
        : statement;
    if (declared.type === "ClassDeclaration" && declared.id) {
      const own = declared.body.body.find(
        (member) => member.type === "MethodDefinition" && member.kind === "constructor",
      );
      const places =
        own?.type === "MethodDefinition" && isFunctionNode(own.value)
          ? placesOf(own.value)
          : undefined;
      if (places) found.set(declared.id.name, places);
    } else if (declared.type === "FunctionDeclaration" && declared.id) {
      const places = placesOf(declared);
      if (places) found.set(declared.id.name, places);
    }
  }
  return found;
}

/** Nothing unless one parameter alone is called like a derivative, by itself or by the field it is kept in. */
function placesOf(node: FunctionNode): Places | undefined {
  const fields = fieldsOf(node);
  const called = node.params.map((parameter) => {
    const isProperty = parameter.type === "TSParameterProperty";
    const name = parameterName(isProperty ? parameter.parameter : parameter);
    return [name, fields.get(name) ?? name];
  });
  const names = called.map(([name = ""]) => name);
  const isKey = called.map((of) => of.some(isDerivativeKey));
  const baseOf = called.map((of, place) =>
    called.findIndex(
      (others, other) =>
        other !== place &&
        of.some((name) =>
          basesOf(name).some(({ base }) =>
            others.some((next) => next !== "" && sameName(base, next)),
          ),
        ),
    ),
  );
  const derivatives = names.flatMap((_, place) =>
    isKey[place] || (baseOf[place] as number) >= 0 ? [place] : [],
  );
  const [derivative] = derivatives;
  if (derivatives.length !== 1 || derivative === undefined) return undefined;
  const linked = baseOf[derivative] as number;
  // Without a name that links them, the one before or after it is meant where there are but two.
  const primal = linked >= 0 ? linked : derivative === 1 ? 0 : derivative === 0 ? 1 : -1;
  return primal >= 0 && primal < names.length ? { primal, derivative, names } : undefined;
}

/** `this.df = derivative`: the field in which each parameter is kept. */
function fieldsOf(node: FunctionNode): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  const body = node.body?.type === "BlockStatement" ? node.body.body : [];
  for (const statement of body) {
    if (statement.type !== "ExpressionStatement") continue;
    const { expression } = statement;
    if (expression.type !== "AssignmentExpression" || expression.right.type !== "Identifier")
      continue;
    const { left } = expression;
    if (
      left.type === "MemberExpression" &&
      left.object.type === "ThisExpression" &&
      left.property.type === "Identifier"
    )
      fields.set(expression.right.name, left.property.name);
  }
  return fields;
}

function newExpressionsIn(statement: Node): readonly NodeOf<"NewExpression">[] {
  const found: NodeOf<"NewExpression">[] = [];
  const pending: Node[] = [statement];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === "NewExpression" && node.arguments.length >= 2) found.push(node);
    // What a function makes has no name of its own.
    pending.push(...childrenOf(node).filter((child) => !isFunctionNode(child)));
  }
  return found.reverse();
}
