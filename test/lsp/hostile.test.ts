import assert from "node:assert/strict";
import { TestClient } from "./client.ts";

const sane = "export function f(x: number) { return x * x; }\n";

const hostile: Readonly<Record<string, string>> = {
  empty: "",
  "a byte order mark alone": "\uFEFF",
  binary: Array.from({ length: 4096 }, (_, i) => String.fromCharCode((i * 7919) % 256)).join(""),
  "lone surrogates": "export function f(x) { return x * '\uD800'.length; } //\uDFFF",
  "an endless loop": "export function f(x: number) { while (true) x = x * 1.0001; return x; }",
  "an endless loop without arithmetic": "export function f(x: number) { for (;;); return x; }",
  "endless recursion": "export function f(x: number): number { return f(x + 1) * 2; }",
  "mutual recursion": "function g(x) { return f(x) }\nexport function f(x) { return g(x) * x }",
  "endless allocation": "export function f(x) { const a = []; for (;;) a.push(x * a.length); }",
  "a string that doubles":
    "export function f(x) { let s = 'a'; for (;;) s += s; return x * s.length; }",
  "deep parentheses": `export const f = (x) => ${"(".repeat(20_000)}x${")".repeat(20_000)};`,
  "deep calls": `export const f = (x) => ${"Math.sin(".repeat(20_000)}x${")".repeat(20_000)};`,
  "deep arrays": `export const f = (x) => ${"[".repeat(20_000)}x${"]".repeat(20_000)};`,
  "a long sum": `export const f = (x) => ${"x + ".repeat(20_000)}x;`,
  "a long else-if chain": `export function f(x) { ${"if (x > 1) return x; else ".repeat(3_000)} return 2; }`,
  "unclosed everything": "export function f(x) { return ((([[[{{{`${x",
  "prototype games":
    "export function f(x) { return x.__proto__.constructor.constructor('return process')().exit(3) * x; }",
  "a process to end": "process.exit(3);\nexport function f(x) { process.exit(3); return x * x; }",
  "a throwing getter":
    "export const f = { get value() { throw 1 }, g(x) { return this.value * x } };",
  "a huge array":
    "export function f(x) { const a = new Float64Array(1e9); a[0] = x; return a[0] * x; }",
};

describe("hostile documents", function () {
  this.timeout(60_000);
  let client: TestClient;
  beforeEach(() => {
    client = new TestClient();
  });
  afterEach(() => client.dispose());

  for (const [name, text] of Object.entries(hostile)) {
    it(`${name}: the server answers, and goes on`, async () => {
      const uri = "file:///hostile.ts";
      await client.open(uri, text);
      const lenses = await client.lenses(uri);
      await Promise.all(lenses.map((lens) => client.resolve(lens)));
      const end = text.indexOf("\n") < 0 ? text.length : text.indexOf("\n");
      for (const character of [0, 17, Math.floor(end / 2), end]) {
        await client.hover(uri, 0, character);
      }
      const { functions } = await client.status(uri);
      for (const fn of functions) await client.trace({ uri, name: fn.name });
      await client.diagnostics(uri, 1);

      await client.open("file:///sane.ts", sane);
      assert.equal((await client.lenses("file:///sane.ts")).length, 1);
      assert.deepEqual(client.logged, [], "nothing to complain about in the log");
      assert.equal(await client.shutdown(), 0);
    });
  }

  it("every prefix of a file can be asked about, as while typing", async () => {
    const uri = "file:///typed.ts";
    const text =
      "export const f = (x: number, p = { a: 1 }) => {\n  // @at x = 2\n  return p.a * Math.sin(x) ** 2;\n};\n";
    await client.open(uri, "");
    for (let length = 1; length <= text.length; length++) {
      await client.change(uri, length + 1, { text: text.slice(0, length) });
      await client.lenses(uri);
      await client.hover(uri, 0, 14);
    }
    assert.equal((await client.lenses(uri)).length, 1);
    assert.deepEqual(client.logged, []);
  });

  it("nonsense in requests is answered empty", async () => {
    const uri = "file:///sane.ts";
    await client.open(uri, sane);
    assert.equal(await client.trace({ uri, name: "nobody" }), null);
    assert.equal(await client.trace({ uri, offset: 1e9 }), null);
    assert.equal(await client.trace({ uri }), null);
    assert.equal(await client.hover(uri, 1000, 1000), null);
    const [lens] = await client.lenses(uri);
    assert.ok(lens);
    for (const data of [undefined, null, 7, {}, { uri, kind: "derivative", name: "__proto__" }]) {
      const { command } = await client.resolve({ ...lens, data });
      assert.deepEqual(command, { title: "", command: "" });
    }
  });
});
