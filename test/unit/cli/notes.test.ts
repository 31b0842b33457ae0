import assert from "node:assert/strict";
import { type ExplainedFunction, explained, gradientOf, type JsonRange } from "./explained.ts";
import { gradlens } from "./runCli.ts";
import { tempFiles } from "./tempFiles.ts";

/** What happened at the sample point, and where. */
describe("the notes of explain", () => {
  const files = tempFiles();
  let count = 0;

  function explainedSource(source: string, at: string): ExplainedFunction {
    const path = files.write(`notes${count++}.ts`, source);
    const [fn] = explained(path, { at });
    assert.ok(fn && fn.status !== "declined", JSON.stringify(fn?.reason));
    return fn;
  }

  function textAt(source: string, { start, end }: JsonRange): string {
    assert.equal(start.line, end.line);
    return source.split("\n")[start.line - 1]?.slice(start.column, end.column) ?? "";
  }

  const cases: readonly {
    readonly name: string;
    readonly body: string;
    readonly at: string;
    readonly gradient: Readonly<Record<string, number>>;
    /** The kinds with the source they stand at. */
    readonly notes: readonly (readonly [kind: string, source: string])[];
  }[] = [
    {
      name: "relu by Math.max at 0",
      body: "Math.max(0, x)",
      at: "x = 0",
      gradient: { x: 0.5 },
      notes: [["kink", "Math.max(0, x)"]],
    },
    {
      name: "relu by a condition at 0",
      body: "x > 0 ? x : 0",
      at: "x = 0",
      gradient: { x: 0 },
      notes: [["branch", "x > 0"]],
    },
    {
      name: "|x| at 0",
      body: "3 * Math.abs(x)",
      at: "x = 0",
      gradient: { x: 0 },
      notes: [["kink", "Math.abs(x)"]],
    },
    {
      name: "a tie of Math.max",
      body: "Math.max(x, y) + x",
      at: "x = 2, y = 2",
      gradient: { x: 1.5, y: 0.5 },
      notes: [["kink", "Math.max(x, y)"]],
    },
    {
      name: "√0",
      body: "1 + Math.sqrt(x)",
      at: "x = 0",
      gradient: { x: Number.POSITIVE_INFINITY },
      notes: [["singular", "Math.sqrt(x)"]],
    },
    {
      name: "Math.floor between its steps",
      body: "x * Math.floor(x)",
      at: "x = 1.5",
      gradient: { x: 1 },
      notes: [["gradient-stops", "Math.floor(x)"]],
    },
    {
      name: "Math.floor at an integer",
      body: "x * Math.floor(x)",
      at: "x = 2",
      gradient: { x: 2 },
      notes: [
        ["gradient-stops", "Math.floor(x)"],
        ["jump", "Math.floor(x)"],
      ],
    },
    {
      name: "% at a multiple",
      body: "2 * (x % y)",
      at: "x = 6, y = 2",
      gradient: { x: 2, y: -6 },
      notes: [["jump", "x % y"]],
    },
    {
      name: "log(0)",
      body: "Math.log(x) + 1",
      at: "x = 0",
      gradient: { x: Number.POSITIVE_INFINITY },
      notes: [["singular", "Math.log(x)"]],
    },
    {
      name: "atan2(0, 0)",
      body: "Math.atan2(y, x)",
      at: "x = 0, y = 0",
      gradient: { x: 0, y: 0 },
      notes: [["singular", "Math.atan2(y, x)"]],
    },
    {
      name: "x·log x at 0",
      body: "x * Math.log(x)",
      at: "x = 0",
      gradient: { x: Number.NaN },
      notes: [
        ["singular", "Math.log(x)"],
        ["domain", "x * Math.log(x)"],
      ],
    },
    {
      name: "a guarded log at 0",
      body: "x > 0 ? Math.log(x) : 0",
      at: "x = 0",
      gradient: { x: 0 },
      notes: [["branch", "x > 0"]],
    },
  ];

  for (const { name, body, at, gradient, notes } of cases) {
    it(`${name}: ${body}`, () => {
      const names = Object.keys(gradient);
      const source = `// first line\nexport function f(${names.map((x) => `${x}: number`).join(", ")}): number {\n  return ${body};\n}\n`;
      const fn = explainedSource(source, at);
      const actual = Object.entries(gradientOf(fn)).map(([path, value]) => [path, value + 0]);
      assert.deepEqual(Object.fromEntries(actual), gradient);
      assert.deepEqual(
        fn.notes.map(({ kind, range }) => [kind, textAt(source, range)]).sort(),
        notes.map((note) => [...note]).sort(),
      );
    });
  }

  it("says whose convention it was", () => {
    const path = files.write("whose.ts", "export function f(x: number) { return Math.abs(-x); }\n");
    const shown = (["default", "pytorch", "jax", "left", "right"] as const).map((nonSmooth) => {
      const [fn] = explained(path, { at: "x = 0", nonSmooth });
      return [Number(fn?.inputs[0]?.gradient) + 0, fn?.notes[0]?.message];
    });
    const corner = "|x| has a corner at 0; ";
    assert.deepEqual(shown, [
      [0, `${corner}of the slopes −1 … 1 the smallest, 0, was chosen`],
      [0, `${corner}of the slopes −1 … 1 the smallest, 0, was chosen`],
      [-1, `${corner}shown is what JAX has here`],
      [-1, `${corner}shown is the slope from the left`],
      [1, `${corner}shown is the slope from the right`],
    ]);
  });

  it("takes the convention from the command line, and refuses others", function () {
    this.timeout(30_000);
    const path = files.write("command.ts", "export const f = (x: number) => Math.abs(x);\n");
    const run = gradlens("explain", path, "--at", "x=0", "--non-smooth", "jax", "--format", "json");
    assert.equal(run.status, 0, run.stderr);
    assert.deepEqual(JSON.parse(run.stdout).functions[0].jacobian, [[1]]);
    const refused = gradlens("explain", path, "--non-smooth", "tfjs");
    assert.equal(refused.status, 2);
    assert.match(refused.stderr, /default, pytorch, jax, left, right/);
  });
});
