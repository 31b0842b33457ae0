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

  /** The edit of the action whose title says this name, after which the lens of what it adds is waited for. */
  async function written(name: string, action: string) {
    const found = (await actionsOn(name)).find(({ title }) => title.includes(action));
    const [edit] = found?.edit?.changes?.[uri] ?? assert.fail(`no ${action}`);
    assert.ok(edit);
    await client.change(uri, 2, { range: edit.range, text: edit.newText });
    const titles = (await client.lensTexts(uri)).map((title) => title.replace(/^\d+: /, ""));
    return { edit, verdicts: titles.filter((title) => /^[✓✗⚠?]/.test(title)) };
  }

  it("offers the derivative, value and derivative in one, the backward pass and the point", async () => {
    const actions = await actionsOn("leaky(x");
    assert.deepEqual(
      actions.map(({ title }) => title),
      [
        'Write the derivative "leakyPrime" below',
        'Write value and derivative in one, "leakyAndDerivative", below',
        'Write the backward pass "leakyBackward" below',
        'Insert the sample point "@at x = 2"',
      ],
    );
    for (const { kind } of actions) assert.match(kind ?? "", /^refactor\.rewrite\.gradlens/);
  });

  it("puts it there, exported and an arrow as its function is, and it is verified", async () => {
    const { edit, verdicts } = await written("h = (x", "hPrime");
    assert.equal(edit.newText, "\n\nexport const hPrime = (x: number) => 6 * (3 * x + 1);");
    assert.deepEqual(edit.range.start, { line: 1, character: 49 });
    assert.ok(verdicts.includes("✓ equals h′ (proved)"), verdicts.join("\n"));
  });

  it("writes value and derivative in one, verified at once", async () => {
    const { edit, verdicts } = await written("leaky(x", "leakyAndDerivative");
    assert.equal(
      edit.newText,
      `

export function leakyAndDerivative(x: number) {
  return { value: leaky(x), derivative: x > 0 ? 2 * x : 0.1 };
}`,
    );
    assert.ok(verdicts.includes("✓ equals value′ (proved)"), verdicts.join("\n"));
  });

  it("writes a backward pass, verified at once", async () => {
    const { edit, verdicts } = await written("known(x", "knownBackward");
    assert.match(edit.newText, /function knownBackward\(dOut: number, x: number\)/);
    assert.match(edit.newText, /return \{ dx: 3 \* dOut \* x \*\* 2 \};/);
    assert.equal(verdicts.filter((title) => title.startsWith("✓ equals ")).length, 2);
  });

  it("inserts the point of a function that has none", async () => {
    const { edit } = await written("leaky(x", "@at");
    assert.equal(edit.newText, "// @at x = 2\n");
    const titles = await client.lensTexts(uri);
    assert.ok(!titles.some((title) => title.includes("leaky") && title.includes("(chosen)")));
    assert.deepEqual(
      (await actionsOn("h = (x")).filter(({ title }) => title.includes("@at")),
      [],
    );
  });

  it("offers no second derivative, none of a derivative, and nothing elsewhere", async () => {
    const known = (await actionsOn("known(x")).map(({ title }) => title);
    assert.ok(!known.some((title) => title.startsWith("Write the derivative")), known.join());
    const titles = (await actionsOn("knownPrime =")).map(({ title }) => title);
    assert.ok(!titles.some((title) => title.startsWith("Write")), titles.join());
    assert.deepEqual(await actionsOn("x ** 3"), []);
    assert.deepEqual(await actionsOn("unrelated"), []);
  });
});
