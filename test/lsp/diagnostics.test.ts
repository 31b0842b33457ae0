import assert from "node:assert/strict";
import { DiagnosticSeverity } from "vscode-languageserver-protocol/node";
import { TestClient } from "./client.ts";

const uri = "file:///pair.ts";
const primal = "export function square(x: number) {\n  return (3 * x) ** 2;\n}\n";
const right = "export function squarePrime(x: number) {\n  return 18 * x;\n}\n";
const wrong = right.replace("18 * x", "7");

describe("diagnostics", () => {
  let client: TestClient;
  beforeEach(() => {
    client = new TestClient();
  });
  afterEach(() => client.dispose());

  it("stand as errors on the name of a wrong derivative, and point to the function it belongs to", async () => {
    await client.open(uri, primal + wrong);
    const { diagnostics } = await client.diagnostics(uri, 1);
    assert.equal(diagnostics.length, 1);
    const [diagnostic] = diagnostics;
    assert.ok(diagnostic);
    assert.equal(diagnostic.severity, DiagnosticSeverity.Error);
    assert.equal(diagnostic.source, "gradlens");
    assert.equal(diagnostic.code, "wrong");
    assert.deepEqual(diagnostic.range, {
      start: { line: 3, character: 16 },
      end: { line: 3, character: 27 },
    });
    assert.equal(diagnostic.relatedInformation?.[0]?.location.uri, uri);
    assert.deepEqual(diagnostic.relatedInformation?.[0]?.location.range.start, {
      line: 0,
      character: 16,
    });
    assert.ok(String(diagnostic.message).length > 10);
  });

  it("say nothing about a right one", async () => {
    await client.open(uri, primal + right);
    assert.deepEqual((await client.diagnostics(uri, 1)).diagnostics, []);
  });

  it("come and go with the mistake", async () => {
    await client.open(uri, primal + right);
    await client.diagnostics(uri, 1);
    await client.change(uri, 2, { text: primal + wrong });
    assert.equal((await client.diagnostics(uri, 2)).diagnostics.length, 1);
    await client.change(uri, 3, { text: primal + right });
    assert.deepEqual((await client.diagnostics(uri, 3)).diagnostics, []);
  });

  it("are published once, for the last of several quick edits, and never cleared in between", async () => {
    await client.open(uri, primal + wrong);
    await client.diagnostics(uri, 1);
    await client.change(uri, 2, { text: `${primal}${right}// a` });
    await client.change(uri, 3, { text: `${primal}${wrong}// b` });
    await client.change(uri, 4, { text: `${primal}${wrong}// c` });
    assert.equal((await client.diagnostics(uri, 4)).diagnostics.length, 1);
    assert.deepEqual(
      client.published.map(({ version }) => version),
      [1, 4],
    );
  });

  it("are taken back when the document is closed, and a pending check with them", async () => {
    await client.open(uri, primal + wrong);
    await client.diagnostics(uri, 1);
    await client.change(uri, 2, { text: `${primal}${wrong}//` });
    await client.close(uri);
    await client.until(() => client.published.length === 2, "cleared diagnostics");
    assert.deepEqual(client.published[1]?.diagnostics, []);
    await new Promise((resolve) => setTimeout(resolve, 600));
    assert.equal(client.published.length, 2);
  });

  it("of a reopened document start afresh", async () => {
    await client.open(uri, primal + wrong);
    await client.diagnostics(uri, 1);
    await client.close(uri);
    client.published.length = 0;
    await client.open(uri, primal + right);
    assert.deepEqual((await client.diagnostics(uri, 1)).diagnostics, []);
  });

  it("say what spoils a gradient, as information, where an @at asks and nowhere else", async () => {
    const norm = "export function norm(x, y) {\n  return Math.sqrt(x * x + y * y);\n}\n";
    const asked = `// @at x = 0, y = 0\n${norm}`;
    const other = norm.replace("norm", "other").replace("(x, y)", "(x = 0, y = 0)");
    await client.open("file:///norm.js", `${asked}${other}`);
    const { diagnostics } = await client.diagnostics("file:///norm.js", 1);
    assert.deepEqual(
      diagnostics.map(({ severity, code, range }) => ({ severity, code, line: range.start.line })),
      [{ severity: DiagnosticSeverity.Information, code: "gradient", line: 2 }],
    );
    assert.match(
      String(diagnostics[0]?.message),
      /infinite slope.*gradient of x, y.*Math\.hypot\(x, y\)/,
    );
    await client.change("file:///norm.js", 2, { text: asked.replace("x = 0", "x = 3") + other });
    assert.deepEqual((await client.diagnostics("file:///norm.js", 2)).diagnostics, []);
  });
});
