import assert from "node:assert/strict";
import { type CodeAction, CodeActionRequest } from "vscode-languageserver-protocol/node";
import { TestClient } from "./client.ts";

const uri = "file:///pair.ts";
const text =
  "export const f = (x: number) => Math.sin(3 * x);\nexport const fPrime = (x: number) => Math.cos(3 * x);\n";

describe("code actions", () => {
  let client: TestClient;
  beforeEach(() => {
    client = new TestClient();
  });
  afterEach(() => client.dispose());

  const actionsAt = async (line: number) => {
    const position = { line, character: 15 };
    const found = await client.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range: { start: position, end: position },
      context: { diagnostics: [] },
    });
    return (found ?? []) as CodeAction[];
  };

  it("repair a wrong derivative, and the error goes", async () => {
    await client.open(uri, text);
    await client.diagnostics(uri, 1);
    const actions = await actionsAt(1);
    assert.deepEqual(
      actions.map(({ title, isPreferred }) => [title, isPreferred === true]),
      [
        ["Multiply by 3", true],
        ["Replace by the exact derivative", false],
        ['Ignore "fPrime"', false],
      ],
    );
    const [edit] = actions[0]?.edit?.changes?.[uri] ?? [];
    assert.ok(edit);
    const lines = text.split("\n");
    const line = lines[edit.range.start.line] as string;
    lines[edit.range.start.line] =
      line.slice(0, edit.range.start.character) +
      edit.newText +
      line.slice(edit.range.end.character);
    await client.change(uri, 2, { text: lines.join("\n") });
    assert.deepEqual((await client.diagnostics(uri, 2)).diagnostics, []);
  });

  it("are none where nothing is wrong", async () => {
    await client.open(uri, text);
    assert.deepEqual(await actionsAt(0), []);
  });
});
