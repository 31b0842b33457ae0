import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { EngineName } from "./engines.ts";

const graphNames = ["random", "tape"] as const;

export interface LayoutJob {
  readonly engine: EngineName;
  readonly graph: (typeof graphNames)[number];
  readonly size: number;
}

export interface LayoutResult {
  readonly nodes: number;
  readonly links: number;
  readonly milliseconds: number;
  readonly crossings: number;
}

const sizes = [20, 100, 500, 2000, 5000];
const engines: readonly EngineName[] = ["ours", "dagre", "elkjs", "Graphviz"];
/** Longer than anybody waits for a picture. */
const PATIENCE = 60_000;

/** Layout time and crossings of all engines on the same graphs, each in a worker that can be stopped. */
export async function benchLayouts(): Promise<void> {
  for (const graph of graphNames) {
    console.log(
      `\n| ${graph} graph | links | ${engines.map((name) => `${name}, ms | crossings`).join(" | ")} | dagre ÷ ours |`,
    );
    console.log(`|---|---:|${engines.map(() => "---:|---:").join("|")}|---:|`);
    const tooSlow = new Set<EngineName>();
    for (const size of sizes) {
      const results = new Map<EngineName, LayoutResult>();
      for (const engine of engines) {
        if (tooSlow.has(engine)) continue;
        const result = await inWorker({ engine, graph, size });
        if (result) results.set(engine, result);
        else tooSlow.add(engine);
      }
      const ours = results.get("ours");
      const cells = engines.map((name) => {
        const result = results.get(name);
        return result ? `${result.milliseconds.toFixed(1)} | ${result.crossings}` : "over 60 s | ";
      });
      const dagre = results.get("dagre")?.milliseconds ?? Number.NaN;
      const ratio = Math.round(dagre / (ours?.milliseconds ?? Number.NaN));
      console.log(
        `| ${ours?.nodes} nodes | ${ours?.links} | ${cells.join(" | ")} | ${ratio || ""} |`,
      );
    }
  }
}

/** Bundled beside this one. */
const program = join(__dirname, "panel/layoutWorker.cjs");

function inWorker(job: LayoutJob): Promise<LayoutResult | undefined> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(program, {
      workerData: job,
      resourceLimits: { maxOldGenerationSizeMb: 2048, stackSizeMb: 64 },
    });
    const timer = setTimeout(() => {
      resolve(undefined);
      void worker.terminate();
    }, PATIENCE);
    const done = (result: LayoutResult | undefined) => {
      clearTimeout(timer);
      resolve(result);
      void worker.terminate();
    };
    worker.once("message", done);
    worker.once("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
  });
}
