import type { NodeId } from "../../core/tape/tape.ts";

/** Where everything stands; computed once per topology, never while an input moves. */
export interface Layout {
  readonly boxes: ReadonlyMap<NodeId, Box>;
  /** In the order of the graph's links. */
  readonly wires: readonly Wire[];
  readonly width: number;
  readonly height: number;
}

/** A node by its center. Captions (value above, gradient below) are part of `outer`. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly outer: { readonly width: number; readonly height: number };
}

export interface Wire {
  /** An SVG path from the right side of one box to the left side of another. */
  readonly path: string;
  /** Where the local derivative is written. */
  readonly label: Point;
  /** How far up and down it goes. */
  readonly top: number;
  readonly bottom: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}
