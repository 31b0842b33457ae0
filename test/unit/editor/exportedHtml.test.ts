import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { exportedHtml } from "../../../src/editor/exportedHtml.ts";

const saved = { uri: "file:///a.ts", name: "f", inputs: {} };

function page(script: string, style: string, text: string): string {
  return exportedHtml("a < b", {
    script,
    style,
    look: {
      variables: { "--vscode-foreground": "#ccc", "--vscode-unused": "red" },
      classes: ["vscode-dark"],
    },
    state: { content: { kind: "message", text }, saved },
  });
}

describe("the exported page", () => {
  it("carries script, style and state, none of which can end its element", () => {
    const html = page(
      'const a = "</script><!--", b = /<!--/;\n//# sourceMappingURL=webview.js.map',
      "p { color: var(--vscode-foreground) } /* </style> */",
      "</script><script>alert(1)</script>",
    );
    assert.equal(html.match(/<\/script/g)?.length, 2);
    assert.equal(html.match(/<script/g)?.length, 2);
    assert.equal(html.match(/<\/style/g)?.length, 1);
    assert.doesNotMatch(html, /<!--|sourceMappingURL|--vscode-unused/);
    const state = /id="gradlens-state">(.*)<\/script>/.exec(html)?.[1] ?? "";
    const { content } = JSON.parse(state);
    assert.equal(content.text, "</script><script>alert(1)</script>");
  });

  it("carries the colors that its script asks for, too", () => {
    const script = "const style = 'color: var(--vscode-foreground)';";
    assert.match(page(script, "p {}", ""), /:root\{--vscode-foreground:#ccc\}/);
  });

  it("allows exactly its own script and style", () => {
    const html = page("const a = 1;", "p {}", "");
    const between = (open: string, close: string) =>
      html.slice(html.indexOf(open) + open.length, html.indexOf(close, html.indexOf(open)));
    const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "";
    assert.ok(policy.startsWith("default-src 'none'; "));
    assert.ok(
      policy.includes(`script-src ${hash(between('<script type="module">', "</script>"))};`),
    );
    assert.ok(policy.includes(`style-src ${hash(between("<style>", "</style>"))};`));
  });
});
