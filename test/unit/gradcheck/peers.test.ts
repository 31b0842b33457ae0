import assert from "node:assert/strict";
import { right, wrong } from "../../verdicts/pairs/probe.ts";
import { checkOf, told } from "./checked.ts";

describe("where other checkers stumble", () => {
  for (const text of right) {
    it(`no false alarm: ${text}`, () => {
      const check = checkOf(text);
      assert.equal(check.verdict, "equal", told(check));
    });
  }
  for (const text of wrong) {
    it(`no miss: ${text}`, () => {
      const check = checkOf(text);
      assert.match(check.verdict, /^(wrong|conditional)$/, told(check));
    });
  }
});
