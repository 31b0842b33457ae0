import assert from "node:assert/strict";
import type { Page, Session } from "./servedPage.ts";

/** What frames cost, in milliseconds: their script, and the processor for all of it, style, layout and paint. */
export interface Frames {
  readonly script: readonly number[];
  readonly whole: readonly number[];
}

const FRAMES = 120;

/** Moves a slider to another value in every frame. */
export async function drag(page: Page, row: number): Promise<Frames> {
  const seen = new Set<string>();
  const frames = await measured(page, async (frame) => {
    const script = await page.evaluate<number>(
      `moveTo(${row}, ${frame % 2 === 0 ? frame : -frame} / ${FRAMES})`,
    );
    seen.add(await page.evaluate("document.querySelector('header .point').textContent"));
    return script;
  });
  assert.ok(seen.size > FRAMES / 2, "every frame shows other numbers");
  return frames;
}

/** Drags the ground of the picture in a circle. */
export async function pan(page: Page): Promise<Frames> {
  await page.evaluate("grab()");
  const frames = await moving(page, (frame) => {
    const turn = (frame / FRAMES) * 4 * Math.PI;
    return `panTo(${(250 * Math.sin(turn)).toFixed(1)}, ${(200 * Math.cos(turn)).toFixed(1)})`;
  });
  await page.evaluate("letGo()");
  return frames;
}

/** Turns the wheel a little in every frame, in and out again. */
export function zoom(page: Page): Promise<Frames> {
  return moving(page, (frame) => `zoomBy(${frame % 40 < 20 ? -90 : 90})`);
}

async function moving(page: Page, move: (frame: number) => string): Promise<Frames> {
  const seen = new Set<string>();
  const frames = await measured(page, async (frame) => {
    const script = await page.evaluate<number>(move(frame));
    seen.add(
      await page.evaluate("document.querySelector('.graph .scene').getAttribute('transform')"),
    );
    return script;
  });
  assert.ok(seen.size > FRAMES / 8, "the picture moves");
  return frames;
}

/** The first frames warm up and do not count. */
async function measured(page: Page, step: (frame: number) => Promise<number>): Promise<Frames> {
  const session = await page.context().newCDPSession(page);
  // Processor time of the page's own thread: another process that takes its turn is none of a frame's doing.
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const script: number[] = [];
  const whole: number[] = [];
  for (let frame = 0; frame < FRAMES; frame++) {
    const before = await busy(session);
    script.push(await step(frame));
    whole.push(1000 * ((await busy(session)) - before));
  }
  return { script: script.slice(FRAMES / 4), whole: whole.slice(FRAMES / 4) };
}

/** Script, style, layout and paint so far, in seconds. */
async function busy(session: Session): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN;
}
