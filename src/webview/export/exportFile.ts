import { assertNever } from "../../core/util/assertNever.ts";
import type { ExportFormat, SavedPanel } from "../../protocol/panelMessages.ts";
import type { Scene } from "../model/scene.ts";
import { post } from "../vscodeApi.ts";
import { pageLook } from "./pageLook.ts";
import { pngFile } from "./pngFile.ts";
import { svgFile } from "./svgFile.ts";
import { dotText, jsonText } from "./textFiles.ts";

/** Makes the file and hands it to the host, which asks where to put it. */
export async function exportFile(
  format: ExportFormat,
  scene: Scene,
  saved: SavedPanel,
  page: ParentNode,
): Promise<void> {
  const { name } = scene.picture.trace;
  switch (format) {
    case "html":
      post({ type: "exportPage", name, look: pageLook(), saved });
      return;
    case "svg":
      post({ type: "export", name, format, data: await svgFile(scene, page) });
      return;
    case "png":
      post({ type: "export", name, format, data: await pngFile(await svgFile(scene, page)) });
      return;
    case "dot":
      post({ type: "export", name, format, data: dotText(scene) });
      return;
    case "json":
      post({ type: "export", name, format, data: jsonText(scene) });
      return;
    default:
      assertNever(format);
  }
}
