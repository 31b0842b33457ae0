import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { type CliRun, cliBundle, gradlens } from "./runCli.ts";
import { tempFiles } from "./tempFiles.ts";

/** Streams and exit codes of the real command. */

describe("the command line", () => {
  const files = tempFiles();
  before(() => cliBundle());

  describe("serves", () => {
    it("explain as text and as JSON, on stdout alone", () => {
      const text = gradlens("explain", "examples/chainRule.ts");
      assert.deepEqual([text.status, text.stderr], [0, ""]);
      assert.match(text.stdout, /examples\/chainRule\.ts:\d+:17 {2}loss: differentiable/);
      assert.match(text.stdout, /at x = 2, w = 3, target = 10\n/);
      assert.match(text.stdout, /\bw +3 +1248 /);
      assert.ok(!text.stdout.includes("\u001b"));
      const json = gradlens("explain", "examples/chainRule.ts", "--format", "json");
      assert.deepEqual([json.status, json.stderr], [0, ""]);
      assert.equal(JSON.parse(json.stdout).file, "examples/chainRule.ts");
    });

    it("a table whose rows stay lines, however long a formula is", () => {
      const nested = Array.from({ length: 7 }).reduce<string>(
        (inner, _, place) => `Math.tanh(a${place} * ${inner} + b${place})`,
        "x",
      );
      const names = Array.from({ length: 7 }, (_, place) => `a${place}, b${place}`).join(", ");
      const file = files.write("deep.js", `const deep = (x, ${names}) => ${nested};\n`);
      const { stdout } = gradlens("explain", file);
      assert.match(stdout, /\(\d{3,4} characters: --format json has them\)/);
      for (const line of stdout.split("\n").filter((each) => /^ {2}[abx]\d? /.test(each)))
        assert.ok(line.length < 250, line);
    });

    it("--version and --help", () => {
      const { version } = JSON.parse(readFileSync("package.json", "utf8"));
      assert.deepEqual(gradlens("--version"), { status: 0, stdout: `${version}\n`, stderr: "" });
      const help = gradlens("--help");
      assert.deepEqual([help.status, help.stderr], [0, ""]);
      for (const word of ["explain", "check", "lsp"]) assert.ok(help.stdout.includes(word));
      assert.equal(gradlens("explain", "--help").status, 0);
    });

    it("an editor, over standard input and output", async () => {
      const server = spawn(process.execPath, [cliBundle(), "lsp", "--stdio"]);
      const send = (message: object) => {
        const body = JSON.stringify({ jsonrpc: "2.0", ...message });
        server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
      };
      const params = { processId: null, rootUri: null, capabilities: {} };
      send({ id: 1, method: "initialize", params });
      let answer = "";
      for await (const chunk of server.stdout) {
        answer += chunk;
        if (answer.includes("codeLensProvider")) break;
      }
      assert.match(answer, /"id":1,.*"hoverProvider":true/);
      send({ id: 2, method: "shutdown" });
      send({ method: "exit" });
      assert.equal(await new Promise((resolve) => server.on("exit", resolve)), 0);
    });

    it("a reader that closes the pipe early", async () => {
      const path = files.write("many.ts", manyFunctions(300));
      const child = spawn(process.execPath, [cliBundle(), "explain", path, "--format", "json"]);
      let complaints = "";
      child.stderr.on("data", (chunk) => {
        complaints += chunk;
      });
      child.stdout.once("data", () => child.stdout.destroy());
      const status = await new Promise((resolve) => child.on("close", resolve));
      assert.deepEqual([status, complaints], [0, ""]);
    });
  });

  describe("refuses with one line and exit code 2", () => {
    const cases: readonly (readonly [what: string, args: () => readonly string[], says: RegExp])[] =
      [
        ["no command", () => [], /explain, check or lsp/],
        ["an unknown command", () => ["explian", "a.ts"], /explian/],
        ["an unknown option", () => ["explain", "--nope", "a.ts"], /--nope/],
        ["no file", () => ["explain"], /file/],
        [
          "two files",
          () => ["explain", "examples/chainRule.ts", "examples/jacobians.ts"],
          /argument/,
        ],
        ["an unknown format", () => explainChain("--format", "yaml"), /yaml/],
        ["an unknown mode", () => explainChain("--mode", "sideways"), /sideways/],
        ["order 3", () => explainChain("--order", "3"), /3/],
        ["a missing file", () => ["explain", "nowhere/none.ts"], /no such file: nowhere\/none\.ts/],
        ["a path through a file", () => ["explain", "package.json/a.ts"], /no such file/],
        ["a folder", () => ["explain", "examples"], /examples is a folder/],
        ["an unknown extension", () => ["explain", "package.json"], /\.json/],
        ["no extension", () => ["explain", "LICENSE"], /has no extension/],
        ["bytes that are no text", () => ["explain", binary()], /not a text file/],
        ["a syntax error", () => ["explain", broken()], /broken\.ts:2:\d+: syntax error: /],
        ["an unknown function", () => explainChain("--function", "hh"), /no function hh .*\bh\b/],
        ["a bad point", () => explainChain("--at", "x = = 2"), /--at/],
        ["an empty point", () => explainChain("--at", ""), /--at/],
        ["a point that names no input", () => explainChain("--at", "zeta = 1"), /zeta/],
        [
          "a point that names no input of the function",
          () => explainChain("--function", "h", "--at", "w = 1"),
          /w/,
        ],
        ["check of nothing", () => ["check"], /path/],
        ["check of a missing file", () => ["check", "none.ts"], /no such file or folder: none\.ts/],
        ["check of a glob without match", () => ["check", "examples/*.cts"], /no file matches/],
        ["check of a syntax error", () => ["check", "examples", broken()], /syntax error/],
        ["check of an unknown extension", () => ["check", "package.json"], /\.json/],
        ["lsp without a transport", () => ["lsp"], /--stdio/],
      ];
    for (const [what, args, says] of cases) {
      it(what, () => assertRefused(gradlens(...args()), says));
    }

    const explainChain = (...options: string[]) => ["explain", "examples/chainRule.ts", ...options];
    const binary = () => files.write("binary.ts", Uint8Array.of(0, 159, 146, 150));
    const broken = () =>
      files.write("broken.ts", "export function f(x: number) {\n  return x +;\n}\n");
  });

  it("a syntax error in a file that was only found is a warning", () => {
    files.write("broken.ts", "const = 1;");
    files.write("fine.ts", "export const a = 1;");
    const run = gradlens("check", files.folder);
    assert.equal(run.status, 0);
    assert.match(run.stderr, /^gradlens: skipped: .*broken\.ts:1:\d+: syntax error: .*\n$/);
  });

  it("a file name with line breaks still makes one line", () => {
    assertRefused(gradlens("explain", "no\nsuch\u001b[31m.ts"), /no such/);
  });
});

function assertRefused(run: CliRun, says: RegExp): void {
  assert.equal(run.status, 2, run.stderr);
  assert.equal(run.stdout, "");
  assert.match(run.stderr, /^gradlens: [^\n]+\n$/);
  assert.match(run.stderr, says);
  assert.doesNotMatch(run.stderr, / at .*:\d+:\d+|internal/);
}

function manyFunctions(count: number): string {
  const lines = Array.from(
    { length: count },
    (_, i) => `export const f${i} = (x: number) => x * ${i};`,
  );
  return lines.join("\n");
}
