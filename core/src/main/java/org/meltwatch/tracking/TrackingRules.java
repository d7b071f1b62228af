package org.meltwatch.tracking;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a region, a defect and a level is, see docs/defects.md.
 *
 * @param regionDistance points of a region are at most so far from the next one (4)
 * @param regionPoints how many points a region has at least (5)
 * @param linkDistance regions of two layers are one defect if points are at most so far apart (3)
 * @param bridge how many layers apart linked regions may be (2)
 * @param minorHeight from how many layers on a defect is minor (3)
 * @param majorHeight from how many layers on it is major (5)
 * @param stopHeight from how many layers on the print should stop (8)
 * @param countEdges whether a defect that is mostly edge is given a level (no)
 */
public record TrackingRules(
    int regionDistance,
    int regionPoints,
    int linkDistance,
    int bridge,
    int minorHeight,
    int majorHeight,
    int stopHeight,
    boolean countEdges)
    implements java.io.Serializable {

  /** The values of docs/defects.md. */
  public static final TrackingRules DEFAULT = new TrackingRules(4, 5, 3, 2, 3, 5, 8, false);

  public TrackingRules {
    require("regionDistance", regionDistance, 1, 1000);
    require("regionPoints", regionPoints, 1, 1_000_000);
    require("linkDistance", linkDistance, 0, 1000);
    require("bridge", bridge, 1, 1000);
    require("minorHeight", minorHeight, 1, Integer.MAX_VALUE);
    require("majorHeight", majorHeight, 1, Integer.MAX_VALUE);
    require("stopHeight", stopHeight, 1, Integer.MAX_VALUE);
  }

  /** The highest level that a defect of a height has; null if none. */
  @Nullable Level level(int height) {
    if (height >= stopHeight) {
      return Level.STOP;
    }
    if (height >= majorHeight) {
      return Level.MAJOR;
    }
    return height >= minorHeight ? Level.MINOR : null;
  }

  private static void require(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s (%d) must be in [%d, %d]", name, value, least, most));
    }
  }
}
