import type { Node, NodeOf, NodeType } from "../syntax/ast.ts";
import type { ParsedModule } from "../syntax/parsedModule.ts";
import { type Budget, maximumDepth, stepsTaken } from "./budget.ts";
import { decline, inWords, stopped } from "./decline.ts";
import * as literals from "./expressions/literals.ts";
import * as operations from "./expressions/operations.ts";
import * as references from "./expressions/references.ts";
import { callFunction } from "./functions/calls.ts";
import { makeClass } from "./functions/classes.ts";
import type { Completion, Machine, Scope, Value } from "./machine.ts";
import { importDeclaration, importEquals } from "./modules/imports.ts";

import * as control from "./statements/control.ts";
import * as declarations from "./statements/declarations.ts";
import * as loops from "./statements/loops.ts";

type Handlers<R> = {
  readonly [K in `${NodeType}`]?: (machine: Machine, node: NodeOf<K>, scope: Scope) => R;
};

/** One handler per kind of expression; what is missing here is declined by name. */
const expressions: Handlers<Value> = {
  ArrayExpression: literals.arrayExpression,
  ArrowFunctionExpression: literals.functionExpression,
  AssignmentExpression: operations.assignmentExpression,
  BinaryExpression: operations.binaryExpression,
  CallExpression: references.callExpression,
  ClassExpression: makeClass,
  ChainExpression: references.chainExpression,
  ConditionalExpression: operations.conditionalExpression,
  FunctionExpression: literals.functionExpression,
  Identifier: references.identifier,
  Literal: literals.literal,
  LogicalExpression: operations.logicalExpression,
  MemberExpression: references.memberExpression,
  NewExpression: references.newExpression,
  ObjectExpression: literals.objectExpression,
  SequenceExpression: operations.sequenceExpression,
  TemplateLiteral: literals.templateLiteral,
  ThisExpression: references.thisExpression,
  UnaryExpression: operations.unaryExpression,
  UpdateExpression: operations.updateExpression,
  TSAsExpression: throughTypes,
  TSInstantiationExpression: throughTypes,
  TSNonNullExpression: throughTypes,
  TSSatisfiesExpression: throughTypes,
  TSTypeAssertion: throughTypes,
};

const statements: Handlers<Completion> = {
  BlockStatement: control.blockStatement,
  BreakStatement: control.breakStatement,
  ClassDeclaration: declarations.classDeclaration,
  ContinueStatement: control.continueStatement,
  DebuggerStatement: control.emptyStatement,
  DoWhileStatement: loops.doWhileStatement,
  EmptyStatement: control.emptyStatement,
  ExportAllDeclaration: control.emptyStatement,
  ExportDefaultDeclaration: declarations.exportDeclaration,
  ExportNamedDeclaration: declarations.exportDeclaration,
  ExpressionStatement: control.expressionStatement,
  ForInStatement: loops.forInStatement,
  ForOfStatement: loops.forOfStatement,
  ForStatement: loops.forStatement,
  FunctionDeclaration: declarations.functionDeclaration,
  IfStatement: control.ifStatement,
  ImportDeclaration: importDeclaration,
  LabeledStatement: control.labeledStatement,
  ReturnStatement: control.returnStatement,
  SwitchStatement: control.switchStatement,
  ThrowStatement: control.throwStatement,
  TryStatement: control.tryStatement,
  TSDeclareFunction: control.emptyStatement,
  TSEnumDeclaration: declarations.enumDeclaration,
  TSExportAssignment: declarations.exportAssignment,
  TSImportEqualsDeclaration: importEquals,
  TSInterfaceDeclaration: control.emptyStatement,
  TSModuleDeclaration: declarations.namespaceDeclaration,
  TSTypeAliasDeclaration: control.emptyStatement,
  VariableDeclaration: declarations.variableDeclaration,
  WhileStatement: loops.whileStatement,
};

/** What to write instead, where a reader may not guess it. */
const advice: Readonly<Record<string, string>> = {
  AwaitExpression: "`await` is not read: derivatives are of code that runs at once",
  ImportExpression: "`import()` is not read; define the function in this file",
  JSXElement: "JSX is not read; move the maths into a function of its own",
  JSXFragment: "JSX is not read; move the maths into a function of its own",
  TaggedTemplateExpression: "tagged templates are not read; call the function plainly",
  WithStatement: "`with` is not read; name the object",
  YieldExpression: "generators are not read; return an array instead",
};

function throughTypes(machine: Machine, node: { readonly expression: Node }, scope: Scope): Value {
  return machine.evaluate(node.expression, scope);
}

type Parts = Omit<Machine, "evaluate" | "execute" | "call" | "inFile">;

/** Puts the handlers to work on one run's parts. Every evaluation is a step and a level of depth. */
export function createMachine(parts: Parts): Machine {
  const machines = new Map<ParsedModule, Machine>();
  const inFile = (module: ParsedModule): Machine => {
    const known = machines.get(module);
    if (known) return known;
    // Whoever observes asked about the nodes of one file.
    const observe = module === parts.root ? parts.observe : undefined;
    const made = machineOf({ ...parts, module, observe }, inFile);
    machines.set(module, made);
    return made;
  };
  return inFile(parts.module);
}

function machineOf(parts: Parts, inFile: Machine["inFile"]): Machine {
  const { budget, observe } = parts;
  const machine: Machine = {
    inFile,
    evaluate(node, scope) {
      if (++budget.steps > budget.stopAt || ++budget.depth > maximumDepth) refuse(budget, node);
      const handler = expressions[node.type] as
        | ((m: Machine, n: Node, s: Scope) => Value)
        | undefined;
      if (!handler) return decline(advice[node.type] ?? `${spoken(node)} is not read`, node);
      const value = handler(machine, node, scope);
      budget.depth--;
      observe?.(node, value);
      return value;
    },
    execute(node, scope) {
      if (++budget.steps > budget.stopAt || ++budget.depth > maximumDepth) refuse(budget, node);
      const handler = statements[node.type] as
        | ((m: Machine, n: Node, s: Scope) => Completion)
        | undefined;
      if (!handler) return decline(advice[node.type] ?? `${spoken(node)} is not read`, node);
      const completion = handler(machine, node, scope);
      budget.depth--;
      return completion;
    },
    call: (callee, self, args, site) => callFunction(machine, callee, self, args, site),
    // Last: V8 gives what is added to a copy a hidden class of its own, and every look at a machine would be slow.
    ...parts,
  };
  return machine;
}

/** Steps or levels are used up. */
function refuse(budget: Budget, node: Node): never {
  if (budget.steps > budget.stopAt) stopped(`${inWords(stepsTaken(budget))} steps`, node);
  return decline(
    "calls or expressions are nested too deeply; is there a recursion without an end?",
    node,
  );
}

/** "ForStatement" → "a for statement". */
function spoken(node: Node): string {
  const words = node.type
    .replace(/^TS/, "")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();
  return `${/^[aeiou]/.test(words) ? "an" : "a"} ${words}`;
}
