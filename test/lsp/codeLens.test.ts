import assert from "node:assert/strict";
import { orderNotification } from "../../src/protocol/requests.ts";
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

  it("stay while a name is half typed, and say what is missing", async () => {
    client = new TestClient();
    await client.open(uri, text);
    const before = await client.lenses(uri);
    const x = { start: { line: 1, character: 14 }, end: { line: 1, character: 15 } };
    await client.change(uri, 2, { range: x, text: "leng" });
    assert.deepEqual(
      (await client.lenses(uri)).map(({ range }) => range),
      before.map(({ range }) => range),
    );
    const [first, second] = await client.lensTexts(uri);
    assert.equal(first, '0: h: "leng" is not defined in this file');
    assert.match(second ?? "", /^4: square′/);
    const leng = { start: { line: 1, character: 14 }, end: { line: 1, character: 18 } };
    await client.change(uri, 3, { range: leng, text: "x" });
    assert.match((await client.lensTexts(uri))[0] ?? "", /^0: h′\(x\) = /);
  });

  it("do not come for what never had a derivative, nor after the document was closed", async () => {
    client = new TestClient();
    await client.open(uri, text.replace("3 * x", "3 * leng"));
    assert.equal((await client.lenses(uri)).length, 1);
    await client.close(uri);
    await client.open(uri, text);
    await client.lenses(uri);
    await client.close(uri);
    await client.open(uri, text.replace("3 * x", "3 * leng"));
    assert.equal((await client.lenses(uri)).length, 1);
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

  const titlesWith = async (codeLens: object, source = text) => {
    client = new TestClient({ initializationOptions: vscodeOptions });
    client.settings = { codeLens };
    await client.open(uri, source);
    return client.lensTexts(uri);
  };

  it("say the formula, the numbers, or both", async () => {
    const own = text.replace("export function h", "// @at x = 2\nexport function h");
    const [both] = await titlesWith({}, own);
    assert.equal(both, "1: h′(x) = 6(3x + 1)  ·  h(2) = 49, h′(2) = 42");
    client.dispose();
    const [symbolic] = await titlesWith({ form: "symbolic" }, own);
    assert.equal(symbolic, "1: h′(x) = 6(3x + 1)");
    client.dispose();
    const [numeric] = await titlesWith({ form: "numeric" }, own);
    assert.equal(numeric, "1: h(2) = 49, h′(2) = 42");
  });

  it("of several inputs say the formula of each where only formulas are wanted", async () => {
    const product =
      "// @at x = 2, y = 3\nexport const product = (x: number, y: number) => x * y;\n";
    const [both] = await titlesWith({ form: "both" }, product);
    assert.equal(both, "1: ∂product/∂x = 3 · ∂product/∂y = 2 at x = 2, y = 3");
    client.dispose();
    const [symbolic] = await titlesWith({ form: "symbolic" }, product);
    assert.equal(symbolic, "1: ∂product/∂x = y · ∂product/∂y = x");
  });

  it("of vectors say the Jacobian", async () => {
    const polar =
      "// @at r = 2, t = 0\nexport const polar = (r: number, t: number) => [r * Math.cos(t), r * Math.sin(t), r];\n";
    assert.deepEqual(await titlesWith({}, polar), [
      "1: J 3×2 = [cos(t), −r·sin(t); sin(t), r·cos(t); 1, 0] by r, t",
    ]);
  });

  it("show four digits, and π and simple fractions by name", async () => {
    const thirds = `// @at x = ${1 / 3}\nexport const f = (x: number) => Math.exp(x) * x;\n// @at x = ${Math.PI}\nexport const g = (x: number) => x ** 3;\n`;
    assert.deepEqual(await titlesWith({ form: "numeric" }, thirds), [
      "1: f(1/3) = 0.4652, f′(1/3) = 1.861",
      "3: g(π) = 31.01, g′(π) = 29.61",
    ]);
  });

  it("keep to their length", async () => {
    const long = `/** @at alpha = 0.25, beta = 1.5, gamma = 2, delta = 3, epsilon = 4 */
export function energyOfTheSystem(alpha: number, beta: number, gamma: number, delta: number, epsilon: number) {
  return Math.exp(alpha * beta) * gamma * delta * epsilon;
}
export function energyOfTheSystemGradient(alpha: number, beta: number, gamma: number, delta: number, epsilon: number) {
  return [alpha, beta * Math.exp(alpha), gamma, delta, epsilon];
}
${text}`;
    for (const maxLength of [20, 40, 80, 120]) {
      for (const form of ["both", "symbolic", "numeric"]) {
        const titles = await titlesWith(
          { maxLength, form, show: ["derivative", "verdict", "point"] },
          long,
        );
        client.dispose();
        assert.ok(titles.length >= 8);
        for (const title of titles) {
          const { length } = title.replace(/^\d+: /, "");
          assert.ok(length > 0 && length <= maxLength, `${length} > ${maxLength}: ${title}`);
        }
      }
    }
  });

  it("are of the wanted kinds, the point's opening what changes it", async () => {
    const pair = `${text}\nexport const squarePrime = (x: number) => 2 * x;\n`;
    const verdicts = await titlesWith({ show: ["verdict"] }, pair);
    assert.equal(verdicts.length, 1);
    assert.match(verdicts[0] ?? "", /✓ equals square′/);
    client.dispose();
    const points = await titlesWith({ show: ["point"] }, pair);
    assert.match(points[0] ?? "", /^0: at x = /);
    const [first] = await client.lenses(uri);
    assert.ok(first);
    const { command } = await client.resolve(first);
    assert.equal(command?.command, "gradlens.setSamplePoint");
    assert.deepEqual(command?.arguments, [{ uri, name: "h" }]);
    client.dispose();
    assert.deepEqual(await titlesWith({ show: [] }, pair), []);
  });

  it("show the derivative of the order that was asked for, of that function only", async () => {
    const source = `/** @at x = 2 */\n${text}// @at x = 2, w = 3\nexport const e = (x: number, w: number) => x ** 3 * w ** 2;\n`;
    const before = await titlesWith({}, source);
    const ask = async (name: string, order: number) => {
      const refreshes = client.lensRefreshes;
      await client.connection.sendNotification(orderNotification, { uri, name, order });
      await client.until(() => client.lensRefreshes > refreshes, "refresh");
      return client.lensTexts(uri);
    };
    assert.equal((await ask("h", 2))[0], "1: h″(x) = 18  ·  h″(2) = 18");
    assert.equal((await ask("h", 3))[0], "1: h‴(x) = 0  ·  h‴(2) = 0");
    assert.equal((await ask("e", 2))[2], "13: ∂²e/∂x² = 108 · ∂²e/∂w² = 16");
    assert.equal((await ask("e", 4))[2], "13: ∂⁴e/∂x⁴ = 0 · ∂⁴e/∂w⁴ = 0");
    await ask("e", 1);
    assert.deepEqual(await ask("h", 1), before);
    for (const order of [0, 7, 1.5, "2", null]) {
      await client.connection.sendNotification(orderNotification, { uri, name: "h", order });
    }
    assert.deepEqual(await client.lensTexts(uri), before);
  });

  it("are left out by a tag", async () => {
    const off = text.replace("export function h", "// @gradlens off\nexport function h");
    const titles = await titlesWith({}, off);
    assert.deepEqual(titles.length, 1);
    assert.match(titles[0] ?? "", /square′/);
  });

  it("leave when the tag is written", async () => {
    client = new TestClient();
    await client.open(uri, text);
    assert.equal((await client.lenses(uri)).length, 2);
    const start = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    await client.change(uri, 2, { range: start, text: "// @gradlens off\n" });
    assert.equal((await client.lenses(uri)).length, 1);
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
    const nonsense = { show: "all", form: 3, maxLength: -1 };
    for (const settings of [
      null,
      1,
      "off",
      { codeLens: "off" },
      { codeLens: { enabled: 3 } },
      { codeLens: nonsense },
    ]) {
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
