import type { Program } from "./ast.ts";
import { type FileAround, filesAround, loads } from "./filesAround.ts";
import { loadOrder } from "./loadOrder.ts";
import type { ImportStyle } from "./manifest.ts";
import { parseSource } from "./parse.ts";
import { createModule, type Library, type Link, type ParsedModule } from "./parsedModule.ts";
import { resolveImport } from "./resolveImport.ts";
import { areUnchanged, type Reads, type Sources } from "./sources.ts";
import { waysIn } from "./waysIn.ts";

/** A longer file is a bundle; following it would hold the editor up. What is followed is read to its end, where exports stand. */
const maximumLength = 1_500_000;

/** Beyond this many files the parsed trees are given up and read anew. */
const maximumFiles = 400;

interface Surroundings {
  readonly modules: readonly ParsedModule[];
  /** The files that were read to find them, those that are not there included. */
  readonly reads: Reads;
}

interface Known {
  readonly text: string;
  readonly module: ParsedModule;
}

/** The files of one file's project, and everything that was read to find them. */
interface Project {
  readonly files: readonly FileAround[];
  readonly reads: Reads;
}

export function createLibrary(sources: Sources): Library {
  const parsedFiles = new Map<string, Known>();
  const projects = new Map<string, Project>();
  let reads: Map<string, string | null | undefined> | undefined;
  /** What was linked in the work that is being watched: no file changes meanwhile. */
  let links: Map<string, Link> | undefined;
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

  const surroundings = new WeakMap<ParsedModule, Surroundings>();

  /** As its package's users get it, where that is found; otherwise with what it imports itself. */
  function loadedWith(module: ParsedModule): readonly ParsedModule[] {
    const style = isModuleSyntax(module.program) ? "import" : "require";
    for (const entry of waysIn(recorded, module.uri, style)) {
      if (!loads(recorded, entry, module.uri)) continue;
      const link = moduleOf(entry.uri, entry.text);
      const order = link.kind === "module" ? loadOrder(link.module) : undefined;
      if (order?.some((each) => each.uri === module.uri)) return order;
    }
    const own = loads(recorded, module, module.uri) ? loadOrder(module) : undefined;
    return own ?? [module];
  }

  function linkOf(from: string, specifier: string, style: ImportStyle): Link {
    const found = resolveImport(recorded, from, specifier, style);
    if (found.kind === "needed") return { kind: "unread", message: `"${specifier}" is being read` };
    if (found.kind === "missing") return { kind: "unread", message: found.message };
    const { uri, text } = found;
    if (text.length > maximumLength)
      return { kind: "unread", message: `${fileNameOf(uri)} is too long to be followed` };
    return uri.endsWith(".json") ? { kind: "json", text, uri } : moduleOf(uri, text);
  }

  const library: Library = {
    link(from, specifier, style) {
      const place = JSON.stringify([style, from, specifier]);
      const link = links?.get(place) ?? linkOf(from, specifier, style);
      links?.set(place, link);
      return link;
    },
    project(uri) {
      const known = projects.get(uri);
      if (known && areUnchanged(known.reads, recorded)) return known.files;
      const { result, reads: own } = library.watch(() => filesAround(recorded, uri));
      projects.set(uri, { files: result, reads: own });
      return result;
    },
    parsed({ uri, text }) {
      const link = moduleOf(uri, text);
      return link.kind === "module" ? link.module : undefined;
    },
    around(module) {
      const known = surroundings.get(module);
      if (known) {
        library.note(known.reads);
        return known.modules;
      }
      const { result, reads: own } = library.watch(() => loadedWith(module));
      surroundings.set(module, { modules: result, reads: own });
      return result;
    },
    soFar: () => new Map(reads),
    note(more) {
      for (const [uri, text] of more) reads?.set(uri, text);
    },
    watch(work) {
      const before = { reads, links };
      const own = new Map<string, string | null | undefined>();
      reads = own;
      links = new Map();
      try {
        return { result: work(), reads: own };
      } finally {
        ({ reads, links } = before);
        library.note(own);
      }
    },
  };
  return library;
}

export function fileNameOf(uri: string): string {
  return uri.slice(uri.lastIndexOf("/") + 1);
}

/** Whether a file is an ES module, which changes what `this`, `exports` and undeclared names mean. */
export function isModuleSyntax(program: Program): boolean {
  return program.body.some(({ type }) => /^(Import|Export)/.test(type));
}
