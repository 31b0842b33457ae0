/** Commands that the server puts into lenses and hovers, for a client that announced them. */
export const openPanelCommand = "gradlens.openPanel";
export const setSamplePointCommand = "gradlens.setSamplePoint";

/** The one argument of both; without it they speak of the function at the cursor. */
export interface FunctionTarget {
  readonly uri: string;
  readonly name: string;
}
