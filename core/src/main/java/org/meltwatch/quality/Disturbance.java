package org.meltwatch.quality;

import java.util.Locale;

/** What can be wrong with the images of a layer. In the order in which files show them. */
public enum Disturbance {
  /** Tiles are absent. */
  MISSING,
  /** Every point of every present tile is void. */
  VOID,
  /** Tiles with solid points show the very image of the layer below. */
  REPEATED,
  /** The plate lies elsewhere than in the layer below. */
  SHIFTED,
  /** Values are of another scale than usual, or many of them are saturated. */
  SCALED;

  /** In lower case, as people read it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
