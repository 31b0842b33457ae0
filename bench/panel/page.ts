import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { sizeOf, type Tape } from "../../src/core/tape/tape.ts";
import type { PanelContent } from "../../src/protocol/panelMessages.ts";
import { tapeToWire } from "../../src/protocol/wireTape.ts";
import { traced } from "../traced.ts";

interface Sample {
  readonly title: string;
  readonly content: PanelContent;
  readonly unfold: boolean;
}

/** What is used here of Playwright, which is installed with the browser and not with the project. */
interface Browser {
  newPage(options: object): Promise<Page>;
  close(): Promise<void>;
}
interface Page {
  on(event: "pageerror", listener: (error: Error) => void): void;
  goto(address: string): Promise<unknown>;
  evaluate<T>(expression: string): Promise<T>;
  waitForFunction(expression: string): Promise<unknown>;
  waitForTimeout(milliseconds: number): Promise<void>;
  locator(selector: string): { count(): Promise<number> };
  getByRole(role: string, options: { name: string }): { click(): Promise<void> };
  context(): { newCDPSession(page: Page): Promise<Session> };
  close(): Promise<void>;
}
interface Session {
  send(method: "Performance.enable"): Promise<void>;
  send(
    method: "Performance.getMetrics",
  ): Promise<{ metrics: readonly { name: string; value: number }[] }>;
}

const OPENINGS = 7;
const FRAMES = 120;

/** The page itself in Chromium: how soon it can be used, and what a frame of a drag costs. */
export async function benchPage(): Promise<void> {
  const bundle = "dist/webview.js";
  const packed = gzipSync(readFileSync(bundle)).length;
  console.log(`\npage: ${kilobytes(statSync(bundle).size)} minified, ${kilobytes(packed)} gzipped`);
  const samples: readonly Sample[] = [
    sample("300 nodes, all drawn", "rosenbrock", rosenbrock(38), true),
    sample("600 nodes, all drawn", "rosenbrock", rosenbrock(64), true),
    sample("5,000 nodes, folded", "network", network(28), false),
  ];
  const browser = await launch();
  console.log(
    "\n| graph | tape | drawn | to interactive, median | script per frame, p50 | p95 | whole frame, p95 |",
  );
  console.log("|---|---:|---:|---:|---:|---:|---:|");
  try {
    for (const each of samples) await measure(browser, each);
  } finally {
    await browser.close();
  }
}

async function measure(browser: Browser, { title, content, unfold }: Sample): Promise<void> {
  const served = await serve(content);
  const opened: number[] = [];
  for (let i = 0; i < OPENINGS; i++) {
    const page = await open(browser, served.address);
    opened.push(await page.evaluate("interactive"));
    await page.close();
  }
  const page = await open(browser, served.address);
  if (unfold) await page.getByRole("button", { name: "Unfold all" }).click();
  // All of it in view: the most that a frame can have to write.
  await page.getByRole("button", { name: "Fit" }).click();
  await page.waitForTimeout(500);
  const drawn = await page.locator("[data-node]").count();
  const { script, whole } = await drag(page);
  await page.close();
  served.close();
  const nodes =
    content.kind === "function" && content.trace.kind === "traced"
      ? content.trace.tape.ops.length
      : 0;
  const cells = [median(opened), at(script, 0.5), at(script, 0.95), at(whole, 0.95)];
  console.log(
    `| ${title} | ${nodes} | ${drawn} | ${cells.map((time) => `${time.toFixed(1)} ms`).join(" | ")} |`,
  );
}

async function open(browser: Browser, address: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 900, height: 900 } });
  page.on("pageerror", (error) => console.error(error));
  await page.goto(address);
  await page.waitForFunction("window.interactive !== undefined");
  return page;
}

/** Moves the first slider to another value in every frame. */
async function drag(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const script: number[] = [];
  const whole: number[] = [];
  const seen = new Set<string>();
  for (let frame = 0; frame < FRAMES; frame++) {
    const before = await busy(session);
    script.push(await page.evaluate(`moveTo(${frame % 2 === 0 ? frame : -frame} / ${FRAMES})`));
    const after = await busy(session);
    whole.push(1000 * (after - before));
    seen.add(await page.evaluate("document.querySelector('header .point').textContent"));
  }
  assert.ok(seen.size > FRAMES / 2, "every frame shows other numbers");
  return { script: script.slice(FRAMES / 4), whole: whole.slice(FRAMES / 4) };
}

/** Script, style, layout and paint so far, in seconds. */
async function busy(session: Session): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN;
}

/** What plays VS Code: answers `ready` with the content, and notes when the picture stands. */
const host = `
  window.acquireVsCodeApi = () => ({
    postMessage: ({ type }) => type === "ready" && postMessage({ type: "show", content }),
    getState() {}, setState() {},
  });
  const observer = new MutationObserver(() => {
    if (!document.querySelector("[data-node]")) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => { window.interactive = performance.now(); }));
  });
  observer.observe(document, { childList: true, subtree: true });
  /** The milliseconds of script in the frame that shows the new value: what runs between two callbacks. */
  window.moveTo = async (share) => {
    const slider = document.querySelector(".input-row input[type=range]");
    let begin;
    requestAnimationFrame(() => { begin = performance.now(); });
    slider.value = String(+slider.min + (+slider.max - +slider.min) * (share + 1) / 2);
    const input = performance.now();
    slider.dispatchEvent(new Event("input"));
    for (let i = 0; i < 20; i++) await undefined;
    const handled = performance.now() - input;
    const end = await new Promise((done) => requestAnimationFrame(() => done(performance.now())));
    await new Promise((done) => setTimeout(done));
    return handled + end - begin;
  };`;

async function serve(content: PanelContent) {
  const files: Readonly<Record<string, readonly [type: string, text: () => string]>> = {
    "/": [
      "text/html",
      () => `<!doctype html><link rel="stylesheet" href="panel.css"><script type="module" src="webview.js"></script>
        <body><script>const content = ${JSON.stringify(content).replaceAll("<", "\\u003c")};${host}</script></body>`,
    ],
    "/panel.css": ["text/css", () => readFileSync("media/panel.css", "utf8")],
    "/webview.js": ["text/javascript", () => readFileSync("dist/webview.js", "utf8")],
  };
  const server = createServer(({ url = "/" }, response) => {
    const file = files[url];
    if (!file) return void response.writeHead(404).end();
    response.setHeader("content-type", file[0]).end(file[1]());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

async function launch(): Promise<Browser> {
  const module = (name: string) => import(pathToFileURL(join("scripts/host", name)).href);
  const [{ launchBrowser }, { hostFolder }] = [
    await module("browser.mjs"),
    await module("cache.mjs"),
  ];
  return launchBrowser(await hostFolder());
}

function sample(title: string, name: string, tape: Tape, unfold: boolean): Sample {
  const text = readFileSync(`bench/functions/${name}.ts`, "utf8");
  const trace = {
    ...({ kind: "traced", uri: `file:///${name}.ts`, version: 1, name } as const),
    ...{ start: 0, end: text.length, tape: tapeToWire(tape), point: "…", pointChosen: true },
    derivatives: [],
  };
  console.log(`${title}: ${sizeOf(tape)} nodes in the tape`);
  return { title, unfold, content: { kind: "function", trace, text } };
}

function rosenbrock(variables: number): Tape {
  const x = Array.from({ length: variables }, (_, i) => Math.sin(i + 1));
  return traced("rosenbrock", `x = [${x.join(", ")}]`);
}

function network(units: number): Tape {
  const row = (salt: number) =>
    `[${Array.from({ length: units }, (_, i) => Math.sin(1.7 * i + salt) / 5).join(", ")}]`;
  const matrix = (salt: number) =>
    `[${Array.from({ length: units }, (_, i) => row(salt + i)).join(", ")}]`;
  const point = `x = ${row(1)}, target = 1, w1 = ${matrix(2)}, b1 = ${row(3)}`;
  return traced("network", `${point}, w2 = ${matrix(4)}, b2 = ${row(5)}, w3 = ${row(6)}`);
}

function median(times: readonly number[]): number {
  return at(times, 0.5);
}

function at(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(0)} KB`;
}
