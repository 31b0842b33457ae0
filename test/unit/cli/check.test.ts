import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { cliBundle, gradlens } from "./runCli.ts";
import { tempFiles } from "./tempFiles.ts";

interface Check {
  readonly file: string;
  readonly primal: { readonly name: string };
  readonly derivative: { readonly name: string; readonly range: { start: { line: number } } };
  readonly convention: string;
  readonly wrt: readonly string[];
  readonly verdict: string;
  readonly evidence: string;
  readonly samples: number;
  readonly counterexample?: {
    readonly inputs: Readonly<Record<string, number>>;
    readonly expected: number;
    readonly actual: number;
  };
}

describe("gradlens check", () => {
  const files = tempFiles();
  before(() => cliBundle());

  it("finds the planted bug in the examples, and nothing else", () => {
    const run = gradlens("check", "examples", "--format", "json");
    assert.deepEqual([run.status, run.stderr], [1, ""]);
    const { checks, summary }: { checks: Check[]; summary: Record<string, number> } = JSON.parse(
      run.stdout,
    );
    assert.deepEqual(
      checks.map(({ primal, derivative, verdict }) => [primal.name, derivative.name, verdict]),
      [
        ["cubic", "cubicPrime", "equal"],
        ["ripple", "dRipple", "equal"],
        ["sigmoid", "sigmoidPrime", "equal-of-output"],
        ["keplersEquation.f", "keplersEquation.df", "equal"],
        ["rosenbrock", "rosenbrockGradient", "equal"],
        ["springEnergy", "springPull", "equal"],
        ["h", "hPrime", "wrong"],
      ],
    );
    assert.deepEqual([summary.equal, summary["equal-of-output"], summary.wrong], [5, 1, 1]);
    assert.equal(
      Object.values(summary).reduce((sum, count) => sum + count),
      checks.length,
    );
    const wrong = checks.find(({ verdict }) => verdict === "wrong");
    assert.ok(wrong?.counterexample);
    const { x } = wrong.counterexample.inputs as { x: number };
    assert.ok(
      Math.abs(wrong.counterexample.expected - 6 * (3 * x + 1)) < 1e-9 * Math.abs(x) + 1e-9,
    );
    assert.equal(wrong.counterexample.actual, 2 * (3 * x + 1));
    assert.equal(wrong.file, "examples/handWritten.ts");
  });

  it("without the bug everything is well", () => {
    const text = readFileSync("examples/handWritten.ts", "utf8");
    const mended = text.replace("return 2 * (3 * x + 1);", "return 6 * (3 * x + 1);");
    assert.notEqual(mended, text);
    const run = gradlens("check", files.write("mended.ts", mended));
    assert.deepEqual([run.status, run.stderr], [0, ""]);
    assert.match(run.stdout, /\n6 equal, 1 equal-of-output\n$/);
  });

  it("says in text what is wrong, and where", () => {
    const run = gradlens("check", "examples/handWritten.ts");
    assert.equal(run.status, 1);
    assert.match(run.stdout, /handWritten\.ts:\d+:17 {2}wrong: hPrime is not the derivative of h/);
    assert.match(run.stdout, /\n {2}at x = [^\n]+ but the derivative is /);
  });

  it("gives SARIF for what fails", () => {
    const run = gradlens("check", "examples", "--format", "sarif");
    assert.equal(run.status, 1);
    const log = JSON.parse(run.stdout);
    assert.equal(log.version, "2.1.0");
    const [{ results, tool }] = log.runs;
    assert.equal(tool.driver.name, "Gradlens");
    assert.equal(results.length, 1);
    const [{ ruleId, level, message, locations }] = results;
    assert.deepEqual([ruleId, level], ["wrong", "error"]);
    assert.match(message.text, /hPrime is not the derivative of h/);
    const { artifactLocation, region } = locations[0].physicalLocation;
    assert.equal(artifactLocation.uri, "examples/handWritten.ts");
    const line = readFileSync("examples/handWritten.ts", "utf8").split("\n")[region.startLine - 1];
    assert.equal(line?.slice(region.startColumn - 1, region.endColumn - 1), "hPrime");
  });

  it("takes files, folders and globs", () => {
    const counted = (...paths: string[]) =>
      JSON.parse(gradlens("check", ...paths, "--format", "json").stdout).checks.length;
    assert.equal(counted("examples/*.ts"), 7);
    assert.equal(counted("examples/chainRule.ts"), 0);
    assert.equal(counted("examples", "examples/handWritten.ts"), 7);
  });

  it("nothing to check is well", () => {
    const run = gradlens("check", "examples/chainRule.ts");
    assert.deepEqual([run.status, run.stdout], [0, "no hand-written derivatives found\n"]);
  });
});
