import type { FunctionNode, Node, NodeOf } from "../syntax/ast.ts";
import type { ParsedModule } from "../syntax/parsedModule.ts";
import type { TapeBuilder } from "../tape/builder.ts";
import type { NodeId } from "../tape/tape.ts";
import type { SourceRange } from "../util/sourceRange.ts";
import type { Budget } from "./budget.ts";
import type { Caller, Target } from "./inputs/callers.ts";
import type { Cell } from "./inputs/cell.ts";
import type { Plain } from "./inputs/plain.ts";
import type { Point } from "./inputs/point.ts";
import type { Questions } from "./inputs/questions.ts";

/** Why something could not be traced, and where. */
export interface Reason {
  readonly message: string;
  readonly range: SourceRange;
  /** The function gave text, a truth value or a function: it is not likely to give a number for other inputs. */
  readonly isAnswer?: true;
}

/** A value of the interpreted program. Numbers that depend on no input are plain. */
export type Value = Plain | symbol | Traced | ArrayValue | ObjectValue | Callable | Hole;
export type Callable = Closure | Builtin | ClassValue;

/** A number (or a truth value, kept as 0 or 1) that depends on an input: a node of the tape. */
export interface Traced {
  readonly kind: "traced";
  readonly node: NodeId;
  readonly value: number;
  readonly isBoolean: boolean;
}

export interface ArrayValue {
  readonly kind: "array";
  readonly elements: Value[];
  /** The `arguments` of a call: no array to `Array.isArray`, and without an array's methods. */
  readonly isArguments?: boolean;
  /** "Float64Array" and its kin; a plain array otherwise. */
  readonly typed?: string;
  /** Members beside the elements, as in `point.cost = f(point)`; made by the first one. */
  named?: Map<string, Property>;
  /** Set on a parameter whose length nobody gave: reads past the end ask for more. */
  elastic?: Cell;
}

export interface ObjectValue {
  readonly kind: "object";
  readonly properties: Map<string, Property>;
  prototype: ObjectValue | undefined;
  /** For collections: what for…of and spread go over. */
  readonly iterate?: () => Iterable<Value>;
  /** Members named `#…`, by the class that gave them. */
  privates?: Map<PrivateName, Property>;
  /** In a constructor that has not called `super()` yet. */
  pending?: boolean;
  /** Set on a parameter whose members nobody gave: reads of new members create them. */
  elastic?: Cell;
  /** The path of an instance as its constructor left it: other methods may add members. */
  leftOutOf?: string;
}

export type Property = (
  | {
      readonly kind: "data";
      readonly value: Value;
      /** Not writable. */
      readonly fixed?: true;
      /** The path of a member that the constructor left empty: other methods may fill it. */
      readonly emptyAt?: string;
    }
  | {
      readonly kind: "accessor";
      readonly get: Callable | undefined;
      readonly set: Callable | undefined;
    }
) & {
  /** Not enumerable: no loop, spread or `Object.keys` comes across it. */
  readonly hidden?: boolean;
};

export interface Closure {
  readonly kind: "closure";
  readonly node: FunctionNode;
  name: string;
  readonly scope: Scope;
  readonly properties: Map<string, Property>;
  /** For methods: what `super` means in them. */
  readonly home: Home | undefined;
}

/** A class of the program. Its `properties` are the static side. */
export interface ClassValue {
  readonly kind: "class";
  name: string;
  readonly node: NodeOf<"ClassDeclaration"> | NodeOf<"ClassExpression">;
  readonly scope: Scope;
  readonly parent: Callable | undefined;
  readonly prototype: ObjectValue;
  readonly properties: Map<string, Property>;
  /** The constructor that the program wrote. */
  body: Closure | undefined;
  /** What its instances get, in order. */
  readonly fields: Field[];
  readonly privateNames: Map<string, PrivateName>;
  privates: Map<PrivateName, Property> | undefined;
}

/** A field of a class, its key worked out once, when the class was made. */
export interface Field {
  readonly key: string | PrivateName;
  readonly node: NodeOf<"PropertyDefinition"> | NodeOf<"StaticBlock">;
}

/** `#name` of one class. A method or accessor is the same for all its instances. */
export interface PrivateName {
  readonly text: string;
  readonly isMethod: boolean;
  readonly isStatic: boolean;
  member: Property | undefined;
}

/** Where a method stands: `super.m()` looks one step above it. */
export interface Home {
  readonly owner: ClassValue;
  readonly isStatic: boolean;
}

export interface Builtin {
  readonly kind: "builtin";
  readonly name: string;
  readonly call: (machine: Machine, self: Value, args: readonly Value[], site: Node) => Value;
  readonly construct?: (machine: Machine, args: readonly Value[], site: Node) => Value;
  readonly properties: Map<string, Property>;
}

/** A parameter whose shape is not known yet: its first use decides what it is. */
export interface Hole {
  readonly kind: "hole";
  readonly cell: Cell;
  settled: { readonly value: Value } | undefined;
}

/** One name: its value, or why it has none (yet). */
export interface Binding {
  value: Value;
  state: "ready" | "uninitialized" | "unreadable";
  readonly constant: boolean;
  /** Why the statement that would have set it could not be read. */
  reason?: Reason;
  /** For an import nobody has used yet: finds the other file's own binding, which then takes this one's place. */
  readonly load?: (scope: Scope) => Binding;
}

export interface Scope {
  readonly bindings: Map<string, Binding>;
  /** Names of a file, or of all files, that nobody has looked up yet: most never are, and cost nothing. */
  later: { get(name: string): Binding | undefined } | undefined;
  readonly parent: Scope | undefined;
  /** `var` and `this` belong to the nearest scope that is not a block. */
  readonly kind: "module" | "function" | "block";
  self: Value;
  readonly home: Home | undefined;
  /** The file it stands in; none for the scope of the globals. */
  readonly module: ParsedModule | undefined;
}

/** One file as far as it was evaluated. */
export interface LoadedFile {
  readonly scope: Scope;
  readonly evaluated: Set<Node>;
  /** Names whose statements run when one of them is first used. */
  readonly waiting: Set<string>;
  /** The same, where what waits is known from the text alone. */
  readonly later: ReadonlyMap<string, Node>[];
  /** Why a statement that declares nothing could not be read: what it would have done is missing. */
  failure: Reason | undefined;
}

/** A call as it was made, with the files in which its values came into being. */
export interface CapturedCall {
  readonly self: Value;
  readonly args: readonly Value[];
  readonly files: Machine["files"];
  readonly globals: Scope;
}

/** Makes instances whose numbers are inputs. */
export interface Instances {
  /** Of a class known in the file; undefined where there is none of that name. */
  make(machine: Machine, className: string, path: string, site: Node, written?: Point): Value;
  /** Something known by its use alone may turn out to be one, by a method that is asked of it. */
  recognize(machine: Machine, object: ObjectValue, key: string, site: Node): boolean;
  /** What to call a method of this class on. */
  self(machine: Machine, owner: Callable, site: Node): Value;
  /** Something the program made itself, with its numbers as inputs. */
  adopt(instance: ObjectValue, path: string): Value;
  /** What a function is called with, with the numbers in it as inputs, but for those in some things. */
  adoptAll(
    values: readonly (readonly [path: string, value: Value])[],
    except: ReadonlySet<Value>,
  ): readonly Value[];
}

/** One run of the interpreter: everything its handlers share. */
export interface Machine {
  /** The file whose code is being read. */
  readonly module: ParsedModule;
  /** The file of the traced function: all ranges of a trace are places in it. */
  readonly root: ParsedModule;
  /** The function that is traced: what it is called on is not known unless its use says so. */
  readonly traced: FunctionNode | undefined;
  readonly globals: Scope;
  readonly files: Map<ParsedModule, LoadedFile>;
  readonly tape: TapeBuilder;
  readonly budget: Budget;
  /** The first closure made of the traced function, and the object it is a member of. */
  readonly subject: { closure: Closure | undefined; self: Value };
  /** Input leaves by path: a leaf read twice is one node. */
  readonly leaf: (path: string, sample: number | undefined, site: Node, typed?: string) => Value;
  /** What the program asks about inputs nobody described. */
  readonly questions: Questions;
  /** Inputs that are instances of the program's classes. */
  readonly instances: Instances;
  /** What a caller gives a function, found by running the caller apart from the trace; undefined where it gives nothing that is enough. */
  capture(
    caller: Caller,
    target: Target,
    isEnough: (args: readonly Value[]) => boolean,
    steps?: number,
    /** Which of the usual numbers the caller's own inputs are. */
    candidate?: number,
  ): CapturedCall | undefined;
  /** Told of each function of the program that is called. */
  readonly onEnter?: (closure: Closure, self: Value, args: readonly Value[]) => void;
  /** Math.random: seeded, a new noise input for each call. */
  readonly random: (site: Node) => Value;
  /** Called after every evaluated expression, when somebody wants to know. */
  readonly observe: ((node: Node, value: Value) => void) | undefined;
  /** The same run, reading the code of another file. */
  inFile(module: ParsedModule): Machine;
  evaluate(node: Node, scope: Scope): Value;
  execute(node: Node, scope: Scope): Completion;
  call(callee: Callable, self: Value, args: readonly Value[], site: Node): Value;
}

/** How a statement ended; undefined when it just ran to its end. */
export type Completion =
  | undefined
  | { readonly kind: "return"; readonly value: Value }
  | { readonly kind: "break" | "continue"; readonly label: string | undefined };
