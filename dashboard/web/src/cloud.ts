/** Points of regions in a box of side 1, and lines around them; what the two ways to draw them are given. */
export interface Cloud {
  /** x, y, z of each point. */
  positions: Float32Array;
  /** Red, green, blue of each point. */
  colours: Uint8Array;
  layers: Int32Array;
  /** Which defect each point is of. */
  owners: Int32Array;
  /** Ends of lines: x, y, z of the one and of the other. */
  lines: Float32Array;
  /** Side of a point in the box. */
  size: number;
}

export interface Shown {
  from: number;
  to: number;
  /** The number of a defect, or -1. */
  chosen: number;
}

/** A way to draw a cloud. */
export interface Painter {
  set(cloud: Cloud): void;
  draw(shown: Shown): void;
  close(): void;
}
