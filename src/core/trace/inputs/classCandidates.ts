import {
  type ClassFacts,
  classesIn,
  hasMember,
  isAbstract,
  membersUsed,
} from "../../syntax/classFacts.ts";
import {
  declaringModule,
  defaultName,
  type ImportedName,
  importedNames,
} from "../../syntax/declaringModule.ts";
import { exportsOf } from "../../syntax/exports.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";

type Namespace = Pick<ImportedName, "local" | "specifier" | "style">;

interface Candidate {
  readonly name: string;
  readonly classes: ReadonlyMap<string, ClassFacts>;
  readonly facts: ClassFacts;
}

/**
 * The classes that an input may be an instance of, because they have the members that are used of it: the
 * file's own and those it imports. First comes the one that is called like the input, then those that have
 * most of what the file uses of things of that name. Where there are none, it is the class that a file beside
 * is called after, as the input is: what a helper is given as `matrix` comes from matrix.js; or else those that
 * the other files of the project give away.
 */
export function classCandidates(
  module: ParsedModule,
  path: string,
  method: string,
  others: readonly string[],
  /** No file changes while it lasts, so its runs share what was found. */
  search: object,
): readonly string[] {
  const found = foundIn.get(search) ?? new Map<string, readonly string[]>();
  foundIn.set(search, found);
  const word = lastWord(path);
  const question = JSON.stringify([word, method, ...others]);
  const known = found.get(question) ?? candidatesFor(module, word, method, others);
  found.set(question, known);
  return known;
}

const foundIn = new WeakMap<object, Map<string, readonly string[]>>();

function candidatesFor(
  module: ParsedModule,
  word: string,
  method: string,
  others: readonly string[],
): readonly string[] {
  const bare = word.replace(/^[_#]+|[\d_]+$/g, "");
  const plain = bare.toLowerCase();
  const used = [...membersUsed(module.program, word)];
  const isFit = ({ classes, facts }: Candidate, keys: readonly string[]) =>
    !isAbstract(classes, facts) &&
    hasMember(classes, facts, method, "methods") &&
    keys.every((key) => hasMember(classes, facts, key, "all"));
  const isNear = (each: Candidate) => isFit(each, others);
  const known = classesKnownIn(module).filter(isNear);
  const near = known.length > 0 ? known : classesBeside(module, bare).filter(isNear);
  // A class that nothing here speaks of must have all that is used of things of that name.
  const fitting =
    near.length > 0
      ? near
      : classesInProject(module, method).filter((each) => isFit(each, [...others, ...used]));
  const scoreOf = ({ name, classes, facts }: Candidate) =>
    name.toLowerCase() === plain
      ? Number.POSITIVE_INFINITY
      : used.filter((key) => hasMember(classes, facts, key, "all")).length;
  return fitting
    .map((candidate) => ({ name: candidate.name, score: scoreOf(candidate) }))
    .sort((a, b) => (a.score === b.score ? 0 : b.score - a.score))
    .map(({ name }) => name);
}

function classesKnownIn(module: ParsedModule): readonly Candidate[] {
  const own = classesIn(module.program);
  const found = [...own.values()].map(
    (facts): Candidate => ({ name: facts.name, classes: own, facts }),
  );
  for (const imported of importedNames(module)) {
    if (!/^\p{Lu}/u.test(imported.local)) {
      if (imported.name === "default") found.push(...membersOf(module, imported));
      continue;
    }
    const declared = declaringModule(module, imported);
    const classes = declared && classesIn(declared.module.program);
    const facts = classes?.get(declared?.name ?? "");
    if (classes && facts) found.push({ name: imported.local, classes, facts });
  }
  for (const namespace of namespacesIn(module)) found.push(...membersOf(module, namespace));
  return found;
}

const namespaces = new WeakMap<ParsedModule, readonly Namespace[]>();

/** `import * as planets from "./planets.js"`. */
function namespacesIn(module: ParsedModule): readonly Namespace[] {
  const known = namespaces.get(module) ?? findNamespaces(module);
  namespaces.set(module, known);
  return known;
}

function findNamespaces({ program }: ParsedModule): readonly Namespace[] {
  return program.body.flatMap((statement) =>
    statement.type === "ImportDeclaration"
      ? statement.specifiers.flatMap(({ type, local }): readonly Namespace[] =>
          type === "ImportNamespaceSpecifier"
            ? [{ local: local.name, specifier: statement.source.value, style: "import" }]
            : [],
        )
      : [],
  );
}

/** More files that speak of a method tell nothing: everything has one of that name. */
const maximumFiles = 12;

/** The classes that the other files of the project give away. */
function classesInProject(module: ParsedModule, method: string): readonly Candidate[] {
  const files = module.project().filter(({ uri, text }) => {
    return uri !== module.uri && text.includes(method) && /\bclass\b|\.prototype\b/.test(text);
  });
  return files.slice(0, maximumFiles).flatMap((file) => {
    const other = module.parsed(file);
    return other ? [...exportedClasses(other)] : [];
  });
}

function exportedClasses(module: ParsedModule): readonly Candidate[] {
  const classes = classesIn(module.program);
  return [...classes.values()]
    .filter(({ name }) => exportNameOf(module, name) !== undefined)
    .map((facts) => ({ name: facts.name, classes, facts }));
}

/** The file of the project that gives away a class of this name, and its name there. */
export function classAround(
  module: ParsedModule,
  name: string,
): { readonly module: ParsedModule; readonly exported: string } | undefined {
  for (const file of module.project()) {
    if (file.uri === module.uri || !mayDeclare(file.text, name)) continue;
    const other = module.parsed(file);
    const exported = other && classesIn(other.program).has(name) && exportNameOf(other, name);
    if (other && exported) return { module: other, exported };
  }
  return undefined;
}

function mayDeclare(text: string, name: string): boolean {
  return text.includes(`class ${name}`) || text.includes(`${name}.prototype`);
}

function exportNameOf(module: ParsedModule, name: string): string | undefined {
  for (const [exported, as] of exportsOf(module.program).named)
    if (as.kind === "local" && as.name === name) return exported;
  return defaultName(module) === name ? "default" : undefined;
}

/** The classes of a file that is imported as one object: `planets.Planet`. */
function membersOf(module: ParsedModule, imported: Namespace): readonly Candidate[] {
  const link = module.link(imported.specifier, imported.style);
  if (link.kind !== "module") return [];
  const { program } = link.module;
  const classes = classesIn(program);
  const { named } = exportsOf(program);
  return [...classes.values()]
    .filter(({ name }) => named.has(name))
    .map((facts) => ({ name: `${imported.local}.${facts.name}`, classes, facts }));
}

/** The class of the file that is called like an input. */
function classesBeside(module: ParsedModule, word: string): readonly Candidate[] {
  if (word === "") return [];
  const initial = word.charAt(0);
  const files = [initial.toLowerCase(), initial.toUpperCase()].map(
    (first) => first + word.slice(1),
  );
  return files.flatMap((file) => {
    const link = module.link(`./${file}`, "import");
    const classes = link.kind === "module" ? [...classesIn(link.module.program)] : [];
    return classes
      .filter(([name]) => name.toLowerCase() === word.toLowerCase())
      .map(([name, facts]) => ({ name: `${file}.${name}`, classes: new Map(classes), facts }));
  });
}

/** "this.bodyA.quaternion[0]" → "quaternion". */
function lastWord(path: string): string {
  return /[\p{ID_Continue}$#]+$/u.exec(path.replace(/\[\d+\]/g, ""))?.[0] ?? "";
}
