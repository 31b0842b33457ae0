import assert from "node:assert/strict";
import { outcomeOf, reasonOf, traceOf } from "../../helpers/traceOf.ts";

/** Every refusal says what, where, and what to do. */
const refusals: readonly (readonly [source: string, message: RegExp, place: string])[] = [
  ["async function f(x) { return x; }", /async/i, ""],
  [
    "function f(x) { return unknownThing(x); }",
    /"unknownThing" is not defined in this file/,
    "unknownThing",
  ],
  [
    "import { g } from './g';\nexport function f(x) { return g(x); }",
    /"\.\/g" leads to another file/,
    "import { g } from './g';",
  ],
  ["function f(x) { return /a/v.test('a') ? 1 : x; }", /regular expressions/, "/a/v"],
  ["function f(x) { return 10n * x; }", /BigInt/, "10n"],
  ["function f(g: (x: number) => number, x: number) { return g(x); }", /function/, ""],
  [
    "function f(x) { throw new Error('not for ' + 'me'); }",
    /throws: not for me/,
    "throw new Error('not for ' + 'me');",
  ],
  [
    "function f(x) { return x * [1][0].y.z; }",
    /TypeError: cannot read "z" of undefined/,
    "[1][0].y.z",
  ],
  ["const c = 1; function f(x) { c = x; return c; }", /"c" is a constant/, "c"],
  ["function f(x) { return y; let y = x; }", /"y" is used before it is set/, "y"],
  ["function f(x) { return x > 0; }", /gives true or false/, ""],
  ["function f(v: any): v is { x: number } { return v && v.x; }", /gives true or false/, ""],
  ["function f(v: any): boolean { return v.isOn; }", /gives true or false/, ""],
  ["function f(x) { return 'a' + x; }", /gives text/, ""],
  ["function f(x) { x * 2; }", /gives nothing/, ""],
  [
    "function f(x) { return (+x).toLocaleString().length * x; }",
    /"toLocaleString"/,
    "(+x).toLocaleString",
  ],
  ["function f(x) { return f(x + 1); }", /nested too deeply/, ""],
];

describe("refusals", () => {
  for (const [source, message, place] of refusals) {
    it(source.slice(0, 60), () => {
      const reason = reasonOf(source, { name: "f" });
      assert.match(reason.message, message);
      if (place !== "") assert.equal(reason.text, place);
    });
  }

  it("stops a loop without an end, and says where", () => {
    const reason = reasonOf("function f(x: number) {\n  while (true) {}\n  return x;\n}");
    assert.match(reason.message, /stopped after 5,000,000 steps at line 2/);
  });

  it("says that a count never meets its bound before it starts", () => {
    const endless = (head: string, body = "s += x;") =>
      reasonOf(`function f(x, k) { let s = 0; ${head} { ${body} } return s; }`, {
        name: "f",
        at: "x = 2, k = 2.5",
      }).message;
    assert.match(endless("for (let i = 0; i !== k; i++)"), /never ends: it counts past 2\.5/);
    assert.match(endless("for (let i = 0, n = k / 2; n != i; i++)"), /counts past 1\.25/);
    assert.match(endless("for (let i = 3; i !== 2; i++)"), /counts past 2/);
    assert.match(endless("for (let i = 0; i !== NaN; i--)"), /counts past NaN/);
    const popped = "const v = [1, 2, 3]; for (let i = 0; i !== v.length; i++)";
    assert.match(endless(popped, "s += v.pop() * x;"), /counts past 0/);
  });

  it("leaves a count its end that the loop gives it otherwise", () => {
    const sums = [
      "for (let i = 0; i !== k; i++) { if (i > 4) break; s += x; }",
      "for (let i = 0; i !== k; i++) { s += x; if (i === 3) i = k - 1; }",
      "for (let i = 0, n = k; i !== n; i++) { s += x; n = 4; }",
      "for (let i = 4; i !== 0; i--) s += x;",
      "const v = [1, 2, 3, 4, 5, 6, 7, 8]; for (let i = 0; i !== v.length; i++) { v.pop(); s += x; }",
    ];
    for (const loop of sums) {
      const source = `function f(x, k) { let s = 0; ${loop} return s; }`;
      const { tape } = traceOf(source, { fileName: "a.js", at: "x = 2, k = 2.5" });
      assert.ok([8, 10].includes(tape.values[tape.outputs[0]?.node ?? -1] as number), loop);
    }
  });

  it("counts what all its runs took together", () => {
    const reason = reasonOf(
      "function f(v, k) {\n  let s = 0;\n  for (let i = 0; i !== k * 3; i++) s += v[i % 9];\n  return s;\n}",
      { name: "f", at: "k = 0.1" },
    );
    assert.match(reason.message, /stopped after 5,000,000 steps at line 3/);
  });

  it("counts steps, not time, so the outcome is always the same", () => {
    const source =
      "function f(x: number) { let s = 0; for (let i = 0; i < 1000; i++) s += x; return s; }";
    assert.equal(outcomeOf(source, { limits: { steps: 2000 } }).kind, "declined");
    assert.equal(outcomeOf(source, { limits: { nodes: 500 } }).kind, "declined");
    assert.equal(outcomeOf(source).kind, "traced");
  });

  it("runs nothing of the module but what the function can depend on, and shields it from the rest", () => {
    const source =
      "while (true) {}\nprocess.exit(1);\nconst k = missing();\nfunction f(x: number) { return x * 2; }\n";
    assert.equal(traceOf(source, { name: "f" }).differentiable, true);
  });

  it("takes member names for what they are", () => {
    const source =
      "function f(constructor: number, o = { __proto__: null, toString: 2, hasOwnProperty: 3 }) { return constructor * o.toString * o.hasOwnProperty; }";
    const { tape } = traceOf(source);
    assert.equal(tape.values[tape.outputs[0]?.node ?? -1], 12);
  });
});

describe("provenance", () => {
  it("gives every node its place, its name and its call path", () => {
    const source =
      "const sq = (v: number) => v * v;\nfunction f(x: number) {\n  const u = sq(x);\n  let s = 0;\n  for (let i = 0; i < 2; i++) s += u;\n  return s;\n}";
    const { tape } = traceOf(source, { name: "f" });
    const { starts, ends, names, frames, frameTable } = tape.provenance;
    const nodes = Array.from(tape.ops, (_, node) => ({
      text: source.slice(starts[node], ends[node]),
      name: names.get(node),
      frame: frameTable[frames[node] as number],
    }));
    const product = nodes.find(({ text }) => text === "v * v");
    assert.equal(product?.name, "u");
    assert.equal(product?.frame?.label, "sq");
    const sums = nodes.filter(({ text }) => text === "s += u");
    assert.deepEqual(
      sums.map(({ frame }) => [frame?.kind, frame?.index]),
      [
        ["iteration", 0],
        ["iteration", 1],
      ],
    );
  });
});
