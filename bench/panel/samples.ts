import { readFileSync } from "node:fs";
import { sizeOf, type Tape } from "../../src/core/tape/tape.ts";
import type { PanelContent } from "../../src/protocol/panelMessages.ts";
import { tapeToWire } from "../../src/protocol/wireTape.ts";
import { traced } from "../traced.ts";

export interface Sample {
  readonly title: string;
  readonly content: PanelContent;
  /** Nodes in the tape. */
  readonly nodes: number;
  readonly unfold: boolean;
}

export function samples(): readonly Sample[] {
  return [
    sample("300 nodes, all drawn", "rosenbrock", rosenbrock(38), true),
    sample("600 nodes, all drawn", "rosenbrock", rosenbrock(64), true),
    sample("5,000 nodes, folded", "network", network(28), false),
  ];
}

function sample(title: string, name: string, tape: Tape, unfold: boolean): Sample {
  const text = readFileSync(`bench/functions/${name}.ts`, "utf8");
  const trace = {
    ...({ kind: "traced", uri: `file:///${name}.ts`, version: 1, name } as const),
    ...{ start: 0, end: text.length, tape: tapeToWire(tape), point: "…", pointChosen: true },
    derivatives: [],
  };
  return { title, unfold, content: { kind: "function", trace, text }, nodes: sizeOf(tape) };
}

function rosenbrock(variables: number): Tape {
  const x = Array.from({ length: variables }, (_, i) => Math.sin(i + 1));
  return traced("rosenbrock", `x = [${x.join(", ")}]`);
}

function network(units: number): Tape {
  const row = (salt: number) =>
    `[${Array.from({ length: units }, (_, i) => Math.sin(1.7 * i + salt) / 5).join(", ")}]`;
  const matrix = (salt: number) =>
    `[${Array.from({ length: units }, (_, i) => row(salt + i)).join(", ")}]`;
  const point = `x = ${row(1)}, target = 1, w1 = ${matrix(2)}, b1 = ${row(3)}`;
  return traced("network", `${point}, w2 = ${matrix(4)}, b2 = ${row(5)}, w3 = ${row(6)}`);
}
