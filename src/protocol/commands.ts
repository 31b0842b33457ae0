/** Commands that the server puts into lenses and hovers, for a client that announced them. */
export const openPanelCommand = "gradlens.openPanel";
export const setSamplePointCommand = "gradlens.setSamplePoint";

export const copyAsTypeScriptCommand = "gradlens.copyDerivativeAsTypeScript";
export const copyAsLatexCommand = "gradlens.copyDerivativeAsLatex";
export const copyAsTextCommand = "gradlens.copyDerivativeAsText";

/** The one argument of all; without it they speak of the function at the cursor. */
export interface FunctionTarget {
  readonly uri: string;
  readonly name: string;
}

/** What is copied: the whole gradient, or what belongs to one parameter. */
export interface CopyTarget extends FunctionTarget {
  readonly parameter?: string;
}
