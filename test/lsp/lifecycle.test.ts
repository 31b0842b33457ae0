import assert from "node:assert/strict";
import { TextDocumentSyncKind } from "vscode-languageserver-protocol/node";
import { version } from "../../package.json";
import { TestClient } from "./client.ts";

describe("the server's life", () => {
  let client: TestClient;
  afterEach(() => client.dispose());

  it("says what it can do", async () => {
    client = new TestClient();
    const { capabilities, serverInfo } = await client.initialized;
    assert.deepEqual(serverInfo, { name: "gradlens", version });
    assert.deepEqual(capabilities.textDocumentSync, {
      openClose: true,
      change: TextDocumentSyncKind.Incremental,
      save: true,
    });
    assert.deepEqual(capabilities.codeLensProvider, { resolveProvider: true });
    assert.equal(capabilities.hoverProvider, true);
  });

  it("asks to be told of changed settings and of files changed on the disk", async () => {
    client = new TestClient();
    await client.initialized;
    await client.until(() => client.registered.length === 2, "registrations");
    assert.deepEqual(client.registered.sort(), [
      "workspace/didChangeConfiguration",
      "workspace/didChangeWatchedFiles",
    ]);
  });

  it("is also what `gradlens lsp --stdio` starts", async () => {
    client = new TestClient({ serverArguments: ["dist/cli.js", "lsp", "--stdio"] });
    await client.open("file:///a.ts", "export function f(x: number) { return x * x; }\n");
    assert.equal((await client.lenses("file:///a.ts")).length, 1);
    assert.equal(await client.shutdown(), 0);
  });

  it("leaves with 0 after a shutdown", async () => {
    client = new TestClient();
    assert.equal(await client.shutdown(), 0);
  });

  it("leaves with 1 when nobody asked for a shutdown", async () => {
    client = new TestClient();
    await client.initialized;
    assert.equal(await client.exit(), 1);
  });

  it("leaves in the middle of a pause in typing", async () => {
    client = new TestClient();
    await client.open("file:///a.ts", "export function f(x: number) { return x * x; }\n");
    await client.diagnostics("file:///a.ts", 1);
    await client.change("file:///a.ts", 2, {
      text: "export function f(x: number) { return x; }\n",
    });
    assert.equal(await client.shutdown(), 0);
  });

  it("answers nothing about a document that is not open", async () => {
    client = new TestClient();
    await client.initialized;
    const uri = "file:///never-opened.ts";
    assert.deepEqual(await client.lenses(uri), []);
    assert.equal(await client.hover(uri, 0, 0), null);
    assert.deepEqual(await client.status(uri), { functions: [], syntaxError: null });
    assert.equal(await client.trace({ uri, offset: 0 }), null);
  });

  it("answers nothing about another language", async () => {
    client = new TestClient();
    await client.open("file:///a.py", "export function f(x) { return x * x; }\n", "python");
    assert.deepEqual(await client.lenses("file:///a.py"), []);
  });

  it("reads an untitled document in its language's dialect", async () => {
    client = new TestClient();
    const square = "export const square = (x) => x * x;\n";
    await client.open(
      "untitled:1",
      `${square}const jsx = <b>{square(2)}</b>;\n`,
      "javascriptreact",
    );
    assert.equal((await client.lenses("untitled:1")).length, 1);
    await client.open("untitled:2", `${square}const cast = <number>square(2);\n`, "typescript");
    assert.equal((await client.lenses("untitled:2")).length, 1);
  });

  for (const [languageId, uri] of [
    ["javascript", "file:///a.mjs"],
    ["javascriptreact", "file:///a.jsx"],
    ["typescriptreact", "file:///a.tsx"],
    ["typescript", "untitled:Untitled-1"],
    ["javascript", "untitled:Untitled-2"],
    ["typescript", "vscode-vfs://github/owner/repo/loss.ts"],
    ["typescript", "vscode-notebook-cell:/book.ipynb#W1sZmlsZQ%3D%3D"],
  ] as const) {
    it(`serves ${languageId} in ${uri}`, async () => {
      client = new TestClient();
      await client.open(uri, "export function f(x) { return x * x; }\n", languageId);
      assert.match((await client.lensTexts(uri)).join(), /^0: .*2x/);
    });
  }
});
