import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  copyAsLatexCommand,
  copyAsTextCommand,
  copyAsTypeScriptCommand,
  openPanelCommand,
  setSamplePointCommand,
} from "../../src/protocol/commands.ts";
import { defaultSettings, settingsSection } from "../../src/server/settings.ts";

interface Manifest {
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly { command: string; title: string; category: string }[];
    readonly menus: Readonly<Record<string, readonly { command: string }[]>>;
    readonly configuration: { readonly properties: Readonly<Record<string, { default: unknown }>> };
  };
}

const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
const { commands, menus, configuration } = manifest.contributes;

describe("package.json and the code agree on", () => {
  const editor = "src/editor";
  const named = new Map([
    ["setSamplePointCommand", setSamplePointCommand],
    ["openPanelCommand", openPanelCommand],
    ["copyAsTypeScriptCommand", copyAsTypeScriptCommand],
    ["copyAsLatexCommand", copyAsLatexCommand],
    ["copyAsTextCommand", copyAsTextCommand],
    ["showFunctionsCommand", "gradlens.showFunctions"],
  ]);

  it("the commands", () => {
    const sources = readdirSync(editor).map((file) => readFileSync(join(editor, file), "utf8"));
    const registered = sources
      .flatMap((source) => [...source.matchAll(/\bregisterCommand\(\s*(?:"([^"]+)"|(\w+))/g)])
      .map(
        ([, literal, name]) => literal ?? named.get(name ?? "") ?? `an unknown constant ${name}`,
      );
    assert.deepEqual(registered.sort(), commands.map(({ command }) => command).sort());
  });

  it("the folders that are shipped", () => {
    const sources = readdirSync(editor).map((file) => readFileSync(join(editor, file), "utf8"));
    const used = sources.flatMap((source) =>
      [...source.matchAll(/extensionUri, "(\w+)"/g)].map(([, folder]) => folder),
    );
    const shipped = readFileSync(".vscodeignore", "utf8").matchAll(/^!(\w+)\/\*\*$/gm);
    assert.deepEqual([...shipped].map(([, folder]) => folder).sort(), [...new Set(used)].sort());
  });

  it("the commands of menus", () => {
    const known = new Set(commands.map(({ command }) => command));
    for (const { command } of Object.values(menus).flat()) assert.ok(known.has(command), command);
  });

  it("the settings and their defaults", () => {
    const declared = Object.entries(configuration.properties)
      .filter(([key]) => key !== "gradlens.trace.server") // read by the client library
      .map(([key, property]) => [key, property.default]);
    const read = Object.entries(defaultSettings).flatMap(([group, settings]) =>
      typeof settings === "object"
        ? Object.entries(settings).map(([key, value]) => [
            `${settingsSection}.${group}.${key}`,
            value,
          ])
        : [[`${settingsSection}.${group}`, settings]],
    );
    assert.deepEqual(declared.sort(), read.sort());
  });

  it("the VS Code they are written for", () => {
    const minor = (range: string) => /^[~^](\d+\.\d+)\.\d+$/.exec(range)?.[1];
    assert.equal(manifest.engines.vscode, "^1.105.0");
    assert.equal(
      minor(manifest.devDependencies["@types/vscode"] ?? ""),
      minor(manifest.engines.vscode),
    );
  });

  it("one protocol version for both ends of the language server", () => {
    const { devDependencies } = manifest;
    assert.equal(
      devDependencies["vscode-languageclient"],
      devDependencies["vscode-languageserver"],
    );
  });

  it("when to wake up: for the four languages and an open panel, nothing else", () => {
    assert.deepEqual(manifest.activationEvents, [
      "onLanguage:javascript",
      "onLanguage:typescript",
      "onLanguage:javascriptreact",
      "onLanguage:typescriptreact",
      "onWebviewPanel:gradlens.panel",
    ]);
  });
});

describe("the commands", () => {
  it("stand under Gradlens in the palette, in plain words", () => {
    for (const { category, title } of commands) {
      assert.equal(category, "Gradlens");
      assert.match(title, /^[A-Z][A-Za-z ]+(\.\.\.)?$/);
    }
  });
});
