import assert from "node:assert/strict";
import { TestClient } from "./client.ts";

const uri = "file:///corner.ts";
const text = "// @at x = 0\nexport function corner(x: number) {\n  return Math.abs(x);\n}\n";

describe("the convention for points without a single derivative", () => {
  let client: TestClient;
  afterEach(() => client.dispose());

  it("is the setting of the document, and may change while it is open", async () => {
    client = new TestClient();
    await client.open(uri, text);
    const [before = ""] = await client.lensTexts(uri);
    assert.match(before, /= 0\b/);
    await client.changeSettings({ nonSmooth: "jax" });
    await client.until(() => client.lensRefreshes === 1, "refresh");
    const [jax = ""] = await client.lensTexts(uri);
    assert.match(jax, /= 1\b/);
    await client.changeSettings({ nonSmooth: "left" });
    const [left = ""] = await client.lensTexts(uri);
    assert.match(left, /= [-−]1\b/);
    await client.changeSettings({ nonSmooth: "nonsense" });
    assert.deepEqual(await client.lensTexts(uri), [before]);
  });

  it("decides which choice of a hand-written derivative is the usual one", async () => {
    const prime = "export const cornerPrime = (x: number) => Math.sign(x);\n";
    client = new TestClient();
    await client.open(uri, text + prime);
    const verdict = async () =>
      (await client.lensTexts(uri)).find((lens) => lens.startsWith("4: ✓")) ?? "";
    assert.match(await verdict(), /✓ equals corner′(?!.*kink)/);
    await client.changeSettings({ nonSmooth: "jax" });
    await client.until(() => client.lensRefreshes === 1, "refresh");
    assert.match(await verdict(), /✓ equals corner′ but for another choice at a kink/);
  });
});
