// The elements of VS Code's own look that the page uses, each by itself: the whole set is larger than the page.
import { VscodeButton } from "@vscode-elements/elements/dist/vscode-button/index.js";
import "@vscode-elements/elements/dist/vscode-single-select/index.js";
import "@vscode-elements/elements/dist/vscode-tab-header/index.js";
import "@vscode-elements/elements/dist/vscode-tab-panel/index.js";
import "@vscode-elements/elements/dist/vscode-tabs/index.js";
import "@vscode-elements/elements/dist/vscode-textfield/index.js";
import "@vscode-elements/elements/dist/vscode-toolbar-button/index.js";

/** The space that presses a button does not scroll the view as well. */
document.addEventListener("keydown", (event) => {
  if (event.key === " " && event.target instanceof VscodeButton) event.preventDefault();
});
