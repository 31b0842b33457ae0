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
 * most of what the file uses of things of that name.
 */
export function classCandidates(
  module: ParsedModule,
  path: string,
  method: string,
  others: readonly string[],
): readonly string[] {
  const fitting = classesKnownIn(module).filter(
    ({ classes, facts }) =>
      !isAbstract(classes, facts) &&
      hasMember(classes, facts, method, "methods") &&
      others.every((key) => hasMember(classes, facts, key, "all")),
  );
  const word = lastWord(path);
  const plain = word.replace(/^[_#]+|[\d_]+$/g, "").toLowerCase();
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

/** "this.bodyA.quaternion[0]" → "quaternion". */
function lastWord(path: string): string {
  return /[\p{ID_Continue}$#]+$/u.exec(path.replace(/\[\d+\]/g, ""))?.[0] ?? "";
}
