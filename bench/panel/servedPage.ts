import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { PanelContent } from "../../src/protocol/panelMessages.ts";

/** What is used here of Playwright, which is installed with the browser and not with the project. */
export interface Browser {
  newPage(options: object): Promise<Page>;
  close(): Promise<void>;
}
export interface Page {
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
export interface Session {
  send(method: "Performance.enable", options: { timeDomain: "threadTicks" }): Promise<void>;
  send(
    method: "Performance.getMetrics",
  ): Promise<{ metrics: readonly { name: string; value: number }[] }>;
}

export async function launch(): Promise<Browser> {
  const module = (name: string) => import(pathToFileURL(join("scripts/host", name)).href);
  const [{ launchBrowser }, { hostFolder }] = [
    await module("browser.mjs"),
    await module("cache.mjs"),
  ];
  return launchBrowser(await hostFolder());
}

export async function open(browser: Browser, address: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 900, height: 900 } });
  page.on("pageerror", (error) => console.error(error));
  await page.goto(address);
  await page.waitForFunction("window.interactive !== undefined");
  return page;
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
  /** The milliseconds of script that an act causes: its own, and what runs between two callbacks of its frame. */
  async function frameOf(act) {
    let begin;
    requestAnimationFrame(() => { begin = performance.now(); });
    const start = performance.now();
    act();
    for (let i = 0; i < 20; i++) await undefined;
    const handled = performance.now() - start;
    const end = await new Promise((done) => requestAnimationFrame(() => done(performance.now())));
    await new Promise((done) => setTimeout(done));
    return handled + end - begin;
  }
  window.moveTo = (row, share) => frameOf(() => {
    const slider = document.querySelectorAll(".input-row input[type=range]")[row];
    slider.value = String(+slider.min + (+slider.max - +slider.min) * (share + 1) / 2);
    slider.dispatchEvent(new Event("input"));
  });
  const graph = () => document.querySelector("svg.graph");
  const mouse = (type, target, x, y) =>
    target.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true, view: window, clientX: x, clientY: y }));
  window.grab = () => mouse("mousedown", graph(), 400, 300);
  window.panTo = (x, y) => frameOf(() => mouse("mousemove", window, 400 + x, 300 + y));
  window.letGo = () => mouse("mouseup", window, 400, 300);
  window.zoomBy = (turn) => frameOf(() => graph().dispatchEvent(
    new WheelEvent("wheel", { bubbles: true, cancelable: true, deltaY: turn, clientX: 400, clientY: 300 })));`;

export async function serve(content: PanelContent) {
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
