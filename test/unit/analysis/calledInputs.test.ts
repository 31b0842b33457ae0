import assert from "node:assert/strict";
import { createAnalyzer } from "../../../src/core/analysis/document/analyzer.ts";

type Files = Record<string, string>;

function outcomeIn(files: Files, main: string, name: string) {
  const analyzer = createAnalyzer({ read: (uri) => files[uri.replace("file:///p/", "")] ?? null });
  const document = { uri: `file:///p/${main}`, version: 1, text: files[main] ?? "" };
  const fn = analyzer.analyze(document).functions.find((each) => each.name === name);
  assert.ok(fn, name);
  return fn.outcome;
}

function tracedIn(files: Files, main: string, name: string) {
  const outcome = outcomeIn(files, main, name);
  assert.ok(outcome.kind !== "declined", outcome.kind === "declined" ? outcome.reason.message : "");
  const inputs = Object.fromEntries(outcome.inputs.map(({ path, value }) => [path, value]));
  const outputs = Object.fromEntries(outcome.outputs.map(({ path, value }) => [path, value]));
  return { inputs, outputs, outcome };
}

const zones = `const placeOf = (name) => (name.charCodeAt(0) + name.charCodeAt(1) === 156 ? 3 : -1);
export const standard = { a: 6, b: 5 };
/** A place on a grid. */
class Cell {
  constructor(name, size, shape = standard) {
    if (placeOf(name) < 0) throw new RangeError("no such cell");
    this.name = name;
    this.size = size;
    this.shape = shape;
  }
  /**
   * Where it is.
   * @example
   *   const cell = new Cell("BZ", 2.5);
   *   cell.corner();
   */
  corner() {
    const place = placeOf(this.name);
    if (place < 0) throw new RangeError("no such cell");
    return { x: place * this.size * this.shape.a, y: this.size };
  }
}
export { Cell as default };`;

describe("a function whose inputs have to fit each other", () => {
  it("is read as an example of its comment calls it", () => {
    const { inputs, outputs } = tracedIn({ "cell.js": zones }, "cell.js", "Cell.corner");
    assert.deepEqual(inputs, { "this.size": 2.5 }, "what belongs to the file is no input");
    assert.deepEqual(outputs, { ".x": 45, ".y": 2.5 });
  });

  it("is read as another function calls it, with its class's own instances", () => {
    const source = `class Pair { constructor(a, b) { this.a = a; this.b = b; } sum() { return this.a + this.b; } }
      function weigh(pair, list, kind) {
        if (!(pair instanceof Pair) || list.join() !== "3,1,4" || !(kind.key in depths)) throw new Error("no");
        return pair.sum() * list[2];
      }
      function start(k) { return weigh(new Pair(k, 3), [3, 1, 4], { key: "abyss" }); }
      const depths = { abyss: 1 };`;
    const { inputs, outcome } = tracedIn({ "a.js": source }, "a.js", "weigh");
    assert.deepEqual(Object.keys(inputs).sort(), [
      "list[0]",
      "list[1]",
      "list[2]",
      "pair.a",
      "pair.b",
    ]);
    assert.equal(outcome.kind, "differentiable");
    assert.ok(outcome.kind === "differentiable" && outcome.point.chosen);
  });

  it("is read as a caller calls it with whole numbers where others are refused", () => {
    const source = `function fill(cells, n) {
        if (cells.length !== n * 2) throw new RangeError("sizes differ");
        return cells[0] * n;
      }
      function make(x, n) { const cells = new Array(n * 2).fill(x); return fill(cells, n); }`;
    const { outputs, inputs } = tracedIn({ "a.js": source }, "a.js", "fill");
    assert.equal(outputs[""], (inputs["cells[0]"] as number) * (inputs.n as number));
  });

  it("keeps what stands in two places one thing", () => {
    const source = `function remove(list, node) {
        const cost = node.cost.at * 2;
        const index = list.indexOf(node);
        if (index < 0) throw new Error("not in it");
        return index + cost * list[index].cost.at;
      }
      function start(k) { const node = { cost: { at: k } }; return remove([{ cost: { at: 1 } }, node], node); }`;
    const { inputs } = tracedIn({ "a.js": source }, "a.js", "remove");
    assert.deepEqual(Object.keys(inputs), ["list[1].cost.at"]);
  });

  it("keeps the reason where nobody calls it, or callers have nothing better", () => {
    const reason = (source: string) => {
      const outcome = outcomeIn({ "a.js": source }, "a.js", "f");
      return outcome.kind === "declined" ? outcome.reason.message : "";
    };
    const f = `function f(x) { if (x.kind !== other) throw new Error("not that kind"); return x.a; }
      const other = Symbol();`;
    assert.match(reason(f), /not that kind/);
    assert.match(reason(`${f} function g(k) { return f({ kind: k }); }`), /not that kind/);
  });

  it("is read under the name that the file's comments import it by", () => {
    const file = zones
      .replaceAll('new Cell("BZ"', 'new Tile("BZ"')
      .replace("/** A place on a grid. */", '/**\n * import Tile from "grid/cell.js";\n */');
    assert.deepEqual(tracedIn({ "cell.js": file }, "cell.js", "Cell.corner").inputs, {
      "this.size": 2.5,
    });
  });
});
