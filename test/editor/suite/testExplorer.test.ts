import assert from "node:assert/strict";
import {
  commands,
  EventEmitter,
  type TestController,
  type TestRunProfile,
  TestRunRequest,
  type TextDocument,
  tests,
  window,
  workspace,
} from "vscode";
import { followDerivatives } from "../../../src/editor/testExplorer.ts";
import type {
  AnalyzedParams,
  CheckItem,
  ChecksParams,
  ChecksResult,
} from "../../../src/protocol/requests.ts";

const text = "const f = (x) => x * x;\nconst fPrime = (x) => x;\n";

describe("the Test Explorer", () => {
  const analyzed = new EventEmitter<AnalyzedParams>();
  let controller: TestController;
  let profile: TestRunProfile | undefined;
  let document: TextDocument;
  let checks: readonly CheckItem[];
  let asked: ChecksParams[];
  let reported: string[];

  const item = (outcome: CheckItem["outcome"], name = "fPrime"): CheckItem => {
    const start = document.getText().indexOf(name);
    const place = { start, end: start + name.length };
    const numbers = { expected: "at x = 2\n4", actual: "at x = 2\n2" };
    return { name, primal: "f", outcome, message: "told", numbers, ...place, place };
  };
  const analyze = async () => {
    analyzed.fire({ uri: document.uri.toString(), version: document.version });
    await new Promise((resolve) => setTimeout(resolve, 0));
  };
  const shown = () => {
    const files: string[] = [];
    controller.items.forEach((file) => {
      const names: string[] = [];
      file.children.forEach(({ label, range }) => {
        names.push(`${label} ${range && document.getText(range)}`);
      });
      files.push(names.join());
    });
    return files;
  };

  beforeEach(async () => {
    document = await workspace.openTextDocument({ language: "javascript", content: text });
    await window.showTextDocument(document);
    const real = tests.createTestController("gradlens.test", "Test");
    [reported, asked, checks] = [[], [], [item("failed")]];
    controller = new Proxy(real, {
      get(target, key) {
        if (key === "createRunProfile")
          return (...args: Parameters<TestController["createRunProfile"]>) => {
            profile = target.createRunProfile(...args);
            return profile;
          };
        if (key === "createTestRun")
          return (...args: Parameters<TestController["createTestRun"]>) => {
            const run = target.createTestRun(...args);
            const { passed, failed, skipped } = run;
            run.passed = (one) => {
              reported.push(`passed ${one.label}`);
              passed.call(run, one);
            };
            run.failed = (one, message) => {
              const [first] = [message].flat();
              const at = first?.location && document.getText(first.location.range);
              reported.push(
                `failed ${one.label} at ${at}: ${first?.expectedOutput} | ${first?.actualOutput}`,
              );
              failed.call(run, one, message);
            };
            run.skipped = (one) => {
              reported.push(`skipped ${one.label}`);
              skipped.call(run, one);
            };
            return run;
          };
        const value: unknown = Reflect.get(target, key);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    followDerivatives(
      controller,
      async (params): Promise<ChecksResult> => {
        asked.push(params);
        return { version: document.version, checks };
      },
      analyzed.event,
      (error) => assert.fail(String(error)),
    );
  });
  afterEach(async () => {
    controller.dispose();
    await commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("has an item per derivative, and follows edits", async () => {
    await analyze();
    assert.deepEqual(shown(), ["fPrime fPrime"]);
    const editor = window.activeTextEditor;
    await editor?.edit((edit) => edit.insert(document.positionAt(0), "// above\n"));
    checks = [item("failed")];
    await analyze();
    assert.deepEqual(shown(), ["fPrime fPrime"]);
    checks = [];
    await analyze();
    assert.deepEqual(shown(), []);
  });

  it("compares on a run, and shows both numbers at the wrong piece", async () => {
    await analyze();
    await profile?.runHandler(new TestRunRequest(), none);
    assert.deepEqual(asked.at(-1), { uri: document.uri.toString(), run: true });
    assert.deepEqual(reported, ["failed fPrime at fPrime: at x = 2\n4 | at x = 2\n2"]);
    reported.length = 0;
    checks = [item("passed")];
    await profile?.runHandler(new TestRunRequest(), none);
    checks = [item("undecided")];
    await profile?.runHandler(new TestRunRequest(), none);
    assert.deepEqual(reported, ["passed fPrime", "skipped fPrime"]);
  });

  it("runs what was asked for only, and goes on after edits where it was asked to", async () => {
    checks = [item("failed"), item("passed", "f")];
    await analyze();
    const file = controller.items.get(document.uri.toString());
    const only = file?.children.get("f of f");
    assert.ok(only);
    await profile?.runHandler(new TestRunRequest([only]), none);
    assert.deepEqual(reported, ["passed f"]);
    reported.length = 0;
    await profile?.runHandler(new TestRunRequest([only], [], profile, true), none);
    checks = [item("failed"), item("failed", "f")];
    await analyze();
    assert.equal(reported.length, 2);
    assert.match(reported[1] ?? "", /^failed f /);
  });
});

const none = { isCancellationRequested: false, onCancellationRequested: new EventEmitter().event };
