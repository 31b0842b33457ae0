import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import * as ts from "typescript";
import type { CodeLens } from "vscode-languageserver-protocol";
import { TestClient } from "../test/lsp/client.ts";
import type { GeneratedFile } from "./generate.ts";
import { type Case, interleaved } from "./measure.ts";
import { printRatios } from "./table.ts";

const uri = "file:///bench/generated.ts";
const parsing = "ts.createSourceFile";
const startingNode = 'node -e ""';

/** From starting the server's process to the first lens with its words. */
export async function benchStart(file: GeneratedFile, rounds: number): Promise<void> {
  const clients: TestClient[] = [];
  const times = await interleaved(
    [
      { name: startingNode, run: () => once(spawn(process.execPath, ["-e", ""]), "exit") },
      bareParse(() => file.text),
      {
        name: "start to first lens",
        run: async () => {
          const client = new TestClient();
          clients.push(client);
          await client.open(uri, file.text);
          const [first] = await client.lenses(uri);
          assertTitled([await client.resolve(first as CodeLens)]);
        },
        prepare: () => clients.pop()?.dispose(),
      },
    ],
    rounds,
    1,
  );
  clients.pop()?.dispose();
  printRatios(`server, ${file.lines} lines`, times, [startingNode, parsing]);
}

/** From a digit typed into a function body to the lenses on screen around it, in their new words. */
export async function benchKeystroke(file: GeneratedFile, rounds: number): Promise<void> {
  const client = new TestClient();
  await client.open(uri, file.text);
  await client.diagnostics(uri, 1);
  const { line, character } = file.digit;
  const range = { start: { line, character }, end: { line, character: character + 1 } };
  const lines = file.text.split("\n");
  const before = (lines[line] as string).slice(0, character);
  const after = (lines[line] as string).slice(character + 1);
  let version = 1;
  let text = file.text;

  const times = await interleaved(
    [
      bareParse(() => text),
      {
        name: "keystroke to lenses",
        prepare: () => {
          version++;
          lines[line] = before + (version % 10) + after;
          text = lines.join("\n");
        },
        run: async () => {
          await client.change(uri, version, { range, text: String(version % 10) });
          const visible = nearest(await client.lenses(uri), line, 10);
          assertTitled(await Promise.all(visible.map((lens) => client.resolve(lens))));
        },
      },
    ],
    rounds,
    10,
  );
  await client.shutdown();
  client.dispose();
  printRatios(`keystroke, ${file.lines} lines`, times, [parsing]);
}

/** What cannot be avoided: the compiler's own parser on the whole text, without our tree or types. */
function bareParse(text: () => string): Case {
  return {
    name: parsing,
    run: () => ts.createSourceFile("generated.ts", text(), ts.ScriptTarget.Latest, true),
  };
}

function nearest(lenses: readonly CodeLens[], line: number, count: number): readonly CodeLens[] {
  const distance = ({ range }: CodeLens) => Math.abs(range.start.line - line);
  return [...lenses].sort((a, b) => distance(a) - distance(b)).slice(0, count);
}

function assertTitled(lenses: readonly CodeLens[]): void {
  for (const { command } of lenses) assert.ok(command?.title, "a lens without words");
}
