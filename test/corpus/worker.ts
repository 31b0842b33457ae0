import { analysed, checkFile } from "./checkFile.ts";
import type { FileReport } from "./functionReport.ts";

/** What a worker process is asked for: all about a file, or only how long Gradlens takes for it. */
export interface WorkerTask {
  readonly kind: "check" | "time";
  readonly path: string;
}

/** What a worker process says. */
export type WorkerMessage =
  | { readonly kind: "time"; readonly seconds: number }
  | { readonly kind: "function"; readonly name: string }
  | { readonly kind: "file"; readonly report: FileReport; readonly peakMegabytes: number };

/** Does one task after the other, as the parent process asks. */
export function serve(): void {
  // What the packages have to say is of no interest here.
  for (const method of ["log", "warn", "error", "info", "debug"] as const)
    console[method] = () => {};

  process.on("message", async ({ kind, path }: WorkerTask) => {
    if (kind === "time") return say({ kind: "time", seconds: analysed(path).seconds });
    const report = await checkFile(path, (name) => say({ kind: "function", name })).catch(
      (thrown: unknown): FileReport => ({
        path,
        functions: [],
        seconds: 0,
        processorSeconds: 0,
        problems: [`crash: ${(thrown as Error).stack ?? String(thrown)}`],
      }),
    );
    const peakMegabytes = process.resourceUsage().maxRSS / 1024;
    say({ kind: "file", report, peakMegabytes });
  });
}

function say(message: WorkerMessage): void {
  process.send?.(message);
}
