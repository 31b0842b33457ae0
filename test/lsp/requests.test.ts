import assert from "node:assert/strict";
import {
  CancellationTokenSource,
  CodeLensRequest,
  LSPErrorCodes,
} from "vscode-languageserver-protocol/node";
import { mostPoints } from "../../src/protocol/branches.ts";
import { tapeFromWire } from "../../src/protocol/wireTape.ts";
import { TestClient, vscodeOptions } from "./client.ts";

const uri = "file:///loss.ts";
const text = `// @at x = 2, w = 3
export function wx(x: number, w: number) {
  return w * x;
}
export function greet(name: string) {
  return "hello " + name;
}
export function forever(x: number) {
  while (true) x = x + 1;
}
`;

describe("requests of the VS Code client", () => {
  let client: TestClient;
  beforeEach(async () => {
    client = new TestClient({ initializationOptions: vscodeOptions });
    await client.open(uri, text);
  });
  afterEach(() => client.dispose());

  it("status: every function, and why some have no lens", async () => {
    const { functions, syntaxError } = await client.status(uri);
    assert.equal(syntaxError, null);
    const wx = functions.find(({ name }) => name === "wx");
    assert.deepEqual(wx, {
      name: "wx",
      status: "differentiable",
      reason: null,
      start: text.indexOf("wx("),
      end: text.indexOf("wx(") + 2,
    });
    for (const { name, status, reason } of functions) {
      assert.equal(reason === null, status === "differentiable", name);
    }
    assert.equal(functions.find(({ name }) => name === "forever")?.status, "declined");
  });

  it("trace: a tape, its point and its derivatives, by name and by place", async () => {
    const byName = await client.trace({ uri, name: "wx" });
    const byPlace = await client.trace({ uri, offset: text.indexOf("w * x") });
    assert.deepEqual(byPlace, byName);
    assert.ok(byName?.kind === "traced");
    assert.equal(byName.version, 1);
    assert.match(byName.point, /x = 2, w = 3/);
    assert.equal(byName.pointChosen, false);
    assert.deepEqual(byName.derivatives, ["w", "x"]);
    const tape = tapeFromWire(byName.tape);
    const [output] = tape.outputs;
    assert.ok(output);
    assert.equal(tape.values[output.node], 6);
  });

  it("trace: a reason where there is no tape, null where there is no function", async () => {
    const declined = await client.trace({ uri, name: "forever" });
    assert.equal(declined?.kind, "declined");
    assert.equal(await client.trace({ uri, name: "nobody" }), null);
  });

  it("trace: the whole function rather than a callback inside it", async () => {
    const mean = "export function mean(v: number[]) {\n  return v.map((x) => x * x)[0];\n}\n";
    await client.open("file:///mean.ts", mean);
    const trace = await client.trace({ uri: "file:///mean.ts", offset: mean.indexOf("x * x") });
    assert.equal(trace?.name, "mean");
  });

  it("branches: the tape that holds at another point, of the version that is asked about", async () => {
    const bend = "export function bend(x: number) {\n  return x > 1 ? x * x : 3 * x;\n}\n";
    const of = { uri: "file:///bend.ts", version: 1, name: "bend" };
    await client.open(of.uri, bend);
    const points = [{ x: -2 }, { x: -3 }];
    const [below, same] = (await client.branches({ ...of, points, withFormulas: true })) ?? [];
    assert.ok(below?.kind === "traced");
    const tape = tapeFromWire(below.tape);
    assert.equal(tape.values[tape.outputs[0]?.node as number], -6);
    assert.deepEqual(below.derivatives, ["3"]);
    assert.deepEqual(same, { kind: "same", as: 0 });
    const asked = { ...of, points, withFormulas: false };
    const [bare] = (await client.branches(asked)) ?? [];
    assert.ok(bare?.kind === "traced" && !("derivatives" in bare));
    assert.equal(await client.branches({ ...asked, version: 7 }), null);
    assert.equal(await client.branches({ ...asked, name: "gone" }), null);
    const many = Array.from({ length: 1000 }, (_, i) => ({ x: -i }));
    assert.equal((await client.branches({ ...asked, points: many }))?.length, mostPoints);
  });

  it("analysed: told once for each version, whoever asks", async () => {
    await client.lenses(uri);
    await client.lenses(uri);
    await client.status(uri);
    await client.diagnostics(uri, 1);
    assert.deepEqual(client.analyzed, [{ uri, version: 1 }]);
    await client.change(uri, 2, { text });
    await client.lenses(uri);
    assert.deepEqual(client.analyzed, [
      { uri, version: 1 },
      { uri, version: 2 },
    ]);
  });

  it("a cancelled request is answered as cancelled", async () => {
    const source = new CancellationTokenSource();
    const params = { textDocument: { uri } };
    const answer = client.connection.sendRequest(CodeLensRequest.type, params, source.token);
    source.cancel();
    await assert.rejects(answer, { code: LSPErrorCodes.RequestCancelled });
    assert.ok((await client.lenses(uri)).length > 0);
  });
});
