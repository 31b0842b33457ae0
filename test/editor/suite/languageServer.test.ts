import assert from "node:assert/strict";
import {
  type CodeAction,
  type CodeLens,
  commands,
  type Diagnostic,
  env,
  extensions,
  type Hover,
  languages,
  type MarkdownString,
  Position,
  Range,
  Selection,
  type TextDocument,
  type TextEditor,
  window,
  workspace,
} from "vscode";

const pair = `export function square(x: number) {
  return (3 * x) ** 2;
}

export function squarePrime(x: number) {
  return 7;
}
`;

describe("through the language server, VS Code", () => {
  let editor: TextEditor;
  let document: TextDocument;

  beforeEach(async () => {
    document = await workspace.openTextDocument({ language: "typescript", content: pair });
    editor = await window.showTextDocument(document);
  });
  afterEach(() => commands.executeCommand("workbench.action.closeAllEditors"));

  const lenses = () =>
    commands.executeCommand<CodeLens[]>("vscode.executeCodeLensProvider", document.uri, 10);
  const titles = async () => (await lenses()).map(({ command }) => command?.title ?? "");

  it("shows the derivative above a function, and opens the panel from there", async () => {
    const lens = await eventually(async () =>
      (await lenses()).find(({ range }) => range.start.line === 0 && !range.isEmpty),
    );
    assert.match(lens.command?.title ?? "", /square′\(x\)/);
    assert.equal(lens.command?.command, "gradlens.openPanel");
  });

  it("says more on hovering the name, with two links and no others", async () => {
    const hovers = await eventually(async () => {
      const position = new Position(0, 18);
      const all = await commands.executeCommand<Hover[]>(
        "vscode.executeHoverProvider",
        document.uri,
        position,
      );
      return all.find(({ contents }) => textOf(contents).includes("gradlens.openPanel"));
    });
    const [content] = hovers.contents as MarkdownString[];
    assert.deepEqual(content?.isTrusted, {
      enabledCommands: ["gradlens.openPanel", "gradlens.setSamplePoint"],
    });
    assert.ok(!content?.supportHtml && !content?.supportThemeIcons);
  });

  it("warns of a wrong derivative, and stops when it is put right", async () => {
    const ours = (): Diagnostic[] =>
      languages.getDiagnostics(document.uri).filter(({ source }) => source === "gradlens");
    const [diagnostic] = await eventually(async () => (ours().length > 0 ? ours() : undefined));
    assert.equal(document.getText(diagnostic?.range), "squarePrime");
    const wrong = document.lineAt(5).range;
    await editor.edit((edit) => edit.replace(wrong, "  return 18 * x;"));
    await eventually(async () => (ours().length === 0 ? true : undefined));
  });

  it("writes a sample point above the function, and again into the same tag", async () => {
    await eventually(async () => ((await titles()).length > 0 ? true : undefined));
    const target = { uri: document.uri.toString(), name: "square" };
    const write = (point: string) =>
      commands.executeCommand("gradlens.setSamplePoint", target, point);
    await write("x = 4");
    assert.equal(document.lineAt(0).text, "// @at x = 4");
    await eventually(async () => (await titles()).find((title) => / at x = 4$|= 72/.test(title)));
    await write("x = -0.5");
    assert.equal(document.lineAt(0).text, "// @at x = -0.5");
    await write("x = 1 */ alert(1)");
    assert.equal(document.lineAt(0).text, "// @at x = -0.5");
    assert.equal(document.lineCount, pair.split("\n").length + 1);
  });

  it("toggles the lenses off and on", async () => {
    const enabled = () => workspace.getConfiguration("gradlens", document).get("codeLens.enabled");
    await eventually(async () => ((await titles()).length > 0 ? true : undefined));
    await commands.executeCommand("gradlens.toggleLenses");
    assert.equal(enabled(), false);
    await eventually(async () => ((await titles()).length === 0 ? true : undefined));
    await commands.executeCommand("gradlens.toggleLenses");
    assert.equal(enabled(), true);
    await eventually(async () => ((await titles()).length > 0 ? true : undefined));
  });

  it("respects a setting of one language", async () => {
    const configuration = workspace.getConfiguration("gradlens", document);
    await configuration.update("codeLens.enabled", false, true, true);
    try {
      await eventually(async () => ((await titles()).length === 0 ? true : undefined));
    } finally {
      await configuration.update("codeLens.enabled", undefined, true, true);
    }
    await eventually(async () => ((await titles()).length > 0 ? true : undefined));
  });

  it("goes on after its server was restarted", async () => {
    await eventually(async () => ((await titles()).length > 0 ? true : undefined));
    await commands.executeCommand("gradlens.restartServer");
    await eventually(async () => ((await titles()).length > 0 ? true : undefined));
  });

  it("writes a sample point above the function at the cursor", async () => {
    await eventually(async () => ((await titles()).length > 0 ? true : undefined));
    editor.selection = new Selection(1, 4, 1, 4);
    const done = commands.executeCommand("gradlens.setSamplePoint");
    // Until the input box is there, accepting does nothing; it offers the point chosen for the function.
    await eventually(async () => {
      await commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
      return document.lineAt(0).text.startsWith("//") ? true : undefined;
    });
    await done;
    assert.match(document.getText(), /^\/\/ @at x = \S+\nexport function square\(/);
  });

  it("copies the derivative of the function at the cursor", async () => {
    await eventually(async () => ((await titles()).length > 0 ? true : undefined));
    editor.selection = new Selection(1, 4, 1, 4);
    const copied = async (format: string) => {
      await env.clipboard.writeText("");
      await commands.executeCommand(`gradlens.copyDerivativeAs${format}`);
      return env.clipboard.readText();
    };
    assert.equal(await copied("Text"), "square′(x) = 18x");
    assert.match(await copied("Latex"), /^\\mathrm\{square\}'.* = 18 x$/);
    assert.equal(
      await copied("TypeScript"),
      "function squarePrime(x: number) {\n  return 18 * x;\n}",
    );
  });

  it("offers copies among the code actions of a function's name", async () => {
    const name = new Range(0, 17, 0, 17);
    const actions = await eventually(async () => {
      const all = await commands.executeCommand<CodeAction[]>(
        "vscode.executeCodeActionProvider",
        document.uri,
        name,
      );
      const ours = all.filter(({ title }) => title.startsWith("Copy derivative as"));
      return ours.length > 0 ? ours : undefined;
    });
    assert.deepEqual(
      actions.map(({ title }) => title.replace("Copy derivative as ", "")),
      ["TypeScript", "LaTeX", "text"],
    );
    const { command } = actions[2] ?? assert.fail();
    assert.ok(command);
    await commands.executeCommand(command.command, ...(command.arguments ?? []));
    assert.equal(await env.clipboard.readText(), "square′(x) = 18x");
  });

  it("has every command of the manifest", async () => {
    const manifest = extensions.getExtension("gradlens.gradlens")?.packageJSON;
    const known = new Set(await commands.getCommands(true));
    for (const { command } of manifest.contributes.commands) assert.ok(known.has(command), command);
  });
});

/** The first defined answer of `ask`, for what takes the editor a moment. */
async function eventually<T>(ask: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    assert.ok(Date.now() < deadline, "not within 10 s");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function textOf(contents: Hover["contents"]): string {
  return contents.map((content) => (typeof content === "string" ? content : content.value)).join();
}
