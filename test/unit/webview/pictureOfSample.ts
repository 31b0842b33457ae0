import { type Picture, pictureOf } from "../../../src/webview/model/picture.ts";
import type { Scene } from "../../../src/webview/model/scene.ts";
import { sceneOf } from "../../../src/webview/sceneOf.ts";
import type { Sample } from "../../panel/samples.ts";

export function pictureOfSample({ trace, text }: Sample): Picture {
  return pictureOf(trace, text, undefined);
}

interface Chosen {
  readonly input?: string;
  readonly moves?: Readonly<Record<string, number>>;
  readonly output?: number;
  readonly step?: number;
}

/** The frame the page would draw of a sample, after what the person has chosen. */
export function sceneOfSample(sample: Sample, chosen: Chosen = {}): Scene {
  return sceneOf(pictureOfSample(sample), {
    moves: chosen.moves ?? {},
    output: chosen.output ?? 0,
    input: chosen.input,
    step: chosen.step,
    selected: undefined,
    selection: null,
  });
}
