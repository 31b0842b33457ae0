// The panel's page inside VS Code, in a test's words.
import { workbench } from "./fixture.mjs";

export const page = () => workbench.webviewFrame();

/**
 * Opens the panel from the command palette, on the function at a line.
 * @param {string} file
 * @param {number} line
 * @param {string} name
 */
export async function openLesson(file, line, name) {
  // Within the function, be it declared or an arrow.
  await workbench.openFile(file, { line, column: 24 });
  await workbench.waitForLenses(1);
  await workbench.runCommand("Gradlens: Open Graph");
  await showsIn("h1 .function-name", new RegExp(`^${name}$`));
}

/**
 * Goes with the cursor to another function, and the panel follows.
 * @param {string} file
 * @param {number} line
 * @param {string} name
 */
export async function follow(file, line, name) {
  // The panel has the focus, and would make room for the file where it stands itself.
  const focused = workbench.page.locator(".editor-group-container.active .monaco-editor.focused");
  // A key is lost while the panel's page is on its way to the focus: a person presses it again.
  await workbench.until(async () => {
    if (!(await focused.isVisible())) await workbench.press("Control+1");
    return focused.isVisible();
  }, "the focus on the code");
  await workbench.openFile(file, { line, column: 24 });
  await showsIn("h1 .function-name", new RegExp(`^${name}$`));
}

/** @param {string} name */
export async function tab(name) {
  await page().getByRole("tab", { name }).click();
}

/**
 * Picks an input from the list of them.
 * @param {string} path
 */
export async function from(path) {
  await choose(".input-choice", path);
}

/**
 * Picks from a list.
 * @param {string} selector
 * @param {string} option
 */
export async function choose(selector, option) {
  const list = page().locator(selector);
  await list.getByRole("combobox").click();
  await list.getByRole("option", { name: option, exact: true }).click();
}

/**
 * Types a number and Enter.
 * @param {string} label
 * @param {string} value
 * @param {string} [selector] where the field has to be found otherwise
 */
export async function type(label, value, selector) {
  const field = selector ? page().locator(selector) : page().getByLabel(label, { exact: true });
  await field.fill(value);
  await field.press("Enter");
}

/** @param {string} selector */
export async function texts(selector) {
  return (await page().locator(selector).allTextContents()).map(plain);
}

/**
 * @param {string} selector
 * @param {RegExp} text
 */
export async function showsIn(selector, text) {
  await workbench.until(
    async () => (await texts(selector)).some((each) => text.test(each)),
    `${selector} to say ${text}`,
  );
}

/** @param {string} text */
function plain(text) {
  return text.replace(/\s+/g, " ").trim();
}
