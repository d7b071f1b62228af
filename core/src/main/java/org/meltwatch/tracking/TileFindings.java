package org.meltwatch.tracking;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Locale;
import org.meltwatch.kernel.outliers.Ring;
import org.meltwatch.model.TileHeader;
import org.meltwatch.quality.TileSketch;

/**
 * All that a layer of the plate needs to know of one of its tiles. What lies at least {@link
 * Ring#REACH} points inside is settled by the tile alone; of the points on either side of its
 * border there is what it can contribute. Arrays are owned by the findings and never written to
 * afterwards.
 *
 * @param header which tile this is
 * @param height rows of the tile
 * @param width columns of the tile
 * @param isComplete whether its window was complete; if not, there are no deviations
 * @param outliers of the inner outliers, four numbers each: row, column, N, and 1 for an edge point
 * @param saturated of runs of inner saturated points in a row, four numbers each: row, first
 *     column, length, and 1 for edge points
 * @param kinds what points near the border are by their values, see {@link KindMap}
 * @param ring N of each point of {@link Ring#ofDeviations}, points beyond the tile counted as 0; 0
 *     for points of the tile that are no candidates; empty without deviations
 * @param sketch what the image quality of the layer needs to know
 */
public record TileFindings(
    TileHeader header,
    int height,
    int width,
    boolean isComplete,
    int[] outliers,
    int[] saturated,
    byte[] kinds,
    int[] ring,
    TileSketch sketch)
    implements PlateEvent {

  /** How many numbers there are of an outlier, or of a run of saturated points. */
  static final int FIELDS = 4;

  public TileFindings {
    requireNonNull(header, "header");
    requireNonNull(sketch, "sketch");
    int points = isComplete ? Ring.ofDeviations(height, width).size() : 0;
    if (ring.length != points || kinds.length != new KindMap(height, width).bytes()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "ring and kinds (%d, %d) must be as long as a tile of %d x %d asks for",
              ring.length,
              kinds.length,
              height,
              width));
    }
  }

  /** The layer. */
  public int layer() {
    return header.layer();
  }

  /** The tile's number on the plate. */
  public int tileId() {
    return header.key().tileId();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TileFindings that
        && header.equals(that.header)
        && height == that.height
        && width == that.width
        && isComplete == that.isComplete
        && Arrays.equals(outliers, that.outliers)
        && Arrays.equals(saturated, that.saturated)
        && Arrays.equals(kinds, that.kinds)
        && Arrays.equals(ring, that.ring)
        && sketch.equals(that.sketch);
  }

  @Override
  public int hashCode() {
    return header.hashCode() * 31 + Arrays.hashCode(outliers);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "TileFindings[%s, %d x %d]", header, height, width);
  }
}
