import assert from "node:assert/strict";
import { type CodeAction, CodeActionRequest } from "vscode-languageserver-protocol/node";
import { TestClient } from "./client.ts";

const uri = "file:///write.ts";
const text = `/** @at x = 2 */
export const h = (x: number) => (3 * x + 1) ** 2;

function known(x: number) {
  return x ** 3;
}
const knownPrime = (x: number) => 3 * x ** 2;

export function leaky(x: number) {
  return x > 0 ? x ** 2 : 0.1 * x;
}
export const unrelated = 1;
`;

describe("writing a derivative below its function", () => {
  let client: TestClient;
  beforeEach(async () => {
    client = new TestClient();
    await client.open(uri, text);
  });
  afterEach(() => client.dispose());

  async function actionsOn(name: string): Promise<CodeAction[]> {
    const before = text.slice(0, text.indexOf(name)).split("\n");
    const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
    const found = await client.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range: { start: position, end: position },
      context: { diagnostics: [], only: ["refactor"] },
    });
    return (found ?? []) as CodeAction[];
  }

  it("puts it there, exported as its function is, and it is verified", async () => {
    const [action, ...others] = await actionsOn("h = (x");
    assert.deepEqual(others, []);
    assert.equal(action?.title, 'Write the derivative "hPrime" below');
    const [edit] = action.edit?.changes?.[uri] ?? assert.fail();
    assert.ok(edit);
    assert.equal(
      edit.newText,
      "\n\nexport function hPrime(x: number) {\n  return 6 * (3 * x + 1);\n}",
    );
    assert.deepEqual(edit.range.start, { line: 1, character: 49 });
    await client.change(uri, 2, { range: edit.range, text: edit.newText });
    const titles = await client.lensTexts(uri);
    assert.ok(
      titles.some((title) => title.endsWith("✓ equals h′ (proved)")),
      titles.join("\n"),
    );
  });

  it("is not offered where there is one, where a formula holds on one branch only", async () => {
    assert.deepEqual(await actionsOn("known(x"), []);
    assert.deepEqual(await actionsOn("knownPrime ="), []);
    assert.deepEqual(await actionsOn("leaky(x"), []);
    assert.deepEqual(await actionsOn("x ** 3"), []);
  });
});
