import assert from "node:assert/strict";
import { TestClient } from "./client.ts";

const uri = "file:///loss.ts";
const text = `/** @at x = 2, w = 3, target = 10 */
export function loss(x: number, w: number, target: number) {
  const u = w * x;
  let output = 0;
  for (let i = 0; i < 2; i++) output = u ** 2;
  return (output - target) ** 2;
}

/** @at x = 3 */
export const square = (x: number) => x * x;
`;
const ofLoss = ["2: = 6 · ∂ 624", "4: = 36 · ∂ 52", "5: = 676"];

describe("inlay hints", () => {
  let client: TestClient;
  beforeEach(() => {
    client = new TestClient();
  });
  afterEach(() => client.dispose());

  it("are off until somebody asks for them", async () => {
    await client.open(uri, text);
    assert.deepEqual(await client.hintTexts(uri), []);
  });

  it("show value and rate behind each statement that computes a number", async () => {
    client.settings = { inlayHints: "all" };
    await client.open(uri, text);
    assert.deepEqual(await client.hintTexts(uri), [...ofLoss, "9: = 9"]);
  });

  it("follow the cursor from function to function", async () => {
    client.settings = { inlayHints: "cursor" };
    await client.open(uri, text);
    assert.deepEqual(await client.hintTexts(uri), []);
    await client.moveCursor(uri, text.indexOf("output"));
    await client.until(() => client.hintRefreshes === 1, "refresh");
    assert.deepEqual(await client.hintTexts(uri), ofLoss);
    await client.moveCursor(uri, text.indexOf("target) **"));
    await client.moveCursor(uri, text.indexOf("x * x"));
    await client.until(() => client.hintRefreshes === 2, "refresh");
    assert.deepEqual(await client.hintTexts(uri), ["9: = 9"]);
  });

  it("are gone while the text does not parse", async () => {
    client.settings = { inlayHints: "all" };
    await client.open(uri, text);
    await client.change(uri, 2, { text: text.replace("w * x;", "w * ;") });
    assert.deepEqual(await client.hintTexts(uri), []);
  });

  it("come and go with the setting", async () => {
    await client.open(uri, text);
    assert.deepEqual(await client.hintTexts(uri), []);
    await client.changeSettings({ inlayHints: "all" });
    await client.until(() => client.hintRefreshes > 0, "refresh");
    assert.equal((await client.hintTexts(uri)).length, 4);
  });
});
