import { brokenInvariant } from "../../../src/core/tape/checkTape.ts";
import type { Tape } from "../../../src/core/tape/tape.ts";
import { tapeFromWire } from "../../../src/protocol/wireTape.ts";
import { type Graph, graphOf } from "../../../src/webview/model/graph.ts";
import type { Sample } from "../../panel/samples.ts";

export function tapeOfSample({ trace }: Sample): Tape {
  const tape = tapeFromWire(trace.tape);
  const broken = brokenInvariant(tape);
  if (broken !== undefined) throw new Error(broken);
  return tape;
}

export function graphOfSample(sample: Sample): Graph {
  return graphOf(tapeOfSample(sample), sample.trace.name, sample.text).graph;
}
