/** Derivatives in published packages that are wrong; docs/found.md has the proof of each. */
export const foundBugs: readonly { readonly path: string; readonly name: string }[] = [
  { path: "neataptic/src/methods/activation.js", name: "activation.SOFTSIGN" },
  { path: "fmin/src/visualizations/functions.js", name: "dixonPrice.fprime" },
  { path: "fmin/src/visualizations/functions.js", name: "mccormick.fprime" },
];
