import type { FunctionEntry } from "../../syntax/functions.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import { basesOf, sameName } from "../pairs/affixes.ts";
import { takesTheSame } from "../pairs/guessedPairs.ts";
import type { Home } from "../pairs/imported.ts";
import { ownerOf, ownName } from "../pairs/owner.ts";
import type { Pair } from "../pairs/pair.ts";
import { upstreamOf } from "../pairs/upstream.ts";
import { passBase } from "./backwardPair.ts";
import { carrierBase, carrierPair } from "./carriers/carrierPair.ts";
import { keptPair } from "./kept.ts";

/**
 * `sigmoidBackward` in sigmoid-backward.ts, of `sigmoid` in sigmoid.ts: files beside each other that no import
 * links, but both names do. Worth a word where it holds, or is clearly the same thing gone wrong.
 */
export function neighbourPair(module: ParsedModule, derivative: FunctionEntry): Pair | undefined {
  if (derivative.instanceOf !== undefined || derivative.level === "nested") return undefined;
  const name = ownName(derivative);
  const passOf = passBase(name);
  const carrierOf = carrierBase(name);
  const derived = basesOf(name);
  const bases = [passOf, carrierOf, ...derived.map(({ base }) => base)].filter(
    (base) => base !== undefined,
  );
  if (bases.length === 0) return undefined;
  for (const specifier of new Set([...counterparts(module.uri), ...bases.flatMap(fileNames)])) {
    const home = () => homeIn(module, specifier, bases);
    const found = home()?.entry;
    if (!found) continue;
    const { nameRange } = derivative;
    const places = { range: nameRange, nameRange, carrier: nameRange, statement: nameRange };
    const beside = { primal: { ...found, ...places }, home, isGuess: true } as const;
    // What a stage calls has to be there under a name: that of no other.
    const key = ownName(found);
    const isTaken = key === "default" || new RegExp(`\\b${key}\\b`).test(module.text);
    const called = { ...found, name: isTaken ? `${bases[0]}Itself` : key };
    const imports = `\nimport { ${key} as ${called.name} } from "${specifier}";`;
    const staged =
      (passOf === undefined ? undefined : keptPair(module, called, derivative, imports)) ??
      (carrierOf === undefined
        ? undefined
        : carrierPair(module, derivative, () => [called], imports));
    if (staged && found.level === "module") return { ...staged, ...beside };
    const pair = { ...beside, derivative, tag: undefined } as const;
    const upstream = passOf === undefined ? undefined : upstreamOf(found, derivative);
    if (upstream) return { ...pair, convention: "functional", wrt: [], upstream };
    const wrt = derived.find(({ base }) => sameName(base, ownName(found)))?.wrt;
    if (derived.length > 0 || takesTheSame(found, derivative))
      return { ...pair, convention: "named-pair", wrt: wrt === undefined ? [] : [wrt] };
  }
  return undefined;
}

const ending =
  "backward|backwards|backprop|back|bwd|grad|grads|gradient|gradients|deriv|derivs|derivative|derivatives|prime|vjp";
const endings = [
  new RegExp(`^(?<of>.+?)[-_.](?:b|d|${ending})$`),
  new RegExp(`^(?<of>[a-z]\\w*?)(?:B|${ending.replace(/\b[a-z]/g, (one) => one.toUpperCase())})$`),
];

/** The files that a file's own name says it belongs to: softmax-b.ts, backward.js, backward/relu.ts. */
function counterparts(uri: string): readonly string[] {
  const [folder = "", file = ""] = uri.split("/").slice(-2);
  const stem = file.replace(/\.[^.]+$/, "");
  const found = endings.flatMap((pattern) => pattern.exec(stem)?.groups?.["of"] ?? []);
  const forward = stem.replace(/backward/, "forward").replace(/Backward/, "Forward");
  return [
    ...found.map((of) => `./${of}`),
    ...(forward === stem ? [] : [`./${forward}`]),
    ...(/^backwards?$/.test(folder) ? [`../${folder.replace("back", "for")}/${stem}`] : []),
  ];
}

/** leakyRelu.ts, leaky-relu.ts, leaky_relu.ts, LeakyRelu.ts */
function fileNames(base: string): readonly string[] {
  const split = (by: string) =>
    base.replace(/(?<=[a-z0-9])[A-Z]/g, (capital) => by + capital).toLowerCase();
  const capital = base.charAt(0).toUpperCase() + base.slice(1);
  return [base, split("-"), split("_"), capital].map((name) => `./${name}`);
}

/** Its function of one of these names: of the file itself, or the only member of an object or class. */
function homeIn(own: ParsedModule, specifier: string, bases: readonly string[]): Home | undefined {
  const link = own.link(specifier, "import");
  if (link.kind !== "module" || link.module === own) return undefined;
  const { module } = link;
  for (const base of bases) {
    const named = module.functions.filter(
      (entry) =>
        sameName(ownName(entry).replace(/_?[fF]orward$/, ""), base) &&
        entry.instanceOf === undefined,
    );
    const members = named.filter(
      (entry) => entry.level === "member" && ownerOf(entry).kind === "record",
    );
    const entry =
      named.find(({ level }) => level === "module") ??
      (members.length === 1 ? members[0] : undefined) ??
      (fileNames(base).includes(specifier) ? onlyDefault(module) : undefined);
    if (entry) return { module, entry };
  }
  return undefined;
}

/** `export default (x) => …` is called like its file. */
function onlyDefault({ functions }: ParsedModule): FunctionEntry | undefined {
  return functions.find(({ level, name }) => level === "module" && name === "default");
}
