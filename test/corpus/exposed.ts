import { isFunctionNode, type Node, type Program } from "../../src/core/syntax/ast.ts";
import { classesIn } from "../../src/core/syntax/classFacts.ts";
import type { FunctionEntry } from "../../src/core/syntax/functions.ts";
import { walk } from "../../src/core/syntax/names.ts";
import type { ParsedModule } from "../../src/core/syntax/parsedModule.ts";

/** How a function is got hold of in Node once the file has run. */
export interface Exposure {
  readonly name: string;
  /** The class or constructor whose instance it is called on. */
  readonly needsInstance: boolean;
  /** Found on the exposed object or class under this key; otherwise the exposed value is the function. */
  readonly member: MemberPlace | undefined;
}

interface MemberPlace {
  readonly key: string;
  readonly kind: "method" | "get" | "set" | "field";
  readonly holder: "object" | "prototype" | "static";
}

interface Insertion {
  readonly at: number;
  readonly text: string;
  /** Among insertions at one place: lower first. */
  readonly order: number;
}

/**
 * The file's own text with calls of `__expose(name, value, owner)` put in: beside a declaration, around a
 * function expression or around the object or class a member stands in. Nothing else changes.
 */
export function exposeFunctions(
  module: ParsedModule,
  uri: string,
  entries: readonly FunctionEntry[],
  callers: readonly CallingFile[] = [],
): { readonly text: string; readonly exposures: readonly Exposure[] } {
  const { text, program } = module;
  const insertions: Insertion[] = [];
  const exposures = entries.flatMap((entry) => exposureOf(text, entry, insertions) ?? []);
  exposeArguments(program, insertions);
  const names = topNames(program, /\.[cm]?ts$/.test(uri));
  const thunks = [
    ...names.map((name) => `${name}: () => ${name}`),
    ...neighbours(text, names),
    ...namesakes(module, names, entries),
  ].join(", ");
  const loads = callers.map(({ path }) => `() => require(${JSON.stringify(path)})`).join(", ");
  const scope = `\n;__expose(${JSON.stringify(scopeName)}, { ${thunks} });
__expose(${JSON.stringify(callersName)}, [${loads}]);\n`;
  insertions.push({ at: text.length, text: scope, order: 1 });
  insertions.sort((a, b) => a.at - b.at || a.order - b.order);
  let result = "";
  let end = 0;
  for (const { at, text: inserted } of insertions) {
    result += text.slice(end, at) + inserted;
    end = at;
  }
  return { text: result + text.slice(end), exposures };
}

/** Functions without a name that are handed over in calls, under the names of their places. */
function exposeArguments(program: Program, insertions: Insertion[]): void {
  walk(program, (node) => {
    for (const argument of node.type === "CallExpression" ? node.arguments : []) {
      if (!isFunctionNode(argument)) continue;
      const [start, end] = argument.range;
      const length = end - start;
      const text = `__expose(${JSON.stringify(placeName(argument))}, (`;
      insertions.push({ at: start, text, order: 1e9 - length - 0.5 });
      insertions.push({ at: end, text: "), () => undefined)", order: length - 1e9 + 0.5 });
    }
    return true;
  });
}

export const placeName = ({ range }: Node) => `(function at ${range.join("–")})`;

/** The classes that doc comments alone speak of, in files beside. */
function neighbours(text: string, names: readonly string[]): readonly string[] {
  const found = new Map<string, string>();
  for (const [, file = "", member = file] of text.matchAll(
    /@param\s+\{(\p{ID_Start}\p{ID_Continue}*)(?:\.(\p{ID_Start}\p{ID_Continue}*))?\}/gu,
  ))
    if (/^\p{Lu}/u.test(member) && !names.includes(member)) found.set(member, file);
  return [...found].map(
    ([member, file]) =>
      `${member}: () => { try { return require("./${file}").${member}; } catch { return undefined; } }`,
  );
}

/** A file that calls functions of the exposed one, and what is added to it: its names, one by one. */
export interface CallingFile {
  readonly path: string;
  readonly added: string;
}

export function callingFile(path: string, { program }: ParsedModule): CallingFile {
  const names = topNames(program, /\.[cm]?ts$/.test(path)).map((name) => `${name}: () => ${name}`);
  const key = JSON.stringify(namesOf(path));
  return { path, added: `\n;__expose(${key}, { ${names.join(", ")} });\n` };
}

/** Under these the file loads those that call it, and they tell what their names stand for. */
export const callersName = "(files that call)";
export const namesOf = (path: string) => `(names of ${path})`;

/** The classes that parameters are called like, in files beside that are called like them too. */
function namesakes(
  module: ParsedModule,
  names: readonly string[],
  entries: readonly FunctionEntry[],
): readonly string[] {
  const parameters = entries.flatMap(({ node }) =>
    node.params.flatMap((param) => (param.type === "Identifier" ? [param.name] : [])),
  );
  return [...new Set(parameters)].flatMap((file) => {
    const link = module.link(`./${file}`, "import");
    const classes = link.kind === "module" ? [...classesIn(link.module.program).keys()] : [];
    return classes
      .filter((name) => name.toLowerCase() === file.toLowerCase() && !names.includes(name))
      .flatMap((name) =>
        [name, JSON.stringify(`${file}.${name}`)].map(
          (as) =>
            `${as}: () => { const it = require("./${file}"); return it.${name} ?? it.default; }`,
        ),
      );
  });
}

/** Under this the file tells what its own names stand for. */
export const scopeName = "(names of the file)";

/** The names at the top of a file. Those that a TypeScript file imports may be types and are left out. */
function topNames(program: Program, isTyped: boolean): readonly string[] {
  return program.body.flatMap((statement) => {
    if (statement.type === "ImportDeclaration")
      return isTyped ? [] : statement.specifiers.map(({ local }) => local.name);
    const node: Node =
      "declaration" in statement && statement.declaration ? statement.declaration : statement;
    if (node.type === "FunctionDeclaration" || node.type === "ClassDeclaration")
      return node.id ? [node.id.name] : [];
    if (node.type !== "VariableDeclaration") return [];
    return node.declarations.flatMap(({ id }) => (id.type === "Identifier" ? [id.name] : []));
  });
}

function exposureOf(
  text: string,
  entry: FunctionEntry,
  insertions: Insertion[],
): Exposure | undefined {
  const { node, name } = entry;
  const parent = node.parent as Node | undefined;
  const needsInstance = entry.instanceOf !== undefined;
  const id = JSON.stringify(name);
  const owner = entry.instanceOf ?? "undefined";
  const around = (inner: Node, thunk: string) => {
    const [start, end] = inner.range;
    const length = end - start;
    insertions.push({ at: start, text: `__expose(${id}, (`, order: 1e9 - length });
    insertions.push({ at: end, text: `), () => (${thunk}))`, order: length - 1e9 });
  };
  if (node.type === "FunctionDeclaration") {
    const own = node.id?.name ?? `__unnamed${node.range[0]}`;
    if (!node.id) {
      const keyword = text.indexOf("(", node.range[0]);
      insertions.push({ at: keyword, text: ` ${own}`, order: 0 });
    }
    const statement = parent?.type.startsWith("Export") ? parent : node;
    const call = `;__expose(${id}, ${own}, () => (${owner}));`;
    insertions.push({ at: startOfBody(statement), text: call, order: 0 });
    return { name, needsInstance, member: undefined };
  }
  if (parent?.type === "MethodDefinition" || parent?.type === "PropertyDefinition") {
    const owning = parent.parent?.parent;
    const key = keyOf(parent.key);
    if (!owning || key === undefined || parent.key.type === "PrivateIdentifier") return undefined;
    if (owning.type === "ClassDeclaration") {
      const own = owning.id?.name ?? `__unnamed${owning.range[0]}`;
      if (!owning.id) {
        const at = owning.range[0] + "class".length;
        if (!insertions.some((before) => before.at === at))
          insertions.push({ at, text: ` ${own}`, order: 0 });
      }
      const statement = owning.parent?.type.startsWith("Export") ? owning.parent : owning;
      const call = `;__expose(${id}, ${own}, () => (${own}));`;
      insertions.push({ at: statement.range[1], text: call, order: 0 });
    } else around(owning, "undefined");
    const kind =
      parent.type === "PropertyDefinition"
        ? "field"
        : parent.kind === "get" || parent.kind === "set"
          ? parent.kind
          : "method";
    return {
      name,
      needsInstance: !parent.static,
      member: { key, kind, holder: parent.static ? "static" : "prototype" },
    };
  }
  if (parent?.type === "Property" && parent.parent?.type === "ObjectExpression") {
    const key = keyOf(parent.key);
    if (key === undefined) return undefined;
    around(parent.parent, owner);
    const kind = parent.kind === "get" || parent.kind === "set" ? parent.kind : "method";
    return { name, needsInstance, member: { key, kind, holder: "object" } };
  }
  around(node, needsInstance ? owner : receiverOf(text, node));
  return { name, needsInstance, member: undefined };
}

/** `Vec.add = function …` is called on Vec. */
function receiverOf(text: string, node: Node): string {
  const parent = node.parent as Node | undefined;
  if (parent?.type !== "AssignmentExpression" || parent.left.type !== "MemberExpression")
    return "undefined";
  return text.slice(...parent.left.object.range);
}

function keyOf(key: Node): string | undefined {
  if (key.type === "Identifier" || key.type === "PrivateIdentifier") return key.name;
  return key.type === "Literal" ? String(key.value) : undefined;
}

/** Declarations are hoisted: behind the directives of the body they stand in they exist already. */
function startOfBody(statement: Node): number {
  const parent = statement.parent as Node | undefined;
  const body = parent && "body" in parent && Array.isArray(parent.body) ? parent.body : undefined;
  if (!body || (parent?.type === "BlockStatement" && !isFunctionNode(parent.parent as Node))) {
    return statement.range[0];
  }
  const first = (body as readonly Node[]).find(
    (node) => !(node.type === "ExpressionStatement" && "directive" in node && node.directive),
  );
  return (first ?? statement).range[0];
}
