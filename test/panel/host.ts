/// <reference lib="dom" />
// Plays VS Code for the panel's page: its theme variables, its API, and the host's answers.
// The address chooses: ?sample=lesson&theme=dark; a function of the lesson files by its name: ?sample=fn:loss
import type { WireBranch } from "../../src/protocol/branches.ts";
import type { FromPanel, PanelContent, ToPanel } from "../../src/protocol/panelMessages.ts";
import {
  alongPath,
  bend,
  broken,
  contentOf,
  ends,
  hostile,
  hostileToTex,
  lesson,
  network,
  noInputs,
  perceptron,
  polar,
  recurrent,
  sineSquared,
} from "./samples.ts";
import { themes } from "./themes.ts";

const contents: Readonly<Record<string, PanelContent>> = {
  lesson: contentOf(lesson),
  polar: contentOf(polar),
  ends: contentOf(ends),
  network: contentOf(network),
  sine: contentOf(sineSquared(1)),
  top: contentOf(sineSquared(Math.PI / 2)),
  hostileToTex: contentOf(hostileToTex),
  along: contentOf(alongPath),
  long: contentOf(recurrent(12)),
  many: contentOf(recurrent(90)),
  huge: contentOf(recurrent(900)),
  net: contentOf(perceptron(28)),
  bend: contentOf(bend(2)),
  hostile: contentOf(hostile),
  none: contentOf(noInputs),
  broken: contentOf(broken),
  message: { kind: "message", text: "Put the cursor in a function that computes a number." },
  declined: {
    kind: "function",
    text: lesson.text,
    trace: {
      ...lesson.trace,
      kind: "declined",
      message: "await is not arithmetic",
      reasonStart: 0,
      reasonEnd: 4,
    },
  },
};

const wanted = new URLSearchParams(location.search);
const theme = wanted.get("theme") ?? "dark";
for (const [name, value] of Object.entries(themes[theme] ?? {})) {
  document.documentElement.style.setProperty(`--vscode-${name}`, value);
}
document.documentElement.style.setProperty("--vscode-font-family", "system-ui, sans-serif");
document.documentElement.style.setProperty("--vscode-font-size", "13px");
document.documentElement.style.setProperty("--vscode-editor-font-family", "monospace");
document.body.classList.add(theme.includes("light") ? "vscode-light" : "vscode-dark");
if (theme.startsWith("high-contrast")) document.body.classList.add("vscode-high-contrast");

type BranchesAsked = Extract<FromPanel, { type: "branches" }>;

/** The server's answer: below −5 the function is declined. */
function branchAt(x: number, withFormulas: boolean): WireBranch {
  if (x < -5) return { kind: "declined", message: "it throws <b>Error</b>" };
  const { tape, derivatives } = bend(x).trace;
  return { kind: "traced", tape, ...(withFormulas && { derivatives }) };
}

async function showSample(name: string): Promise<void> {
  const content = name.startsWith("fn:")
    ? (await (await fetch("lessons.json")).json())[name.slice(3)]
    : contents[name];
  if (content) send({ type: "show", content });
}

/** What the page sent, for a test or the console to read. */
const received: unknown[] = [];
const send = (message: ToPanel) => window.postMessage(message);
const state = sessionStorage.getItem("state");

Object.assign(window, {
  received,
  sampleContent: contents[wanted.get("sample") ?? "lesson"],
  send,
  acquireVsCodeApi: () => ({
    postMessage(message: { readonly type: string }) {
      received.push(message);
      if (message.type === "ready") void showSample(wanted.get("sample") ?? "lesson");
      if (message.type === "branches") {
        const { question, points, withFormulas } = message as unknown as BranchesAsked;
        const branches = points.map(({ x = 2 }) => branchAt(x, withFormulas));
        send({ type: "branches", question, branches });
      }
    },
    getState: () => (state === null ? undefined : JSON.parse(state)),
    setState: (next: unknown) => sessionStorage.setItem("state", JSON.stringify(next)),
  }),
});
