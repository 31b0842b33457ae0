import type { WireTape } from "./wireTape.ts";

/** What the server tells about one function for the panel to draw. Offsets are UTF-16 into the document. */
export type PanelTrace =
  | {
      readonly kind: "traced";
      readonly uri: string;
      readonly version: number;
      readonly name: string;
      /** The whole function and its name, for following the cursor and for titles. */
      readonly start: number;
      readonly end: number;
      readonly tape: WireTape;
      /** "x = 2, w = 3", and whether nobody wrote it. */
      readonly point: string;
      readonly pointChosen: boolean;
      /** ∂output/∂input texts, row by row of the Jacobian; null over the printing limit. */
      readonly derivatives: readonly (string | null)[];
      /** The same for typesetting. */
      readonly latex?: readonly (string | null)[];
    }
  | {
      readonly kind: "declined";
      readonly uri: string;
      readonly version: number;
      readonly name: string;
      readonly start: number;
      readonly end: number;
      readonly message: string;
      /** The place of the reason. */
      readonly reasonStart: number;
      readonly reasonEnd: number;
    };
