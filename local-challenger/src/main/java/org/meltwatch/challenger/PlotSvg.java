package org.meltwatch.challenger;

/** Draws a tile with its result over it. */
final class PlotSvg {

  private PlotSvg() {}

  static byte[] titled(EncodedTile tile, PostedResult result) {
    return new byte[0];
  }
}
