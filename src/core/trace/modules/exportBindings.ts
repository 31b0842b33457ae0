import { type Node, nodeRange } from "../../syntax/ast.ts";
import { declaredNames } from "../../syntax/declaredNames.ts";
import { type ExportedAs, exportsOf } from "../../syntax/exports.ts";
import { fileNameOf, isModuleSyntax } from "../../syntax/library.ts";
import type { Link, ParsedModule } from "../../syntax/parsedModule.ts";
import { decline } from "../decline.ts";
import { lookUp } from "../functions/scope.ts";
import type { Binding, Machine, Value } from "../machine.ts";
import { defaultExport } from "../statements/declarations.ts";
import { dataValue } from "../values/dataValue.ts";
import { getMember } from "../values/members.ts";
import { builtin, objectOf } from "../values/value.ts";
import { crossing } from "./crossing.ts";
import { linkOf } from "./linkOf.ts";
import { evaluateStatements, openFile } from "./moduleScope.ts";

/** The binding behind an exported name: only the statements it can depend on are run. */
export function exportBinding(machine: Machine, link: Link, name: string, site: Node): Binding {
  if (link.kind === "unread") return decline(link.message, site);
  if (link.kind === "json") {
    const value = jsonValue(link, site);
    return ready(name === "default" ? value : getMember(machine, value, name, site));
  }
  const { module } = link;
  if (isModuleSyntax(module.program)) {
    const binding = fromModule(machine, module, name, site, new Set());
    return binding ?? decline(`${fileNameOf(module.uri)} does not export "${name}"`, site);
  }
  const value = commonExports(machine, module, site);
  if (name !== "default") return ready(getMember(machine, value, name, site));
  return ready(isCompiled(machine, value, site) ? getMember(machine, value, name, site) : value);
}

/** All exports as one object: an ES module's come into being when they are asked for. */
export function namespaceOf(machine: Machine, link: Link, site: Node): Value {
  if (link.kind === "unread") return decline(link.message, site);
  if (link.kind === "json") return jsonValue(link, site);
  const { module } = link;
  if (!isModuleSyntax(module.program)) return commonExports(machine, module, site);
  const { named } = exportsOf(module.program);
  if (named.has("export=")) return exportBinding(machine, link, "export=", site).value;
  const namespace = objectOf();
  for (const name of exportedNames(module, new Set())) {
    let known: Binding | undefined;
    const get = builtin(name, (caller, _self, _args, place) => {
      const binding = known ?? exportBinding(caller, link, name, place);
      if (binding.state !== "ready")
        return decline(binding.reason?.message ?? `"${name}" is used before it is set`, place);
      // Later assignments are seen: the file itself has the same binding.
      known = binding;
      return binding.value;
    });
    namespace.properties.set(name, { kind: "accessor", get, set: undefined });
  }
  return namespace;
}

/** What loading a file does beside exporting. */
export function runForEffects(machine: Machine, link: Link, site: Node): void {
  if (link.kind !== "module") return;
  const { module } = link;
  if (!isModuleSyntax(module.program)) commonExports(machine, module, site);
  else {
    const end = module.text.length + 1;
    crossing(machine, module, site, (own) =>
      evaluateStatements(own, openFile(own), module.reach.from({ start: end, end })),
    );
  }
}

function fromModule(
  machine: Machine,
  module: ParsedModule,
  name: string,
  site: Node,
  seen: Set<string>,
): Binding | undefined {
  const place = `${module.uri} ${name}`;
  if (seen.has(place)) return undefined;
  seen.add(place);
  const { named, all } = exportsOf(module.program);
  const as = named.get(name) ?? (name === "default" ? named.get("export=") : undefined);
  if (as) return crossing(machine, module, site, (own) => exported(own, as, site, seen));
  if (name === "default") return undefined;
  for (const specifier of all) {
    const link = linkOf(machine, module, specifier, "import");
    if (link.kind === "unread") return decline(link.message, site);
    const found =
      link.kind === "module" && isModuleSyntax(link.module.program)
        ? fromModule(machine, link.module, name, site, seen)
        : undefined;
    if (found) return found;
  }
  return undefined;
}

function exported(
  machine: Machine,
  as: ExportedAs,
  site: Node,
  seen: Set<string>,
): Binding | undefined {
  const { module } = machine;
  switch (as.kind) {
    case "local":
      return topLevelBinding(machine, as.name, (statement) =>
        declaredNames(statement).includes(as.name),
      );
    case "default":
      return topLevelBinding(machine, defaultExport, ({ type }) =>
        /^(ExportDefaultDeclaration|TSExportAssignment)$/.test(type),
      );
    case "namespace":
      return ready(namespaceOf(machine, linkOf(machine, module, as.specifier, "import"), site));
    case "from": {
      const link = linkOf(machine, module, as.specifier, "import");
      return link.kind === "module" && isModuleSyntax(link.module.program)
        ? fromModule(machine, link.module, as.name, site, seen)
        : exportBinding(machine, link, as.name, site);
    }
  }
}

function topLevelBinding(
  machine: Machine,
  name: string,
  declares: (statement: Node) => boolean,
): Binding | undefined {
  const { program, reach } = machine.module;
  const file = openFile(machine);
  const statement = program.body.find(declares);
  if (statement) evaluateStatements(machine, file, reach.from(nodeRange(statement)));
  return lookUp(file.scope, name);
}

/** The names an ES module exports, those of `export *` included. */
function exportedNames(module: ParsedModule, seen: Set<ParsedModule>): ReadonlySet<string> {
  if (seen.has(module)) return new Set();
  seen.add(module);
  const { named, all } = exportsOf(module.program);
  const names = new Set(named.keys());
  for (const specifier of all) {
    const link = module.link(specifier, "import");
    if (link.kind !== "module" || !isModuleSyntax(link.module.program)) continue;
    for (const name of exportedNames(link.module, seen)) if (name !== "default") names.add(name);
  }
  return names;
}

/** `module.exports` of a CommonJS file, all of which is run; inside a cycle as far as it is filled. */
function commonExports(machine: Machine, module: ParsedModule, site: Node): Value {
  return crossing(machine, module, site, (own) => {
    const file = openFile(own);
    evaluateStatements(own, file, module.program.body);
    if (file.failure) return decline(`it could not be read: ${file.failure.message}`, site);
    return getMember(own, lookUp(file.scope, "module")?.value, "exports", site);
  });
}

/** Compilers mark what was an ES module: its default export is a member. */
function isCompiled(machine: Machine, value: Value, site: Node): boolean {
  const isObject = typeof value === "object" && value?.kind === "object";
  return isObject && getMember(machine, value, "__esModule", site) === true;
}

function jsonValue(link: Extract<Link, { kind: "json" }>, site: Node): Value {
  try {
    return dataValue(JSON.parse(link.text));
  } catch {
    return decline(`${fileNameOf(link.uri)} is not valid JSON`, site);
  }
}

export function ready(value: Value): Binding {
  return { value, state: "ready", constant: true };
}
