/**
 * The workbench of this run: `import { workbench } from "./fixture.mjs"`. It is there once tests run.
 * @type {import("./workbench.mjs").Workbench}
 */
export let workbench;

/** @param {import("./workbench.mjs").Workbench} value */
export function setWorkbench(value) {
  workbench = value;
}
