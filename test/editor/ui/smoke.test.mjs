import assert from "node:assert/strict";
import { basename } from "node:path";
import { globSync } from "tinyglobby";
import { workbench } from "./fixture.mjs";

describe("the workbench", () => {
  it("opens a TypeScript file of the workspace", async () => {
    const [file] = globSync("**/*.ts", { cwd: workbench.workspace });
    assert.ok(file, "the workspace has a TypeScript file");
    await workbench.openFile(file);
    await workbench.screenshot("smoke");
    assert.ok((await workbench.page.title()).includes(basename(file)));
    await workbench.closeAll();
  });
});
