import { parentPort, workerData } from "node:worker_threads";
import { crossingsOf } from "./crossings.ts";
import { engineNamed } from "./engines.ts";
import { randomGraph, tapeGraph } from "./graphs.ts";
import type { LayoutJob, LayoutResult } from "./layouts.ts";

/** Small graphs are laid out again and again until the code is warm; the median counts. */
const BUDGET = 2000;
const MOST_ROUNDS = 15;

async function measure({ engine, graph, size }: LayoutJob): Promise<LayoutResult> {
  const run = await engineNamed(engine);
  const drawn = graph === "random" ? randomGraph(size) : tapeGraph(size);
  const times: number[] = [];
  const begin = performance.now();
  let lines = await run(drawn);
  times.push(performance.now() - begin);
  while (times.length < MOST_ROUNDS && performance.now() - begin < BUDGET) {
    const start = performance.now();
    lines = await run(drawn);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return {
    nodes: drawn.nodes.length,
    links: drawn.links.length,
    milliseconds: times[Math.floor(times.length / 2)] as number,
    crossings: crossingsOf(lines()),
  };
}

void measure(workerData as LayoutJob).then((result) => parentPort?.postMessage(result));
