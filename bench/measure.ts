/** Something to be timed. A promise is waited for. */
export interface Case {
  readonly name: string;
  run(): unknown;
  /** Before every run, outside of the measured time. */
  prepare?(): unknown;
}

export interface Times {
  readonly median: number;
  readonly p95: number;
}

/**
 * Milliseconds of each case, which take turns: whatever else the machine does falls on all of them
 * alike, so that their ratio is worth more than the times themselves.
 */
export async function interleaved(
  cases: readonly Case[],
  rounds: number,
  warmUps = 0,
): Promise<ReadonlyMap<string, Times>> {
  const samples = new Map<string, number[]>(cases.map(({ name }) => [name, []]));
  for (let round = -warmUps; round < rounds; round++) {
    for (const { name, prepare, run } of cases) {
      await prepare?.();
      const start = performance.now();
      const result = run();
      if (result instanceof Promise) await result;
      const time = performance.now() - start;
      if (round >= 0) samples.get(name)?.push(time);
    }
  }
  return new Map(Array.from(samples, ([name, times]) => [name, timesOf(times)]));
}

/** A case too short for the clock, as a batch of about ten milliseconds; times are per call. */
export async function interleavedBatches(
  cases: readonly { readonly name: string; run(): number }[],
  rounds: number,
): Promise<ReadonlyMap<string, Times>> {
  const sizes = new Map(cases.map(({ name, run }) => [name, batchSize(run)]));
  const batches = cases.map(({ name, run }) => ({
    name,
    run: () => repeat(run, sizes.get(name) as number),
  }));
  const times = await interleaved(batches, rounds, 2);
  return new Map(
    Array.from(times, ([name, { median, p95 }]) => {
      const size = sizes.get(name) as number;
      return [name, { median: median / size, p95: p95 / size }];
    }),
  );
}

/** Only after a while is the code compiled as well as it will be. */
const warmUpMilliseconds = 300;

function batchSize(run: () => number): number {
  for (const start = performance.now(); performance.now() - start < warmUpMilliseconds; ) {
    repeat(run, 1);
  }
  for (let size = 1; ; size *= 2) {
    const start = performance.now();
    repeat(run, size);
    if (performance.now() - start > 10) return size;
  }
}

/** Keeps what the calls return, so that none can be left out. */
let kept = 0;

function repeat(run: () => number, count: number): void {
  for (let i = 0; i < count; i++) kept += run();
  if (Number.isNaN(kept)) kept = 0;
}

function timesOf(samples: readonly number[]): Times {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] as number;
  return { median: at(0.5), p95: at(0.95) };
}
