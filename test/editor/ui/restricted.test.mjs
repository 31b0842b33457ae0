import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { workbench } from "./fixture.mjs";
import { startSession } from "./session.mjs";

describe("in Restricted Mode", () => {
  /** @type {Awaited<ReturnType<typeof startSession>>} */
  let session;
  before(async () => {
    session = await startSession({
      extension: workbench.extension,
      examples: join(import.meta.dirname, "../../../examples"),
      out: dirname(workbench.screenshots),
      settings: {
        "security.workspace.trust.enabled": true,
        "security.workspace.trust.startupPrompt": "never",
      },
    });
  });
  after(() => session?.stop());

  it("lenses, hovers and the panel work as ever", async () => {
    const restricted = session.workbench;
    await restricted.openFile("chainRule.ts");
    await restricted.page.locator(".statusbar", { hasText: "Restricted Mode" }).waitFor();
    const [lens] = await restricted.waitForLenses(3);
    assert.match(lens ?? "", /^h′\(x\) = 6\(3x \+ 1\)/);
    assert.match(await restricted.hoverText("h", { nth: 1 }), /h′\(2\) = 14 × 3 = 42/);
    await restricted.screenshot("restricted");
    await restricted.clickLens("h′(x)");
    await restricted.webviewFrame().locator("h1", { hasText: "h" }).waitFor();
  });
});
