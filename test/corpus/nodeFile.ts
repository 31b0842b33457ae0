import { readFileSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, resolve } from "node:path";
import { Script } from "node:vm";
import * as esbuild from "esbuild";
import { type CallingFile, callersName, type Exposure, namesOf, scopeName } from "./exposed.ts";

/** A function of the file as Node has it. */
interface NodeFunction {
  readonly call: (self: unknown, args: readonly unknown[]) => unknown;
  /** What it is called on, where that is no instance. */
  readonly self: unknown;
  /** The class its instances are made of. */
  readonly owner: unknown;
}

/** A file and all it imports, after all that its package's way in imports where one is given; each load runs the module code anew. */
export interface NodeFile {
  load(): LoadedFile;
}

export interface LoadedFile {
  readonly functions: ReadonlyMap<string, NodeFunction>;
  /** What a name at the top of the file stands for. */
  readonly named: (name: string) => unknown;
}

type Expose = (name: string, value: unknown, owner: () => unknown) => unknown;

export async function bundleForNode(
  path: string,
  text: string,
  exposures: readonly Exposure[],
  callers: readonly CallingFile[] = [],
  wayIn?: string,
): Promise<NodeFile> {
  // The bundler calls files by their own paths, even where node_modules is a link.
  const full = realpathSync(resolve(path));
  const files = [...(wayIn === undefined ? [] : [realpathSync(wayIn)]), full];
  const contents = files.map((file) => `import ${JSON.stringify(file)};`).join("\n");
  const result = await esbuild.build({
    stdin: { contents, resolveDir: dirname(full) },
    // What a package says it does without harm is done all the same.
    ignoreAnnotations: true,
    bundle: true,
    write: false,
    platform: "node",
    format: "cjs",
    target: "node20",
    mainFields: ["module", "main"],
    logLevel: "silent",
    treeShaking: false,
    plugins: [exposing(full, text, callers)],
  });
  const code = result.outputFiles[0]?.text ?? "";
  const script = new Script(`(function (module, exports, require, __expose) {${code}\n})`, {
    filename: path,
  });
  const run = script.runInThisContext() as (...parts: unknown[]) => void;
  const require = createRequire(full);
  return {
    load() {
      const found = new Map<string, { value: unknown; owner: () => unknown }>();
      const expose: Expose = (name, value, owner) => {
        if (!found.has(name)) found.set(name, { value, owner });
        return value;
      };
      const module = { exports: {} };
      run(module, module.exports, require, expose);
      const functions = new Map(
        exposures.flatMap((exposure) => {
          const known = found.get(exposure.name);
          const fn = known && functionOf(exposure, known.value, known.owner);
          return fn ? [[exposure.name, fn]] : [];
        }),
      );
      const names = found.get(scopeName)?.value as Record<string, () => unknown> | undefined;
      const named = (name: string) =>
        names?.[name]?.() ?? found.get(name)?.value ?? namedByCallers(name);
      return { functions, named };

      /** A function that callers give may be one of theirs. */
      function namedByCallers(name: string): unknown {
        const loads = (found.get(callersName)?.value ?? []) as readonly (() => void)[];
        for (const [index, load] of loads.entries()) {
          load();
          const key = namesOf(callers[index]?.path ?? "");
          const theirs = found.get(key)?.value as Record<string, () => unknown> | undefined;
          const value = theirs && Object.hasOwn(theirs, name) ? theirs[name]?.() : undefined;
          if (value !== undefined) return value;
        }
        return undefined;
      }
    },
  };
}

function exposing(full: string, text: string, callers: readonly CallingFile[]): esbuild.Plugin {
  const kind = extname(full).endsWith("ts") ? "ts" : "js";
  return {
    name: "expose",
    setup(build) {
      const added = new Map(callers.map((each) => [each.path, each.added]));
      build.onLoad({ filter: /\.[cm]?[jt]s$/ }, ({ path }) => {
        if (path === full) return { contents: text, loader: kind };
        const more = added.get(path);
        return more === undefined
          ? undefined
          : { contents: readText(path) + more, loader: path.endsWith("ts") ? "ts" : "js" };
      });
    },
  };
}

function functionOf(
  { member, needsInstance }: Exposure,
  value: unknown,
  ownerOf: () => unknown,
): NodeFunction | undefined {
  const owner = needsInstance && member?.holder === "prototype" ? value : ownerOf();
  if (!member) return typeof value === "function" ? bound(value, owner, owner) : undefined;
  const holder = member.holder === "prototype" ? (value as Constructor).prototype : value;
  if (member.kind === "field" && member.holder === "prototype") {
    return {
      owner,
      self: undefined,
      call: (self, args) => (self as Record<string, Callable>)[member.key]?.apply(self, [...args]),
    };
  }
  const descriptor = Object.getOwnPropertyDescriptor(holder as object, member.key);
  const fn =
    member.kind === "get" || member.kind === "set" ? descriptor?.[member.kind] : descriptor?.value;
  return typeof fn === "function" ? bound(fn, value, owner) : undefined;
}

type Callable = (...args: unknown[]) => unknown;
type Constructor = new (...args: unknown[]) => object;

function bound(fn: unknown, self: unknown, owner: unknown): NodeFunction {
  return { self, owner, call: (receiver, args) => (fn as Callable).apply(receiver, [...args]) };
}

export function readText(path: string): string {
  return readFileSync(path, "utf8");
}
