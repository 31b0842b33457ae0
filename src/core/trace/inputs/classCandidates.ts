import {
  type ClassFacts,
  classesIn,
  hasMember,
  isAbstract,
  membersUsed,
} from "../../syntax/classFacts.ts";
import { declaringModule, type ImportedName, importedNames } from "../../syntax/declaringModule.ts";
import { exportsOf } from "../../syntax/exports.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";

interface Candidate {
  readonly name: string;
  readonly classes: ReadonlyMap<string, ClassFacts>;
  readonly facts: ClassFacts;
}

/**
 * The classes that an input may be an instance of, because they have the members that are used of it: the
 * file's own and those it imports. First comes the one that is called like the input, then those that have
 * most of what the file uses of things of that name. Where there are none, it is the class that a file beside
 * is called after, as the input is: what a helper is given as \`matrix\` comes from matrix.js.
 */
export function classCandidates(
  module: ParsedModule,
  path: string,
  method: string,
  others: readonly string[],
): readonly string[] {
  const isFitting = ({ classes, facts }: Candidate) =>
    !isAbstract(classes, facts) &&
    hasMember(classes, facts, method, "methods") &&
    others.every((key) => hasMember(classes, facts, key, "all"));
  const word = lastWord(path);
  const bare = word.replace(/^[_#]+|[\d_]+$/g, "");
  const plain = bare.toLowerCase();
  const known = classesKnownIn(module).filter(isFitting);
  const fitting = known.length > 0 ? known : classesBeside(module, bare).filter(isFitting);
  const used = [...membersUsed(module.program, word)];
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
  return found;
}

/** The classes of a file that is imported as one object: `planets.Planet`. */
function membersOf(module: ParsedModule, imported: ImportedName): readonly Candidate[] {
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
