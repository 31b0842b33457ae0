import assert from "node:assert/strict";
import type { MarkupContent } from "vscode-languageserver-protocol/node";
import { TestClient, vscodeOptions } from "./client.ts";

/** Every place where names and strings of user code could reach a lens or a hover. */
const evil = `
// [click](command:workbench.action.terminal.new) <img src=x onerror=alert(1)>
export const maths = {
  "$(zap) [a](command:gradlens.evil)"(x: number) {
    return x * x;
  },
  "\`\`\`\\n[b](command:gradlens.evil)\\n\`\`\`"(x: number) {
    return x ** 3;
  },
  "<img src=https://example.com/pixel.png>"(x: number) {
    return Math.sin(x);
  },
};
export function loss$(zap: number, p: { "](command:gradlens.evil)": number; "https://evil.example": number }) {
  return zap * p["](command:gradlens.evil)"] * p["https://evil.example"];
}
export function declined(x: number) {
  throw new Error("[c](command:gradlens.evil) $(flame) <b>bold</b> \`\`\`");
}
`;

describe("text of user code in lenses and hovers", () => {
  const uri = "file:///evil.ts";
  let client: TestClient;
  beforeEach(async () => {
    client = new TestClient({ initializationOptions: vscodeOptions });
    await client.open(uri, evil);
  });
  afterEach(() => client.dispose());

  it("stays text in lens titles: no icon", async () => {
    for (const title of await client.lensTexts(uri)) assert.doesNotMatch(title, /\$\([\w-]+\)/);
  });

  it("stays text in hovers: no link, no picture of its own, no HTML, no way out of a code block", async () => {
    const lines = evil.split("\n");
    let hovers = 0;
    for (const [line, content] of lines.entries()) {
      for (let character = 0; character < content.length; character += 2) {
        const hover = await client.hover(uri, line, character);
        if (!hover) continue;
        hovers++;
        const { value } = hover.contents as MarkupContent;
        const outside = withoutPlots(withoutCode(value)).replace(
          /\[(?:Open graph|Set sample point)\]\(command:gradlens\.(?:openPanel|setSamplePoint)\?[\w%.~*'!-]*\)/g,
          "",
        );
        assert.doesNotMatch(outside, /(?<!\\)[<>[\]`]/, value);
        assert.doesNotMatch(outside, /https?:\/\//, value);
      }
    }
    assert.ok(hovers > 10, `${hovers} hovers`);
  });
});

/** Our own pictures, which hold no text of the code, stand alone; what they are called stays to be looked at. */
function withoutPlots(markdown: string): string {
  const plot = /^!\[((?:\\.|[^\\[\]])*)\]\(data:image\/svg\+xml;base64,([\w+/]+=*)\)$/gm;
  return markdown.replace(plot, (_, alt: string, data: string) => {
    const svg = Buffer.from(data, "base64").toString();
    const texts = Array.from(svg.matchAll(/>([^<]+)</g), ([, text]) => text ?? "");
    assert.ok(
      texts.every((text) => /^[−\d.e]+$/.test(text)),
      svg,
    );
    assert.doesNotMatch(svg, /script|href|foreignObject|on\w+=/i);
    return alt;
  });
}

/** What is left of Markdown when its fenced blocks are taken out, by CommonMark's rule for fences. */
function withoutCode(markdown: string): string {
  const kept: string[] = [];
  let fence = "";
  for (const line of markdown.split("\n")) {
    const run = /^`{3,}/.exec(line)?.[0] ?? "";
    if (fence === "") {
      if (run) fence = run;
      else kept.push(line);
    } else if (run.length >= fence.length && line.trim() === run) fence = "";
  }
  assert.equal(fence, "", "every fence is closed");
  return kept.join("\n");
}
