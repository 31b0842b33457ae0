import { assertNever } from "../core/util/assertNever.ts";
import { toPanelMessage } from "../protocol/panelMessages.ts";
import "./view/controls.ts";
import { PanelElement } from "./panelElement.ts";
import { post } from "./vscodeApi.ts";

const panel = new PanelElement();
document.body.append(panel);

window.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
  const message = toPanelMessage(data);
  if (!message) return;
  switch (message.type) {
    case "show":
      panel.show(message.content);
      return;
    case "cursor":
      panel.selection = message.selection;
      return;
    case "branches":
      panel.takeBranches(message.question, message.branches);
      return;
    default:
      assertNever(message);
  }
});
post({ type: "ready" });
