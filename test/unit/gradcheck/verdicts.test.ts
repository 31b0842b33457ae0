import assert from "node:assert/strict";
import { checkOf, told } from "./checked.ts";
import { correctPairs } from "./correctPairs.ts";
import { wrongPairs } from "./wrongPairs.ts";

describe("right derivatives", () => {
  for (const text of correctPairs) {
    it(text, () => {
      const check = checkOf(text);
      assert.equal(check.verdict, "equal", told(check));
      assert.ok(check.samples >= 8, told(check));
      assert.equal(check.branches.covered, check.branches.seen, told(check));
    });
  }
});

describe("planted mistakes", () => {
  for (const text of wrongPairs) {
    it(text, () => {
      const check = checkOf(text);
      assert.equal(check.verdict, "wrong", told(check));
      const { expected, actual } = check.counterexample ?? {};
      assert.notEqual(expected, undefined);
      assert.notEqual(expected, actual);
    });
  }
});
