import assert from "node:assert/strict";
import type { Analyzer } from "../../src/core/analysis/document/analyzer.ts";
import { defaultLimits } from "../../src/core/trace/budget.ts";
import { startServer } from "../../src/server/server.ts";
import { TestClient, vscodeOptions } from "./client.ts";

/** An analyser that finds nothing and keeps count of what it was asked. */
function countingAnalyzer(asked: string[]): Analyzer {
  return {
    analyze({ uri, version, text }) {
      asked.push(`${uri} ${version}`);
      return {
        ...{ uri, version, text, lineStarts: [0] },
        ...{
          syntaxError: undefined,
          module: undefined,
          functions: [],
          checks: [],
          holdsChecks: false,
          reads: new Map(),
          limits: defaultLimits,
          nonSmooth: "default",
        },
      };
    },
    close: (uri) => asked.push(`${uri} closed`),
  };
}

describe("the analyser", () => {
  const uri = "file:///a.ts";
  const asked: string[] = [];
  let client: TestClient;
  beforeEach(async () => {
    client = new TestClient({
      serve: (connection) => startServer(connection, () => countingAnalyzer(asked)),
    });
    await client.open(uri, "first");
    await client.diagnostics(uri, 1);
    asked.length = 0;
  });
  afterEach(() => client.dispose());

  it("is spared a version that a newer one has superseded", async () => {
    await client.change(uri, 2, { text: "second" });
    const lenses = client.lenses(uri);
    await client.change(uri, 3, { text: "third" });
    await lenses;
    await client.diagnostics(uri, 3);
    assert.deepEqual([...new Set(asked)], [`${uri} 3`]);
  });

  it("is told to forget a document that is closed", async () => {
    await client.close(uri);
    assert.deepEqual(await client.lenses(uri), []);
    assert.deepEqual(asked, [`${uri} closed`]);
  });
});

/** The core promises not to throw. If it does all the same, the person loses one answer, not the server. */
describe("a bug in the analysis", () => {
  const buggy: Analyzer = {
    analyze() {
      throw new Error("internal: planted bug");
    },
    close: () => undefined,
  };
  const uri = "file:///a.ts";
  let client: TestClient;
  beforeEach(async () => {
    client = new TestClient({
      serve: (connection) => startServer(connection, () => buggy),
      initializationOptions: vscodeOptions,
    });
    await client.open(uri, "export function f(x: number) { return x * x; }\n");
  });
  afterEach(() => client.dispose());

  it("is answered empty by every feature", async () => {
    assert.deepEqual(await client.lenses(uri), []);
    assert.equal(await client.hover(uri, 0, 16), null);
    assert.deepEqual(await client.status(uri), { functions: [], syntaxError: null });
    assert.equal(await client.trace({ uri, name: "f" }), null);
  });

  it("goes to the log, with its stack", async () => {
    await client.lenses(uri);
    await client.until(() => client.logged.length > 0, "log message");
    assert.match(client.logged[0] ?? "", /internal: planted bug[\s\S]*at /);
  });

  it("publishes no diagnostics and stops nothing", async () => {
    await client.change(uri, 2, { text: "export const a = 1;" });
    await new Promise((resolve) => setTimeout(resolve, 600));
    assert.deepEqual(client.published, []);
    assert.deepEqual(await client.lenses(uri), []);
  });
});
