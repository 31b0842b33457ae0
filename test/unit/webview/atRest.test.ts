import assert from "node:assert/strict";
import { mock } from "node:test";
import { answeredAtRest } from "../../../src/webview/model/atRest.ts";

describe("what is too costly for every frame of a drag", () => {
  beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
  afterEach(() => mock.timers.reset());

  function asked() {
    const answers = answeredAtRest<string>();
    const picture = {};
    let made = 0;
    let again = 0;
    const ask = (where: string, at: string) => {
      const make = () => {
        made++;
        return `${where} ${at}`;
      };
      return answers(picture, { where, at }, () => again++, make);
    };
    return { ask, made: () => made, again: () => again };
  }

  it("is answered at once the first time, and remembered", () => {
    const { ask, made } = asked();
    assert.deepEqual(ask("w", "1"), { result: "w 1", isLate: false });
    assert.deepEqual(ask("w", "1"), { result: "w 1", isLate: false });
    assert.equal(made(), 1);
  });

  it("waits while the inputs move, and is asked for when they rest", () => {
    const { ask, made, again } = asked();
    ask("w", "1");
    for (const at of ["2", "3", "4"]) {
      assert.deepEqual(ask("w", at), { result: "w 1", isLate: true });
      mock.timers.tick(50);
    }
    assert.deepEqual([made(), again()], [1, 0]);
    mock.timers.tick(1000);
    assert.equal(again(), 1);
    assert.deepEqual(ask("w", "4"), { result: "w 4", isLate: false });
    assert.equal(made(), 2);
  });

  it("is there again as soon as the inputs are back", () => {
    const { ask, made } = asked();
    ask("w", "1");
    ask("w", "2");
    assert.deepEqual(ask("w", "1"), { result: "w 1", isLate: false });
    mock.timers.tick(1000);
    assert.deepEqual(ask("w", "1"), { result: "w 1", isLate: false });
    assert.equal(made(), 1);
  });

  it("does not wait where it is about something else", () => {
    const { ask } = asked();
    ask("w", "1");
    assert.deepEqual(ask("x", "2"), { result: "x 2", isLate: false });
  });
});
