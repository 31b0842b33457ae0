import assert from "node:assert/strict";
import { TestClient, vscodeOptions } from "./client.ts";

const uri = "file:///loss.ts";
const text = `export function h(x: number) {
  return (3 * x + 1) ** 2;
}

export function square(x: number) {
  return x * x;
}

export function greet(name: string) {
  return "hello " + name;
}
`;

describe("code lenses", () => {
  let client: TestClient;
  afterEach(() => client.dispose());

  it("stand on the names of the differentiable functions, without titles at first", async () => {
    client = new TestClient();
    await client.open(uri, text);
    const lenses = await client.lenses(uri);
    assert.deepEqual(
      lenses.map(({ range }) => range),
      [
        { start: { line: 0, character: 16 }, end: { line: 0, character: 17 } },
        { start: { line: 4, character: 16 }, end: { line: 4, character: 22 } },
      ],
    );
    assert.ok(lenses.every(({ command }) => command === undefined));
  });

  it("get the derivative as their title", async () => {
    client = new TestClient();
    await client.open(uri, text);
    const [first, second] = await client.lensTexts(uri);
    assert.match(first ?? "", /^0: h′\(x\) = 6\(3x \+ 1\)/);
    assert.match(second ?? "", /^4: square′\(x\) = 2x/);
  });

  it("open the panel only in an editor that has announced it", async () => {
    client = new TestClient({ initializationOptions: vscodeOptions });
    await client.open(uri, text);
    const [lens] = await client.lenses(uri);
    assert.ok(lens);
    const { command } = await client.resolve(lens);
    assert.equal(command?.command, "gradlens.openPanel");
    assert.deepEqual(command?.arguments, [{ uri, name: "h" }]);
  });

  it("are titles only elsewhere", async () => {
    client = new TestClient();
    await client.open(uri, text);
    const [lens] = await client.lenses(uri);
    assert.ok(lens);
    const { command } = await client.resolve(lens);
    assert.equal(command?.command, "");
    assert.equal(command?.arguments, undefined);
  });

  it("keep their places when a body is edited, and change their titles", async () => {
    client = new TestClient();
    await client.open(uri, text);
    const before = await client.lenses(uri);
    const three = { start: { line: 1, character: 10 }, end: { line: 1, character: 11 } };
    await client.change(uri, 2, { range: three, text: "5" });
    const after = await client.lenses(uri);
    assert.deepEqual(
      after.map(({ range }) => range),
      before.map(({ range }) => range),
    );
    assert.match((await client.lensTexts(uri))[0] ?? "", /10\(5x \+ 1\)/);
  });

  it("of an older version are resolved as the function is now", async () => {
    client = new TestClient();
    await client.open(uri, text);
    const [lens] = await client.lenses(uri);
    assert.ok(lens);
    await client.change(uri, 2, { text: text.replace("3 * x", "5 * x") });
    assert.match((await client.resolve(lens)).command?.title ?? "", /10\(5x \+ 1\)/);
    await client.change(uri, 3, { text: "" });
    assert.deepEqual((await client.resolve(lens)).command, { title: "", command: "" });
  });

  it("move with the lines above them", async () => {
    client = new TestClient();
    await client.open(uri, text);
    const top = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    await client.change(uri, 2, { range: top, text: "// one\r\n// two\n" });
    const lines = (await client.lenses(uri)).map(({ range }) => range.start.line);
    assert.deepEqual(lines, [2, 6]);
  });

  it("stay as they were while the text does not parse", async () => {
    client = new TestClient();
    await client.open(uri, text);
    const before = await client.lensTexts(uri);
    const bodyStart = { start: { line: 5, character: 2 }, end: { line: 5, character: 2 } };
    await client.change(uri, 2, { range: bodyStart, text: "const y = (((x {{{\n" });
    assert.deepEqual(await client.lensTexts(uri), before);
    assert.ok((await client.status(uri)).syntaxError);
  });

  it("tell the verdict above a hand-written derivative", async () => {
    client = new TestClient();
    const pair = `${text}\nexport function squarePrime(x: number) {\n  return 2 * x;\n}\n`;
    await client.open(uri, pair);
    const titles = await client.lensTexts(uri);
    assert.ok(
      titles.some((title) => title.startsWith("12: ") && /equals .*square/.test(title)),
      titles.join("\n"),
    );
  });

  it("disappear when they are switched off, and come back", async () => {
    client = new TestClient();
    client.settings = { codeLens: { enabled: false } };
    await client.open(uri, text);
    assert.deepEqual(await client.lenses(uri), []);
    await client.changeSettings({ codeLens: { enabled: true } });
    await client.until(() => client.lensRefreshes === 1, "refresh");
    assert.equal((await client.lenses(uri)).length, 2);
  });

  it("follow settings that a simple editor pushes", async () => {
    client = new TestClient({ pullsSettings: false });
    await client.open(uri, text);
    assert.equal((await client.lenses(uri)).length, 2);
    await client.changeSettings({ codeLens: { enabled: false } });
    assert.deepEqual(await client.lenses(uri), []);
  });

  it("survive nonsense in the settings", async () => {
    client = new TestClient();
    for (const settings of [null, 1, "off", { codeLens: "off" }, { codeLens: { enabled: 3 } }]) {
      client.settings = settings;
      await client.open(uri, text);
      assert.equal((await client.lenses(uri)).length, 2, JSON.stringify(settings));
      await client.close(uri);
    }
  });

  it("are never refreshed for an edit, nor for a setting that changes nothing", async () => {
    client = new TestClient();
    await client.open(uri, text);
    for (let version = 2; version < 30; version++) {
      await client.change(uri, version, { text: `${text}// ${version}\n` });
      await client.lenses(uri);
    }
    await client.changeSettings({ codeLens: { enabled: true } });
    await client.lensTexts(uri);
    await client.diagnostics(uri, 29);
    assert.equal(client.lensRefreshes, 0);
  });
});
