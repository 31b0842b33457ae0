import { commands, env, UIKind, Uri, ViewColumn, window, workspace } from "vscode";
import type { FromPanel, PanelContent } from "../protocol/panelMessages.ts";
import { exportedHtml } from "./exportedHtml.ts";
import { reasonOf } from "./panelSentences.ts";

type ExportMessage = Extract<FromPanel, { type: "export" | "exportPage" }>;

const kinds = { svg: "SVG", png: "PNG", html: "Web page", dot: "Graphviz", json: "JSON" } as const;

/** Asks where to put what the page has made, and writes it there. */
export async function exportFromPanel(
  extensionUri: Uri,
  message: ExportMessage,
  content: PanelContent,
): Promise<void> {
  const format = message.type === "export" ? message.format : "html";
  const target = await window.showSaveDialog({
    defaultUri: Uri.joinPath(folderOf(content), `${fileName(message.name)}.${format}`),
    filters: { [kinds[format]]: [format] },
    title: `Export ${message.name}`,
  });
  if (!target) return;
  try {
    await workspace.fs.writeFile(target, await bytesOf(extensionUri, message, content));
  } catch (error) {
    void window.showErrorMessage(`Gradlens could not write the file: ${reasonOf(error)}`);
    return;
  }
  const open = "Open";
  const chosen = await window.showInformationMessage(
    `Saved ${target.path.split("/").pop()}.`,
    open,
  );
  if (chosen !== open) return;
  try {
    await show(target);
  } catch (error) {
    void window.showErrorMessage(`Gradlens could not open the file: ${reasonOf(error)}`);
  }
}

/** In the program for such files; where those are on another machine than the window, in the window. */
async function show(file: Uri): Promise<void> {
  const isHere = file.scheme === "file" && !env.remoteName && env.uiKind === UIKind.Desktop;
  if (isHere) await env.openExternal(file);
  // Beside the panel, which hidden would lose its page.
  else await commands.executeCommand("vscode.open", file, ViewColumn.One);
}

async function bytesOf(
  extensionUri: Uri,
  message: ExportMessage,
  content: PanelContent,
): Promise<Uint8Array> {
  if (message.type === "export") {
    return Buffer.from(message.data, message.format === "png" ? "base64" : "utf8");
  }
  const read = async (...path: string[]) =>
    Buffer.from(await workspace.fs.readFile(Uri.joinPath(extensionUri, ...path))).toString("utf8");
  const html = exportedHtml(`Gradlens: ${message.name}`, {
    script: await read("dist", "webview.js"),
    style: await read("media", "panel.css"),
    look: message.look,
    state: { content, saved: message.saved },
  });
  return Buffer.from(html, "utf8");
}

/** Beside the code where that has a folder, else in the workspace. */
function folderOf(content: PanelContent): Uri {
  const own = content.kind === "function" ? Uri.parse(content.trace.uri) : undefined;
  if (own && own.scheme !== "untitled") return Uri.joinPath(own, "..");
  return workspace.workspaceFolders?.[0]?.uri ?? Uri.file("/");
}

function fileName(name: string): string {
  return name.replace(/[^\p{L}\p{N}_$.-]+/gu, "-").replace(/^\.+/, "") || "graph";
}
