import type { FunctionNode, Node } from "../syntax/ast.ts";
import type { ParsedModule } from "../syntax/parsedModule.ts";
import type { TapeBuilder } from "../tape/builder.ts";
import type { Budget } from "./budget.ts";
import type { Scope } from "./scope.ts";
import type { Callable, Closure, Value } from "./value.ts";

/** One run of the interpreter: everything its handlers share. */
export interface Machine {
  readonly module: ParsedModule;
  readonly tape: TapeBuilder;
  readonly budget: Budget;
  /** The first closure made of each function of the source, with the object it is a member of. */
  readonly closures: Map<FunctionNode, { readonly closure: Closure; readonly self: Value }>;
  /** Input leaves by path: a leaf read twice is one node. */
  readonly leaf: (path: string, sample: number | undefined, site: Node) => Value;
  /** Math.random: seeded, a new noise input for each call. */
  readonly random: (site: Node) => Value;
  /** Called after every evaluated expression, when somebody wants to know. */
  readonly observe: ((node: Node, value: Value) => void) | undefined;
  evaluate(node: Node, scope: Scope): Value;
  execute(node: Node, scope: Scope): Completion;
  call(callee: Callable, self: Value, args: readonly Value[], site: Node): Value;
}

/** How a statement ended; undefined when it just ran to its end. */
export type Completion =
  | undefined
  | { readonly kind: "return"; readonly value: Value }
  | { readonly kind: "break" | "continue"; readonly label: string | undefined };
