/** Counts, never time, so that the same source always gives the same result. */
export interface Limits {
  readonly steps: number;
  readonly nodes: number;
  /** What `steps` is left of, where earlier runs took their part: the number that people know. */
  readonly allowance?: number;
  /** What a function may take of its file's steps before a search that leads nowhere is given up. */
  readonly share?: number;
}

/** Nested evaluations, of expressions and calls together: the host's own stack is finite. */
export const maximumDepth = 900;

/** What a whole document may cost. */
export interface DocumentLimits extends Limits {
  /** For all functions of the file together, besides what each has of its own. */
  readonly fileSteps: number;
}

export const defaultLimits: DocumentLimits = {
  steps: 5_000_000,
  nodes: 2_000_000,
  fileSteps: 6_000_000,
};

/** What each function of a file adds to the file's steps: a file of many functions may take longer. */
export const stepsPerFunction = 25_000;

/** What setting up a run counts for, in steps: a file of thousands of tiny functions is bounded too. */
export const tracingOverhead = 8_000;

/** What module-level code may spend before a function is traced; one runaway statement spoils no other. */
export const moduleStatementSteps = 1_000_000;

export interface Budget {
  readonly limits: Limits;
  steps: number;
  /** The step at which the current stretch of code is stopped. */
  stopAt: number;
  depth: number;
  /** The files are still being loaded; the function itself comes after. */
  isLoading: boolean;
}

/** How far the program came, when it was stopped. */
export function stepsTaken({ limits, stopAt }: Budget): number {
  return stopAt === limits.steps ? (limits.allowance ?? stopAt) : stopAt;
}

export function createBudget(limits: Limits): Budget {
  return { limits, steps: 0, stopAt: limits.steps, depth: 0, isLoading: true };
}
