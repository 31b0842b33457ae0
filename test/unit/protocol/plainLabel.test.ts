import assert from "node:assert/strict";
import { plainLabel } from "../../../src/protocol/plainLabel.ts";

describe("a plain label", () => {
  it("contains no icon, and looks the same", () => {
    for (const text of ["$(zap)", "loss$(x)", "a $(sync~spin) b", "$($(zap))"]) {
      const label = plainLabel(text);
      assert.doesNotMatch(label, /\$\([A-Za-z0-9-]+(~[A-Za-z]+)?\)/);
      assert.equal(label.replaceAll("\u2060", ""), text);
    }
  });

  it("leaves other text alone", () => {
    for (const text of ["h′(x) = 6(3x + 1)", "$ (x)", "cost$ = 2"])
      assert.equal(plainLabel(text), text);
  });

  it("is one line that reads in one direction", () => {
    assert.equal(plainLabel("a\r\nb\u2028c\u202Ed"), "a b c d");
  });
});
