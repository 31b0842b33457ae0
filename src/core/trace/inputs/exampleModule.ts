import type { Node } from "../../syntax/ast.ts";
import { defaultName } from "../../syntax/declaringModule.ts";
import { exportsOf } from "../../syntax/exports.ts";
import { freeNames } from "../../syntax/freeNames.ts";
import type { FunctionEntry } from "../../syntax/functions.ts";
import { fileNameOf } from "../../syntax/library.ts";
import { parseSource } from "../../syntax/parse.ts";
import { createModule, librarySeenBy, type ParsedModule } from "../../syntax/parsedModule.ts";

/** More names than an example has. */
const maximumNames = 12;
const maximumParsed = 12;

/**
 * The `@example`s of a function as files of their own, with the imports that they leave out: the function itself,
 * and what else its project exports under the names they use.
 */
export function examplesOf(module: ParsedModule, entry: FunctionEntry): readonly ParsedModule[] {
  return module.tagsOf(entry).examples.flatMap(({ text }) => {
    const code = text.replace(/```\w*/g, "");
    const example = parsedBeside(module, code);
    if (!example) return [];
    const names = [...freeNames(example.program)].slice(0, maximumNames);
    const imports = names.map((name) => importOf(module, name, example)).join("");
    const whole = parsedBeside(module, imports + code);
    return imports !== "" && whole ? [whole] : [];
  });
}

function parsedBeside(module: ParsedModule, code: string): ParsedModule | undefined {
  const outcome = parseSource(code, "example.ts");
  if (outcome.kind !== "parsed") return undefined;
  // It is none of the files, so that what it imports of the function's own file is that file.
  const place = { uri: `${module.uri}#example`, library: librarySeenBy(module) };
  return createModule(code, outcome.program, outcome.unread, place);
}

function importOf(module: ParsedModule, name: string, example: ParsedModule): string {
  if (importedInComments(module).has(name)) return `import ${name} from ${pathOf(module)};\n`;
  const home = homeOf(module, name);
  const members = home ? [] : membersCalled(example, name);
  const whole = members.length > 0 ? namespaceWith(module, members) : undefined;
  const found = home ?? whole;
  if (!found) return "";
  const path = pathOf(found);
  if (whole) return `import * as ${name} from ${path};\n`;
  if (!home) return "";
  const isNamed = exportsOf(home.program).named.has(name);
  return `import ${isNamed ? `{ ${name} }` : name} from ${path};\n`;
}

function pathOf({ uri }: ParsedModule): string {
  return JSON.stringify(uri.replace(/^[^:]*:\/\/[^/]*/, ""));
}

/** What the file's own comments call what it gives by default: `import Table from "./table.js"`. */
function importedInComments({ text, uri }: ParsedModule): ReadonlySet<string> {
  const bare = (path: string) => fileNameOf(path).replace(/\.\w+$/, "");
  const imports = text.matchAll(/^\s*\*.*\bimport\s+([\w$]+)[^'"\n]*\bfrom\s+['"]([^'"\n]+)/gm);
  return new Set(
    Array.from(imports).flatMap(([, name = "", specifier = ""]) =>
      bare(specifier) === bare(uri) ? [name] : [],
    ),
  );
}

/** The file that gives away something of this name: its own first, then those of its project. */
function homeOf(module: ParsedModule, name: string): ParsedModule | undefined {
  const gives = (other: ParsedModule) =>
    exportsOf(other.program).named.get(name)?.kind === "local" || defaultName(other) === name;
  return gives(module) ? module : firstInProject(module, name, gives);
}

/** `ss.mean(…)`: the file that gives away all that is called of `ss`. */
function namespaceWith(module: ParsedModule, members: readonly string[]) {
  const [first = ""] = members;
  return firstInProject(module, first, ({ program }) =>
    members.every((member) => exportsOf(program).named.has(member)),
  );
}

function membersCalled({ memberCalls }: ParsedModule, name: string): readonly string[] {
  return [...memberCalls].flatMap(([member, calls]) =>
    calls.some(({ callee }) => isMemberOf(callee, name)) ? [member] : [],
  );
}

function isMemberOf(callee: Node, name: string): boolean {
  return (
    callee.type === "MemberExpression" &&
    callee.object.type === "Identifier" &&
    callee.object.name === name
  );
}

function firstInProject(
  module: ParsedModule,
  name: string,
  isMeant: (other: ParsedModule) => boolean,
): ParsedModule | undefined {
  let count = 0;
  for (const file of module.project()) {
    if (count >= maximumParsed) return undefined;
    if (file.uri === module.uri || !file.text.includes(name)) continue;
    if (!/\bexport\b/.test(file.text)) continue;
    count++;
    const other = module.parsed(file);
    if (other && isMeant(other)) return other;
  }
  return undefined;
}
