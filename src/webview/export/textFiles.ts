import { argumentsOf, rangeOf } from "../../core/tape/tape.ts";
import { toWire } from "../../protocol/wireNumber.ts";
import { formatNumber } from "../model/numbers.ts";
import { type Scene, seedOf } from "../model/scene.ts";
import { operationName } from "../model/words.ts";

/** The graph as Graphviz reads it, with the numbers of this moment. */
export function dotText(scene: Scene): string {
  const { picture, sweep, linkNumbers } = scene;
  const { graph, words, trace } = picture;
  const nodes = graph.nodes.map(({ id, name, operator, kind }) => {
    const title = [name, operator].filter((part) => part !== undefined && part !== "").join("  ");
    const value = formatNumber(sweep.values[id] as number);
    const gradient = sweep.reached[id] === 1 ? formatNumber(sweep.adjoints[id] as number) : "";
    const label = [title, `value ${value}`, ...(gradient ? [`gradient ${gradient}`] : [])];
    return `  n${id} [label=${quoted(label.join("\n"))}, shape=${kind === "operation" ? "box" : "ellipse"}];`;
  });
  const links = graph.links.map(({ from, to }, index) => {
    const numbers = linkNumbers[index];
    const isStopped = numbers?.state === "stopped";
    const label = isStopped ? "stops" : formatNumber(numbers?.local ?? 0);
    const style = isStopped || numbers?.local === 0 ? ", style=dashed" : "";
    return `  n${from} -> n${to} [label=${quoted(label)}, tooltip=${quoted(words.derivative(to, from))}${style}];`;
  });
  return [
    `digraph ${quoted(trace.name)} {`,
    "  rankdir=LR;",
    '  node [fontname="sans-serif"]; edge [fontname="sans-serif"];',
    ...nodes,
    ...links,
    "}",
    "",
  ].join("\n");
}

function quoted(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
}

/** Every number of the tape at this point, for another program; what is not finite as text. */
export function jsonText(scene: Scene): string {
  const { picture, inputs, sweep } = scene;
  const { tape, trace, words } = picture;
  const seed = seedOf(scene);
  const nodes = Array.from(tape.ops.keys(), (node) => {
    const first = tape.argStart[node] as number;
    return {
      id: node,
      operation: operationName(tape, node),
      name: words.name(node),
      value: toWire(sweep.values[node] as number),
      gradient: sweep.reached[node] === 1 ? toWire(sweep.adjoints[node] as number) : undefined,
      arguments: Array.from(argumentsOf(tape, node), (from, place) => ({
        from,
        derivative:
          sweep.local.stopped[first + place] === 1
            ? undefined
            : toWire(sweep.local.partials[first + place] as number),
      })),
      source: rangeOf(tape, node),
    };
  });
  const content = {
    function: trace.name,
    file: trace.uri,
    inputs: tape.inputs.map(({ path, role, node }, index) => ({
      ...{ path, role, node },
      value: toWire(inputs[index] as number),
    })),
    outputs: tape.outputs,
    differentiated: seed,
    isRecordedBranch: sweep.brokenGuard === undefined,
    nodes,
  };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}
