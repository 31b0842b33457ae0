import assert from "node:assert/strict";
import { inputsText } from "../../../src/core/util/inputsText.ts";

describe("a point in words", () => {
  const rows: readonly (readonly [inputs: readonly (readonly [string, number])[], text: string])[] =
    [
      [
        [
          ["x", 1.3],
          ["k", 2],
        ],
        "x = 1.3, k = 2",
      ],
      [
        [
          ["v[0]", 1],
          ["w", 5],
          ["v[1]", 2],
        ],
        "v = [1, 2], w = 5",
      ],
      [[["v[0]", 1]], "v[0] = 1"],
      [
        [
          ["v[1]", 1],
          ["v[2]", 2],
        ],
        "v[1] = 1, v[2] = 2",
      ],
      [
        [
          ["m[0][0]", 1],
          ["m[0][1]", 2],
          ["m[1][0]", 3],
          ["m[1][1]", 4],
        ],
        "m = [[1, 2], [3, 4]]",
      ],
      [
        [
          ["a.data[1]", 2],
          ["a.data[0]", 1],
        ],
        "a.data = [1, 2]",
      ],
    ];
  for (const [inputs, text] of rows) {
    it(text, () => {
      assert.equal(inputsText(inputs, String), text);
    });
  }
});
