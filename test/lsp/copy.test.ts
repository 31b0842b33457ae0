import assert from "node:assert/strict";
import { type CodeAction, CodeActionRequest } from "vscode-languageserver-protocol/node";
import { type CopyParams, type CopyResult, copyRequest } from "../../src/protocol/requests.ts";
import { TestClient } from "./client.ts";

const uri = "file:///loss.ts";
const text = `/** @at x = 2 */
export function h(x: number) {
  return (3 * x + 1) ** 2;
}
/** @at x = 2, w = 3, target = 10 */
export const loss = (x: number, w: number, target = 10) => ((w * x) ** 2 - target) ** 2;

/** @at p = { r: 2, t: 0 } */
export function polar(p: { r: number; t: number }) {
  return [p.r * Math.cos(p.t), p.r * Math.sin(p.t)];
}
/** @at x = 2 */
export function leaky(x: number) {
  return x > 0 ? x ** 2 : 0.1 * x;
}
export function greet(name: string) {
  return "hello " + name;
}
`;
const commands = [
  "gradlens.copyDerivativeAsTypeScript",
  "gradlens.copyDerivativeAsLatex",
  "gradlens.copyDerivativeAsText",
];

describe("copying a derivative", () => {
  let client: TestClient;
  beforeEach(async () => {
    client = new TestClient({ initializationOptions: { commands } });
    await client.open(uri, text);
  });
  afterEach(() => client.dispose());

  async function copied(params: Omit<CopyParams, "uri">): Promise<string> {
    const result = await client.connection.sendRequest<CopyResult>(copyRequest, { uri, ...params });
    assert.equal(result?.kind, "copied", JSON.stringify(result));
    return result.text;
  }

  const actionsAt = async (place: string, only?: string[]) => {
    const before = text.slice(0, text.indexOf(place)).split("\n");
    const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
    const found = await client.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range: { start: position, end: position },
      context: { diagnostics: [], ...(only ? { only } : {}) },
    });
    return (found ?? []) as CodeAction[];
  };

  it("gives a function in TypeScript, which is verified where it is put", async () => {
    const code = await copied({ name: "h", format: "typescript" });
    assert.equal(code, "function hPrime(x: number) {\n  return 6 * (3 * x + 1);\n}");
    await client.change(uri, 2, { text: `${text}\n${code}\n` });
    const titles = await client.lensTexts(uri);
    assert.ok(
      titles.some((title) => title.endsWith("✓ equals h′ (proved)")),
      titles.join("\n"),
    );
  });

  it("gives a gradient by the names of its inputs, and with it as many functions as are asked for", async () => {
    const gradient = await copied({ name: "loss", format: "typescript" });
    assert.match(
      gradient,
      /^function lossGradient\(x: number, w: number, target = 10\) \{\n {2}return \{\n {4}x: 4 \* .*,\n {4}w: .*,\n {4}target: .*,\n {2}\};\n\}$/,
    );
    const one = await copied({ name: "loss", parameter: "w", format: "typescript" });
    assert.match(
      one,
      /^function dLoss_dw\(x: number, w: number, target = 10\) \{\n {2}return 4 \*/,
    );
    await client.change(uri, 2, { text: `${text}\n${gradient}\n${one}\n` });
    const verdicts = (await client.lensTexts(uri)).filter((title) => title.includes("equals"));
    assert.equal(verdicts.length, 2, verdicts.join("\n"));
    for (const verdict of verdicts) assert.match(verdict, /✓ equals [∇∂]loss/);
  });

  it("says on which branches the formula holds", async () => {
    assert.equal(
      await copied({ name: "leaky", format: "typescript" }),
      "// Where x > 0.\nfunction leakyPrime(x: number) {\n  return 2 * x;\n}",
    );
  });

  it("gives the formulas alone where inputs have no names of their own", async () => {
    const code = await copied({ name: "polar", format: "typescript" });
    assert.match(code, /^\/\/ ∂polar\[0\]\/∂p\.r\nMath\.cos\(p\.t\)\n\/\/ ∂polar\[0\]\/∂p\.t\n-/);
  });

  it("gives LaTeX and text", async () => {
    assert.equal(
      await copied({ name: "h", format: "latex" }),
      "h'\\left(x\\right) = 6 \\left(3 x + 1\\right)",
    );
    assert.match(
      await copied({ name: "loss", format: "latex" }),
      /^\\begin\{aligned\}\n {2}\\frac\{\\partial \\mathrm\{loss\}\}\{\\partial x\} &= .*\\\\\n.*\\\\\n.*\n\\end\{aligned\}$/,
    );
    assert.equal(await copied({ name: "h", format: "text" }), "h′(x) = 6(3x + 1)");
    assert.equal(
      await copied({ name: "loss", parameter: "w", format: "text" }),
      "∂loss/∂w = 4w·x²·((w·x)² − target)",
    );
  });

  it("speaks of the function at the cursor where none is named, and of the parameter there", async () => {
    const inside = text.indexOf("3 * x");
    assert.equal(await copied({ offset: inside, format: "text" }), "h′(x) = 6(3x + 1)");
    const onTarget = text.indexOf("target = 10) =>");
    assert.match(await copied({ offset: onTarget, format: "text" }), /^∂loss\/∂target = .*$/);
  });

  it("says why there is nothing to copy", async () => {
    const ask = (params: Omit<CopyParams, "uri">) =>
      client.connection.sendRequest<CopyResult>(copyRequest, { uri, ...params });
    const result = await ask({ name: "greet", format: "text" });
    assert.equal(result?.kind, "nothing");
    assert.match(result.message, /^greet/);
    assert.equal(await ask({ offset: text.length, format: "text" }), null);
    assert.equal(await ask({ name: "unknown", format: "text" }), null);
  });

  it("is offered on a function's name and on a parameter, for a client that has the commands", async () => {
    assert.deepEqual(
      (await actionsAt("h(x", ["gradlens"])).map(({ title, command }) => [title, command?.command]),
      [
        ["Copy derivative as TypeScript", commands[0]],
        ["Copy derivative as LaTeX", commands[1]],
        ["Copy derivative as text", commands[2]],
      ],
    );
    const [first] = await actionsAt("w: number");
    assert.equal(first?.title, "Copy ∂loss/∂w as TypeScript");
    assert.deepEqual(first?.command?.arguments, [{ uri, name: "loss", parameter: "w" }]);
    assert.deepEqual(await actionsAt("greet"), []);
    assert.deepEqual(await actionsAt("(3 * x"), []);
    assert.deepEqual(await actionsAt("h(x", ["quickfix"]), []);
    assert.equal((await actionsAt("h(x", ["gradlens"])).length, 3);
    client.dispose();
    client = new TestClient();
    await client.open(uri, text);
    assert.deepEqual(await actionsAt("h(x", ["gradlens"]), []);
  });
});
