import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import ignore, { type Ignore } from "ignore";

/**
 * Whether git ignores a path under a folder: every `.gitignore` from the top of the repository down
 * counts, the nearest one first, and nothing inside an ignored folder comes back.
 */
export function gitIgnored(folder: string): (path: string) => boolean {
  const start = resolve(folder);
  const repository = repositoryOf(start);
  const rules = new Map<string, Ignore | undefined>();
  const ignoredFolders = new Map<string, boolean>();

  function rulesIn(directory: string): Ignore | undefined {
    if (!rules.has(directory)) rules.set(directory, readRules(directory, repository));
    return rules.get(directory);
  }

  /** One path by itself; its parent folders were asked before. */
  function matches(path: string, isFolder: boolean, top: string): boolean {
    for (let directory = dirname(path); ; directory = dirname(directory)) {
      const found = verdict(rulesIn(directory), relative(directory, path), isFolder);
      if (found !== undefined) return found;
      if (directory === top || directory === dirname(directory)) return false;
    }
  }

  function folderIgnored(path: string, top: string): boolean {
    if (path === top || path === dirname(path)) return false;
    const known = ignoredFolders.get(path);
    if (known !== undefined) return known;
    const answer = folderIgnored(dirname(path), top) || matches(path, true, top);
    ignoredFolders.set(path, answer);
    return answer;
  }

  // A folder that is itself ignored was named on purpose: then only the rules inside it count.
  const top = repository && !folderIgnored(start, repository) ? repository : start;
  ignoredFolders.clear();
  return (path) => {
    const absolute = resolve(path);
    return folderIgnored(dirname(absolute), top) || matches(absolute, false, top);
  };
}

/** What one file of rules says of a path by itself. A parent folder it ignores has come back by a nearer file. */
function verdict(rules: Ignore | undefined, path: string, isFolder: boolean): boolean | undefined {
  if (!rules) return undefined;
  const name = path.split(sep).join("/");
  const found = rules.test(isFolder ? `${name}/` : name);
  if (found.unignored) return false;
  const parent = dirname(name);
  const byParent = parent !== "." && rules.test(`${parent}/`).ignored;
  return found.ignored && !byParent ? true : undefined;
}

function repositoryOf(folder: string): string | undefined {
  for (let directory = folder; ; directory = dirname(directory)) {
    if (existsSync(join(directory, ".git"))) return directory;
    if (directory === dirname(directory)) return undefined;
  }
}

function readRules(directory: string, repository: string | undefined): Ignore | undefined {
  const files = [join(directory, ".gitignore")];
  // Of less weight than .gitignore: it stands first, and later patterns win.
  if (directory === repository) files.unshift(join(directory, ".git", "info", "exclude"));
  const texts = files.map(readIfThere).filter((text) => text !== undefined);
  return texts.length === 0 ? undefined : ignore().add(texts.join("\n"));
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
