import assert from "node:assert/strict";
import { traceOf } from "../../helpers/traceOf.ts";

/** A grid that takes its sizes, the rows of another grid or a grid, and refuses everything else. */
const grid = `class Grid {
  constructor(rows, columns) {
    if (rows != null && rows.kind === "grid") {
      this.fill(rows.rows, rows.columns);
      rows.copyTo(this);
    } else if (Number.isInteger(rows) && rows > 0) this.fill(rows, columns);
    else throw new TypeError("rows, or a grid");
  }
  fill(rows, columns) {
    if (!Number.isInteger(columns)) throw new RangeError("columns are counted");
    this.rows = rows;
    this.columns = columns;
    this.cells = [];
    for (let i = 0; i < rows; i++) this.cells.push(new Float64Array(columns));
  }
  at(i, j) { return this.cells[i][j]; }
`;

function inputsOf(member: string, name: string): ReadonlyMap<string, number> {
  const { tape } = traceOf(`${grid}${member}\n}`, { fileName: "a.js", name: `Grid.${name}` });
  return new Map(tape.inputs.map(({ path, node }) => [path, tape.values[node] as number]));
}

/** What a grid says of itself is so. */
function assertWhole(inputs: ReadonlyMap<string, number>, name = "this"): void {
  const rows = inputs.get(`${name}.rows`) ?? Infinity;
  const columns = inputs.get(`${name}.columns`) ?? Infinity;
  for (const path of inputs.keys()) {
    const [, i, j] = /\.cells\[(\d+)\](?:\[(\d+)\])?$/.exec(path) ?? [];
    if (path.startsWith(`${name}.cells`))
      assert.ok(Number(i) < rows && Number(j) < columns, `${path} of ${rows} × ${columns}`);
  }
}

describe("instances that know their size", () => {
  it("are made with plain sizes where the constructor's questions lead astray", () => {
    const inputs = inputsOf(
      "sum() { let s = 0; for (let i = 0; i < this.rows; i++) for (let j = 0; j < this.columns; j++) s += this.at(i, j); return s; }",
      "sum",
    );
    assertWhole(inputs);
    assert.equal(
      inputs.size,
      2 + (inputs.get("this.rows") ?? 0) * (inputs.get("this.columns") ?? 0),
    );
  });

  it("have numbers of their own where the constructor only made room for them", () => {
    const inputs = inputsOf("first() { return this.at(0, 0) * this.at(1, 1); }", "first");
    assert.equal(inputs.size, 2);
    for (const [path, value] of inputs) assert.notEqual(value, 0, path);
  });

  it("keep their sizes where indices are checked against them", () => {
    const inputs = inputsOf(
      `block(top, bottom, left, right) {
        if (top > bottom || top < 0 || bottom >= this.rows) throw new RangeError("rows");
        if (left > right || left < 0 || right >= this.columns) throw new RangeError("columns");
        let s = 0;
        for (let i = top; i <= bottom; i++) for (let j = left; j <= right; j++) s += this.at(i, j) ** 2;
        return s;
      }`,
      "block",
    );
    assertWhole(inputs);
    for (const name of ["top", "bottom", "left", "right"])
      assert.ok(Number.isInteger(inputs.get(name)), name);
    assert.deepEqual([inputs.get("this.rows"), inputs.get("this.columns")], [2, 3]);
  });

  it("all have one size where they have to agree", () => {
    const square = inputsOf(
      `trace() {
        if (this.rows !== this.columns) throw new Error("not square");
        let s = 0;
        for (let i = 0; i < this.rows; i++) s += this.at(i, i);
        return s;
      }`,
      "trace",
    );
    assert.equal(square.get("this.rows"), square.get("this.columns"));
    const product = inputsOf(
      `times(grid) {
        if (!(grid instanceof Grid)) throw new TypeError("a grid");
        if (this.columns !== grid.rows) throw new RangeError("they do not fit");
        let s = 0;
        for (let k = 0; k < this.columns; k++) s += this.at(0, k) * grid.at(k, 0);
        return s;
      }`,
      "times",
    );
    assert.equal(product.get("this.columns"), product.get("grid.rows"));
    assertWhole(product);
    assertWhole(product, "grid");
  });

  it("every element of a list of indices is one", () => {
    const inputs = inputsOf(
      `pick(order) {
        let s = 0;
        for (let k = 0; k < 3; k++) s += this.at(order[k], k);
        return s;
      }`,
      "pick",
    );
    for (const k of [0, 1, 2]) assert.ok([0, 1].includes(inputs.get(`order[${k}]`) ?? -1));
    assertWhole(inputs);
  });

  it("two numbers that nobody has read yet are compared as numbers", () => {
    const source = `class Box {
      constructor() { this.width = 2; this.height = 2; }
      side(x) { return this.width === this.height ? x * this.width : -x; }
    }`;
    const { tape } = traceOf(source, { fileName: "a.js", name: "Box.side", at: "x = 3" });
    const at = new Map(tape.inputs.map(({ path, node }) => [path, tape.values[node] as number]));
    const [width = NaN, height = NaN] = [at.get("this.width"), at.get("this.height")];
    const [output] = tape.outputs;
    assert.equal(output && tape.values[output.node], width === height ? 3 * width : -3);
    assert.equal(tape.guards.length, 1);
    assert.ok(Number.isFinite(height));
  });

  it("half of a product of sizes is a size", () => {
    const { tape } = traceOf(
      "function triangle(n, x) { const a = new Array((n * (n + 1)) / 2).fill(x); return a.reduce((s, each) => s + each * x, 0); }",
      { fileName: "a.js" },
    );
    const n = tape.inputs.find(({ path }) => path === "n");
    assert.ok(n?.isWhole);
  });
});
