import assert from "node:assert/strict";
import { traceOf } from "../../helpers/traceOf.ts";

const item = "interface Item { id: string; price: number; note?: string; tags: string[] }\n";

function leavesOf(source: string) {
  const { tape } = traceOf(item + source);
  return {
    inputs: tape.inputs.map(({ path }) => path),
    outputs: tape.outputs.map(({ path }) => path),
  };
}

describe("what a type says is text", () => {
  it("is no number of an item in a list", () => {
    const { inputs } = leavesOf(
      "const total = (items: Item[]) => items.reduce((sum, { price }) => sum + price ** 2, 0);",
    );
    assert.deepEqual(inputs, ["items[0].price", "items[1].price", "items[2].price"]);
  });

  it("is no number of a result that hands it on", () => {
    const { inputs, outputs } = leavesOf(
      "const reduced = (item: Item, by: number) => ({ ...item, price: item.price * by });",
    );
    assert.deepEqual(inputs, ["item.price", "by"]);
    assert.deepEqual(outputs, [".price"]);
  });

  it("is the text it is compared with", () => {
    const { inputs } = leavesOf(
      'const metres = (x: number, unit: string) => (unit === "km" ? 1000 * x : x);',
    );
    assert.deepEqual(inputs, ["x"]);
  });

  it("is a number where the code makes one of it", () => {
    const { inputs } = leavesOf("const cost = (text: string, n: number) => parseFloat(text) * n;");
    assert.deepEqual(inputs, ["text", "n"]);
  });
});
