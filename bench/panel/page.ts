import { readFileSync, statSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { drag, type Frames, pan, zoom } from "./frames.ts";
import { type Sample, samples } from "./samples.ts";
import { type Browser, launch, open, type Page, serve } from "./servedPage.ts";

const OPENINGS = 7;

/** The page itself in Chromium: how soon it can be used, and what a frame costs of whatever moves. */
export async function benchPage(): Promise<void> {
  const bundle = "dist/webview.js";
  const packed = gzipSync(readFileSync(bundle)).length;
  console.log(`\npage: ${kilobytes(statSync(bundle).size)} minified, ${kilobytes(packed)} gzipped`);
  const browser = await launch();
  try {
    for (const sample of samples()) await measure(browser, sample);
  } finally {
    await browser.close();
  }
}

async function measure(browser: Browser, { title, content, nodes, unfold }: Sample): Promise<void> {
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
  console.log(
    `\n${title}: ${nodes} in the tape, ${drawn} drawn, interactive after ${time(at(opened, 0.5))} (median)\n`,
  );
  console.log("| what moves | script per frame, p50 | p95 | processor per frame, p50 | p95 |");
  console.log("|---|---:|---:|---:|---:|");
  tell("pan", await pan(page));
  tell("zoom", await zoom(page));
  tell("drag, graph", await drag(page, 0));
  for (const view of ["Chain", "Plot", "Descent"]) {
    await show(page, view);
    tell(`drag, ${view.toLowerCase()}`, await drag(page, 0));
  }
  // Not the input along the axis: every curve is another one in every frame.
  await show(page, "Plot");
  tell("drag beside the plot", await drag(page, 2));
  await page.close();
  served.close();
}

async function show(page: Page, view: string): Promise<void> {
  await page.getByRole("tab", { name: view }).click();
  await page.waitForFunction(`document.querySelector(".${view.toLowerCase()}-view > *")`);
  if (view === "Descent") await page.getByRole("button", { name: "10 steps" }).click();
}

function tell(what: string, { script, whole }: Frames): void {
  const cells = [at(script, 0.5), at(script, 0.95), at(whole, 0.5), at(whole, 0.95)];
  console.log(`| ${what} | ${cells.map(time).join(" | ")} |`);
}

function at(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
}

function time(milliseconds: number): string {
  return `${milliseconds.toFixed(1)} ms`;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(0)} KB`;
}
