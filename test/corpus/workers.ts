import { type ChildProcess, fork } from "node:child_process";
import { availableParallelism } from "node:os";
import type { FileReport } from "./functionReport.ts";
import type { WorkerMessage, WorkerTask } from "./worker.ts";

/** Less than a process may take in all: what is garbage is swept before it piles up. */
const heapMegabytes = 300;
/** The young generation grows by itself where there is much garbage, three halves of this. */
const semiSpaceMegabytes = 8;

/** Then the next file is left to a fresh process: what is measured is what a file needs. */
const grownMegabytes = 170;

/** A worker that says nothing for so long is stuck. */
const silenceMilliseconds = 90_000;

export interface CorpusRun {
  /** In the order of the paths. */
  readonly files: readonly FileReport[];
  /** Of the biggest process. */
  readonly peakMegabytes: number;
}

/** Checks all files, side by side in as many processes as there are processors, four at most. */
export async function checkFiles(paths: readonly string[]): Promise<CorpusRun> {
  const reports = new Map<string, FileReport>();
  const waiting = [...paths];
  let peakMegabytes = 0;
  const count = Math.min(availableParallelism(), 4, paths.length);
  await Promise.all(Array.from({ length: count }, () => work()));
  return { files: paths.flatMap((path) => reports.get(path) ?? []), peakMegabytes };

  async function work(): Promise<void> {
    let worker = startWorker();
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      const answer = await ask(worker, path);
      reports.set(path, answer.report);
      peakMegabytes = Math.max(peakMegabytes, answer.peakMegabytes);
      const isGrown = answer.peakMegabytes > grownMegabytes;
      if (isGrown) worker.kill();
      if (isGrown || !worker.connected) worker = startWorker();
    }
    worker.kill();
  }
}

/**
 * How long Gradlens takes for one file by the clock, in a fresh process that may take what memory it likes, as a
 * language server may; undefined where the process ends over it.
 */
export async function secondsAlone(path: string): Promise<number | undefined> {
  const worker = fork(__filename, { execArgv: [] });
  const seconds = await new Promise<number | undefined>((resolve) => {
    worker.on("exit", () => resolve(undefined));
    worker.on("message", (message: WorkerMessage) => {
      if (message.kind === "time") resolve(message.seconds);
    });
    worker.send({ kind: "time", path } satisfies WorkerTask);
  });
  worker.kill();
  return seconds;
}

/** This very program, which serves when it is somebody's child. */
function startWorker(): ChildProcess {
  return fork(__filename, {
    execArgv: [
      "--enable-source-maps",
      `--max-old-space-size=${heapMegabytes}`,
      `--max-semi-space-size=${semiSpaceMegabytes}`,
    ],
  });
}

type Answer = Omit<Extract<WorkerMessage, { kind: "file" }>, "kind">;

function ask(worker: ChildProcess, path: string): Promise<Answer> {
  return new Promise((resolve) => {
    let last = "";
    let timer: NodeJS.Timeout;
    const lost = (why: string) => {
      const problem = `crash: ${why}${last === "" ? "" : ` at ${last}`}`;
      const report = { path, functions: [], seconds: 0, processorSeconds: 0, problems: [problem] };
      finish({ report, peakMegabytes: 0 });
    };
    const onExit = () => lost("the process ended, out of memory or by itself");
    const onMessage = (message: WorkerMessage) => {
      watch();
      if (message.kind === "function") last = message.name;
      else if (message.kind === "file") finish(message);
    };
    const watch = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        worker.kill("SIGKILL");
        worker.disconnect();
        lost("nothing happens any more");
      }, silenceMilliseconds);
    };
    const finish = (answer: Answer) => {
      clearTimeout(timer);
      worker.off("message", onMessage);
      worker.off("exit", onExit);
      resolve(answer);
    };
    worker.on("message", onMessage);
    worker.on("exit", onExit);
    watch();
    worker.send({ kind: "check", path } satisfies WorkerTask);
  });
}
