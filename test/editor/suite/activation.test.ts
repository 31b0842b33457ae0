import assert from "node:assert/strict";
import { extensions, Uri, window, workspace } from "vscode";

describe("the extension", () => {
  it("is known to VS Code", () => {
    assert.ok(extensions.getExtension("gradlens.gradlens"));
  });

  it("wakes up when a TypeScript file of the workspace is opened", async () => {
    const extension = extensions.getExtension("gradlens.gradlens");
    const [file] = await workspace.findFiles("**/*.ts", undefined, 1);
    assert.ok(extension && file, "an extension and a TypeScript file");
    await window.showTextDocument(Uri.file(file.path));
    const deadline = Date.now() + 10_000;
    while (!extension.isActive && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assert.ok(extension.isActive, "active within 10 s, without being asked to");
  });
});
