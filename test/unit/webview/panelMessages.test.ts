import assert from "node:assert/strict";
import {
  fromPanelMessage,
  savedPanel,
  toPanelMessage,
} from "../../../src/protocol/panelMessages.ts";

describe("messages between the panel and its page", () => {
  it("are taken by their type", () => {
    assert.deepEqual(fromPanelMessage({ type: "ready", extra: 1 }), { type: "ready" });
    const cursor = { type: "cursor", selection: { start: 1, end: 2 } };
    assert.equal(toPanelMessage(cursor), cursor);
    const content = { kind: "message", text: "…" };
    assert.deepEqual(toPanelMessage({ type: "show", content }), { type: "show", content });
  });

  it("are dropped when they are not ours", () => {
    const reveal = { type: "reveal", uri: "file:///a.ts", version: 1 };
    for (const message of [
      undefined,
      null,
      "ready",
      { type: "else" },
      reveal,
      { ...reveal, range: { start: -1, end: 2 } },
      { ...reveal, range: { start: 0.5, end: 2 } },
    ]) {
      assert.equal(fromPanelMessage(message), undefined);
    }
    assert.equal(toPanelMessage({ type: "cursor", selection: 3 }), undefined);
    assert.equal(toPanelMessage({ type: "show" }), undefined);
  });

  it("ask for branches only with points that are numbers by path", () => {
    const of = { uri: "file:///a.ts", version: 1, name: "f" };
    const points = [{ x: 1, "v[0]": -2 }];
    const asked = { type: "branches", question: 1, ...of, points, withFormulas: false };
    assert.deepEqual(fromPanelMessage({ ...asked, extra: 1 }), asked);
    for (const wrong of [
      { ...asked, points: [{ x: "1" }] },
      { ...asked, points: { x: 1 } },
      { ...asked, points: [null] },
      { ...asked, points: Array.from({ length: 5000 }, () => ({ x: 1 })) },
      { ...asked, points: Array.from({ length: 60 }, () => Array.from({ length: 1000 }, () => 1)) },
      { ...asked, withFormulas: undefined },
      { ...asked, question: -1 },
      { ...asked, name: 3 },
    ]) {
      assert.equal(fromPanelMessage(wrong), undefined);
    }
    const answer = { type: "branches", question: 1, branches: null };
    assert.equal(toPanelMessage(answer), answer);
    assert.equal(toPanelMessage({ ...answer, branches: 4 }), undefined);
  });
  it("bring exports with nothing in the theme that could end a declaration", () => {
    const saved = { uri: "file:///a.ts", name: "f", inputs: {} };
    const variables = {
      "--vscode-foreground": "#fff",
      "--vscode-x": "red;} body{display:none",
      "--vscode-y": "</style><script>",
      background: "red",
      "--vscode-z": 3,
    };
    const look = { variables, classes: ["vscode-dark", 'x" onload="', 7] };
    const message = { type: "exportPage", name: "f", look, saved };
    const taken = fromPanelMessage(message);
    assert.ok(taken?.type === "exportPage");
    assert.deepEqual(taken.look, {
      variables: { "--vscode-foreground": "#fff" },
      classes: ["vscode-dark"],
    });
    const file = { type: "export", name: "f", format: "svg", data: "<svg/>" };
    assert.deepEqual(fromPanelMessage(file), file);
    const point = { type: "samplePoint", uri: "file:///a.ts", name: "f", point: "x = 2" };
    assert.deepEqual(fromPanelMessage(point), point);
    for (const wrong of [
      { ...message, look: undefined },
      { ...message, saved: {} },
      { ...file, format: "exe" },
      { ...file, format: "html" },
      { ...file, data: 3 },
      { ...point, point: undefined },
    ]) {
      assert.equal(fromPanelMessage(wrong), undefined);
    }
  });

  it("restore only a whole state", () => {
    const state = { uri: "file:///a.ts", name: "f", inputs: { x: 1 } };
    assert.equal(savedPanel(state), state);
    const folds = { operations: 3, isAll: false, open: ["0/1"], turns: { "0": 7 } };
    assert.deepEqual(savedPanel({ ...state, folds }), { ...state, folds });
    assert.equal(savedPanel({ ...state, folds: { ...folds, open: 3 } }), undefined);
    assert.equal(savedPanel({ ...state, folds: { ...folds, turns: { "0": "7" } } }), undefined);
    const seeded = { ...state, output: " · v", seed: { "[0]": 1, "[1]": -0.5 } };
    assert.equal(savedPanel(seeded), seeded);
    assert.equal(savedPanel({ ...seeded, seed: { "[0]": "1" } }), undefined);
    assert.equal(savedPanel({ ...seeded, output: 1 }), undefined);
    assert.equal(savedPanel({ uri: "file:///a.ts" }), undefined);
    assert.equal(savedPanel(undefined), undefined);
  });
});
