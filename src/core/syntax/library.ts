import type { Program } from "./ast.ts";
import { type FileAround, filesAround } from "./filesAround.ts";
import { parseSource } from "./parse.ts";
import { createModule, type Library, type Link, type ParsedModule } from "./parsedModule.ts";
import { resolveImport } from "./resolveImport.ts";
import { areUnchanged, type Reads, type Sources } from "./sources.ts";

/** A longer file is a bundle; following it would hold the editor up. What is followed is read to its end, where exports stand. */
const maximumLength = 1_500_000;

/** Beyond this many files the parsed trees are given up and read anew. */
const maximumFiles = 400;

interface Known {
  readonly text: string;
  readonly module: ParsedModule;
}

/** The files around one file, and everything that was read to find them. */
interface Surroundings {
  readonly files: readonly FileAround[];
  readonly reads: Reads;
}

export function createLibrary(sources: Sources): Library {
  const parsedFiles = new Map<string, Known>();
  const around = new Map<string, Surroundings>();
  let reads: Map<string, string | null | undefined> | undefined;
  const recorded: Sources = {
    read(uri) {
      const text = sources.read(uri);
      reads?.set(uri, text);
      return text;
    },
  };

  /** While a file is being edited, its last text that parsed serves. */
  function moduleOf(uri: string, text: string): Link {
    const known = parsedFiles.get(uri);
    if (known?.text === text) return { kind: "module", module: known.module };
    const outcome = parseSource(text, uri, maximumLength);
    if (outcome.kind === "syntax-error") {
      if (known) return { kind: "module", module: known.module };
      return { kind: "unread", message: `${fileNameOf(uri)} does not parse: ${outcome.message}` };
    }
    const module = createModule(text, outcome.program, outcome.unread, { uri, library });
    if (parsedFiles.size >= maximumFiles) parsedFiles.clear();
    parsedFiles.set(uri, { text, module });
    return { kind: "module", module };
  }

  const library: Library = {
    link(from, specifier, style) {
      const found = resolveImport(recorded, from, specifier, style);
      if (found.kind === "needed")
        return { kind: "unread", message: `"${specifier}" is being read` };
      if (found.kind === "missing") return { kind: "unread", message: found.message };
      const { uri, text } = found;
      if (text.length > maximumLength)
        return { kind: "unread", message: `${fileNameOf(uri)} is too long to be followed` };
      return uri.endsWith(".json") ? { kind: "json", text, uri } : moduleOf(uri, text);
    },
    around(uri) {
      const known = around.get(uri);
      if (known && areUnchanged(known.reads, recorded)) return known.files;
      const { result, reads } = library.watch(() => filesAround(recorded, uri));
      around.set(uri, { files: result, reads });
      return result;
    },
    parsed({ uri, text }) {
      const link = moduleOf(uri, text);
      return link.kind === "module" ? link.module : undefined;
    },
    watch(work) {
      const before = reads;
      const own = new Map<string, string | null | undefined>();
      reads = own;
      try {
        return { result: work(), reads: own };
      } finally {
        for (const [uri, text] of own) before?.set(uri, text);
        reads = before;
      }
    },
  };
  return library;
}

/** For another text of a file: the other files are those that the file itself sees. */
export function libraryOf(module: ParsedModule): Library {
  return {
    link: (_from, specifier, style) => module.link(specifier, style),
    around: () => module.around(),
    parsed: (file) => module.parsed(file),
    watch: (work) => ({ result: work(), reads: new Map() }),
  };
}

export function fileNameOf(uri: string): string {
  return uri.slice(uri.lastIndexOf("/") + 1);
}

/** Whether a file is an ES module, which changes what `this`, `exports` and undeclared names mean. */
export function isModuleSyntax(program: Program): boolean {
  return program.body.some(({ type }) => /^(Import|Export)/.test(type));
}
