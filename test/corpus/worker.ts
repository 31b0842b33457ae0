import { checkFile } from "./checkFile.ts";
import type { FileReport } from "./functionReport.ts";

/** What a worker process says. */
export type WorkerMessage =
  | { readonly kind: "function"; readonly name: string }
  | { readonly kind: "file"; readonly report: FileReport; readonly peakMegabytes: number };

/** Checks one file after the other, as the parent process asks. */
export function serve(): void {
  // What the packages have to say is of no interest here.
  for (const method of ["log", "warn", "error", "info", "debug"] as const)
    console[method] = () => {};

  process.on("message", async (path: string) => {
    const report = await checkFile(path, (name) =>
      process.send?.({ kind: "function", name }),
    ).catch(
      (thrown: unknown): FileReport => ({
        path,
        functions: [],
        seconds: 0,
        processorSeconds: 0,
        problems: [`crash: ${(thrown as Error).stack ?? String(thrown)}`],
      }),
    );
    const peakMegabytes = process.resourceUsage().maxRSS / 1024;
    process.send?.({ kind: "file", report, peakMegabytes } satisfies WorkerMessage);
  });
}
