import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { FileChangeType } from "vscode-languageserver-protocol/node";
import { TestClient } from "./client.ts";

const user = `import { inner } from "./helper";
export function h(x: number) {
  return inner(x) ** 2;
}
`;
const helper = "export const inner = (x: number) => 3 * x + 1;\n";

/** A caller and its helper, in a folder whose name an editor would encode. */
describe("imported files", () => {
  let folder: string;
  let client: TestClient;
  let userUri: string;
  let helperUri: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "my maths & more #1 "));
    writeFileSync(join(folder, "helper.ts"), helper);
    userUri = pathToFileURL(join(folder, "loss.ts")).href;
    helperUri = pathToFileURL(join(folder, "helper.ts")).href;
    client = new TestClient();
  });
  afterEach(() => {
    client.dispose();
    rmSync(folder, { recursive: true });
  });

  it("are where the problem of a derivative points to, also after the edit that moved it", async () => {
    const prime =
      'import { inner } from "./helper";\nexport function innerPrime(x: number) {\n  return 7;\n}\n';
    await client.open(userUri, prime);
    const location = async (version: number) => {
      const [diagnostic] = (await client.diagnostics(userUri, version)).diagnostics;
      return diagnostic?.relatedInformation?.[0]?.location;
    };
    const place = {
      uri: helperUri,
      range: { start: { line: 0, character: 13 }, end: { line: 0, character: 18 } },
    };
    assert.deepEqual(await location(1), place);
    await client.change(userUri, 2, { text: `\n${prime}` });
    assert.deepEqual(await location(2), place);
  });

  it("are read from the disk", async () => {
    await client.open(userUri, user);
    assert.match((await client.lensTexts(userUri))[0] ?? "", /h′\(x\) = 6\(3x \+ 1\)/);
  });

  it("that are open count as they stand in the editor", async () => {
    await client.open(helperUri, "export const inner = (x: number) => 5 * x + 1;");
    await client.open(userUri, user);
    assert.match((await client.lensTexts(userUri))[0] ?? "", /10\(5x \+ 1\)/);
  });

  it("change the lenses of their users while they are edited", async () => {
    await client.open(userUri, user);
    await client.open(helperUri, helper);
    await client.lensTexts(userUri);
    await client.change(helperUri, 2, { text: helper.replace("3", "7") });
    await client.until(() => client.lensRefreshes > 0, "refresh");
    assert.match((await client.lensTexts(userUri))[0] ?? "", /14\(7x \+ 1\)/);
  });

  it("leave their users as they were while they do not parse", async () => {
    await client.open(userUri, user);
    await client.open(helperUri, helper);
    await client.lensTexts(userUri);
    await client.change(helperUri, 2, { text: helper.replace("3 *", "3 * (") });
    await client.until(() => client.lensRefreshes > 0, "refresh");
    assert.match((await client.lensTexts(userUri))[0] ?? "", /6\(3x \+ 1\)/);
  });

  it("do not disturb documents that do not use them", async () => {
    const otherUri = "file:///other.ts";
    await client.open(otherUri, "export function f(x: number) { return x * x; }");
    await client.open(helperUri, helper);
    await client.lensTexts(otherUri);
    await client.change(helperUri, 2, { text: helper.replace("3", "7") });
    await client.diagnostics(helperUri, 2);
    await client.lensTexts(helperUri);
    assert.equal(client.lensRefreshes, 0);
  });

  it("are read again when they change on the disk", async () => {
    await client.open(userUri, user);
    await client.lensTexts(userUri);
    writeFileSync(join(folder, "helper.ts"), helper.replace("3", "9"));
    await client.filesChanged([{ uri: helperUri, type: FileChangeType.Changed }]);
    await client.until(() => client.lensRefreshes > 0, "refresh");
    assert.match((await client.lensTexts(userUri))[0] ?? "", /18\(9x \+ 1\)/);
  });

  it("are found once they are written", async () => {
    rmSync(join(folder, "helper.ts"));
    await client.open(userUri, user);
    assert.deepEqual(await client.lensTexts(userUri), []);
    const [status] = (await client.status(userUri)).functions;
    assert.match(status?.reason ?? "", /there is no file for ".\/helper"/);
    writeFileSync(join(folder, "helper.ts"), helper);
    await client.filesChanged([{ uri: helperUri, type: FileChangeType.Created }]);
    await client.until(() => client.lensRefreshes > 0, "refresh");
    assert.match((await client.lensTexts(userUri))[0] ?? "", /6\(3x \+ 1\)/);
  });
});
