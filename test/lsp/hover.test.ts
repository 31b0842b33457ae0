import assert from "node:assert/strict";
import type { MarkupContent } from "vscode-languageserver-protocol/node";
import { TestClient, vscodeOptions } from "./client.ts";

const uri = "file:///loss.ts";
const text = `// @at x = 2, w = 3, target = 10
export function loss(x: number, w: number, target: number) {
  const output = (w * x) ** 2;
  return (output - target) ** 2;
}
`;

describe("hovers", () => {
  let client: TestClient;
  afterEach(() => client.dispose());

  async function hoverText(line: number, character: number): Promise<string> {
    const hover = await client.hover(uri, line, character);
    assert.ok(hover, `a hover at ${line}:${character}`);
    return (hover.contents as MarkupContent).value;
  }

  it("show the derivative on the function's name, within a dozen lines", async () => {
    client = new TestClient({ initializationOptions: vscodeOptions });
    await client.open(uri, text);
    const hover = await client.hover(uri, 1, 17);
    assert.ok(hover);
    const { kind, value } = hover.contents as MarkupContent;
    assert.equal(kind, "markdown");
    assert.match(value, /loss/);
    const shown = value.split("\n").filter((line) => !/^(```.*|\|(?: --- \|)+|)$/.test(line));
    assert.ok(shown.length <= 12, value);
    assert.deepEqual(hover.range, {
      start: { line: 1, character: 16 },
      end: { line: 1, character: 20 },
    });
  });

  it("offer the editor's commands for exactly this function", async () => {
    client = new TestClient({ initializationOptions: vscodeOptions });
    await client.open(uri, text);
    const links = [...(await hoverText(1, 17)).matchAll(/\]\(command:([\w.]+)\?([^)]*)\)/g)];
    assert.deepEqual(
      links.map(([, command, query]) => [command, JSON.parse(decodeURIComponent(query ?? ""))]),
      [
        ["gradlens.openPanel", [{ uri, name: "loss" }]],
        ["gradlens.setSamplePoint", [{ uri, name: "loss" }]],
      ],
    );
  });

  it("contain no command where none was announced", async () => {
    client = new TestClient();
    await client.open(uri, text);
    assert.doesNotMatch(await hoverText(1, 17), /command:/);
  });

  it("show the gradient of a parameter: ∂loss/∂w = 1248 at x = 2, w = 3", async () => {
    client = new TestClient();
    await client.open(uri, text);
    assert.match(await hoverText(1, 32), /1,?248/);
  });

  it("show it as well where the parameter has a default", async () => {
    client = new TestClient();
    await client.open(uri, text.replace("target: number", "target = 10"));
    assert.match(await hoverText(1, 44), /∂loss\/∂target = −52/);
  });

  it("show value and rates of a sub-expression: output − target = 26, rate 52", async () => {
    client = new TestClient();
    await client.open(uri, text);
    const value = await hoverText(3, 17); // on the minus
    assert.match(value, /26/);
    assert.match(value, /52/);
  });

  it("are plain text for an editor without markdown", async () => {
    client = new TestClient({ markdown: false });
    await client.open(uri, text);
    const hover = await client.hover(uri, 1, 17);
    assert.ok(hover);
    const { kind, value } = hover.contents as MarkupContent;
    assert.equal(kind, "plaintext");
    assert.doesNotMatch(value, /```|\\/);
  });

  it("say nothing outside of functions", async () => {
    client = new TestClient();
    await client.open(uri, `${text}\n\nconst unrelated = 1;\n`);
    assert.equal(await client.hover(uri, 6, 0), null);
  });
});
