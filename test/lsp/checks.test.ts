import assert from "node:assert/strict";
import { DiagnosticSeverity } from "vscode-languageserver-protocol/node";
import { TestClient } from "./client.ts";

const uri = "file:///pair.ts";
const primal = "export function square(x: number) {\n  return (3 * x) ** 2;\n}\n";
const right = "export function squarePrime(x: number) {\n  return 18 * x;\n}\n";
const wrong = right.replace("18 * x", "6 * x");

describe("gradlens.check.run", () => {
  let client: TestClient;
  afterEach(() => client.dispose());

  const start = async (run: string, text: string) => {
    client = new TestClient();
    client.settings = { check: { run } };
    await client.open(uri, text);
    return client.diagnostics(uri, 1);
  };
  const verdicts = async () =>
    (await client.lensTexts(uri)).filter((text) => /: [✓✗⚠?]/.test(text));

  it("onSave looks when a file is opened and when it is saved, not in between", async () => {
    assert.deepEqual((await start("onSave", primal + right)).diagnostics, []);
    assert.deepEqual(await verdicts(), ["3: ✓ equals square′ (proved)"]);
    await client.change(uri, 2, { text: `\n${primal}${wrong}` });
    assert.deepEqual((await client.diagnostics(uri, 2)).diagnostics, []);
    assert.deepEqual(await verdicts(), ["4: ✓ equals square′ (proved)"]);
    client.published.length = 0;
    await client.save(uri);
    const { diagnostics } = await client.diagnostics(uri, 2);
    assert.equal(diagnostics[0]?.code, "wrong");
    assert.match((await verdicts())[0] ?? "", /^4: ✗/);
    await client.until(() => client.lensRefreshes > 0, "the lenses to be asked for again");
  });

  it("manual looks only when asked", async () => {
    assert.deepEqual((await start("manual", primal + wrong)).diagnostics, []);
    assert.deepEqual(await verdicts(), []);
    const { checks } = await client.checks({ uri });
    assert.deepEqual(
      checks.map(({ name, outcome }) => [name, outcome]),
      [["squarePrime", "open"]],
    );
    await client.save(uri);
    assert.deepEqual(await verdicts(), []);
    client.published.length = 0;
    const asked = await client.checks({ uri, run: true });
    assert.equal(asked.checks[0]?.outcome, "failed");
    assert.equal((await client.diagnostics(uri, 1)).diagnostics.length, 1);
    assert.match((await verdicts())[0] ?? "", /^3: ✗/);
  });

  it("may change while a file is open", async () => {
    assert.deepEqual((await start("manual", primal + wrong)).diagnostics, []);
    client.published.length = 0;
    await client.changeSettings({ check: { run: "onType" } });
    assert.equal((await client.diagnostics(uri, 1)).diagnostics.length, 1);
  });
});

describe("gradlens.check.severity", () => {
  let client: TestClient;
  beforeEach(() => {
    client = new TestClient();
  });
  afterEach(() => client.dispose());

  it("says how a verdict is shown, and what is not as declared is the default", async () => {
    client.settings = { check: { severity: { wrong: "hint", conditional: 7 } } };
    await client.open(uri, primal + wrong);
    const [diagnostic] = (await client.diagnostics(uri, 1)).diagnostics;
    assert.equal(diagnostic?.severity, DiagnosticSeverity.Hint);
    client.published.length = 0;
    await client.changeSettings({ check: { severity: { wrong: "off" } } });
    assert.deepEqual((await client.diagnostics(uri, 1)).diagnostics, []);
  });

  it("warns of a factor that nothing states, and not of one that the tag states", async () => {
    const mean =
      "export const cost = (w: number) => (w * 2 - 1) ** 2;\nexport const costPrime = (w: number) => 2 * (w * 2 - 1);\n";
    await client.open(uri, mean);
    const [diagnostic] = (await client.diagnostics(uri, 1)).diagnostics;
    assert.equal(diagnostic?.severity, DiagnosticSeverity.Warning);
    assert.equal(diagnostic?.code, "proportional");
    assert.equal(diagnostic?.message, '"costPrime" is 0.5 times the derivative of "cost".');
    const tagged = mean.replace(
      "export const costPrime",
      "// @derivativeOf cost scale 0.5\nexport const costPrime",
    );
    await client.change(uri, 2, { text: tagged });
    assert.deepEqual((await client.diagnostics(uri, 2)).diagnostics, []);
  });

  it("marks the tag that names no function, and a tagged derivative that cannot be followed", async () => {
    await client.open(uri, `${primal}/** @derivativeOf cube */\n${right}`);
    const [broken] = (await client.diagnostics(uri, 1)).diagnostics;
    assert.equal(broken?.severity, DiagnosticSeverity.Warning);
    assert.equal(broken?.range.start.line, 3);
    assert.match(String(broken?.message), /"cube" is not a function of this file/);

    const endless =
      "/** @derivativeOf square */\nfunction slope(x) { while (true) x++; return x }\n";
    await client.change(uri, 2, { text: primal + endless });
    const [declined] = (await client.diagnostics(uri, 2)).diagnostics;
    assert.equal(declined?.code, "declined");
    assert.equal(declined?.range.start.line, 4);
    assert.match(String(declined?.message), /^"slope" was not compared with "square": /);
  });
});

describe("the list of derivatives", () => {
  let client: TestClient;
  beforeEach(() => {
    client = new TestClient();
  });
  afterEach(() => client.dispose());

  it("has the place, the verdict and both numbers of each", async () => {
    const text = primal + wrong;
    await client.open(uri, text);
    const { version, checks } = await client.checks({ uri });
    assert.equal(version, 1);
    const [check] = checks;
    assert.ok(check && checks.length === 1);
    assert.equal(text.slice(check.start, check.end), "squarePrime");
    assert.equal(text.slice(check.place.start, check.place.end), "6 * x");
    assert.equal(check.outcome, "failed");
    assert.match(check.message, /rate of \(3 \* x\)|3/);
    assert.match(check.numbers?.expected ?? "", /^\d+\n\nsquarePrime at x = \S+\n$/);
    assert.notEqual(check.numbers?.expected, check.numbers?.actual);
  });

  it("is empty for a document that is not open", async () => {
    await client.initialized;
    assert.deepEqual(await client.checks({ uri: "file:///none.ts" }), { version: -1, checks: [] });
    assert.deepEqual(await client.checks({ uri: "file:///none.ts", run: true }), {
      version: -1,
      checks: [],
    });
  });
});
