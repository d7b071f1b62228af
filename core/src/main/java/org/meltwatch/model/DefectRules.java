package org.meltwatch.model;

import java.util.Locale;

/**
 * The thresholds of docs/semantics.md.
 *
 * @param voidBelow points below are void; points at or below are no candidates (5000)
 * @param saturatedAbove points above are saturated; points at or above are no candidates (65000)
 * @param outlierAbove candidates with a deviation above are outliers (6000)
 * @param eps the clusters' neighbourhood: a Euclidean distance of exactly eps is near (20)
 * @param minSamples how many points, itself included, make a point's neighbourhood dense (5)
 * @param firstLayer the first layer of every tile key (0)
 */
public record DefectRules(
    int voidBelow, int saturatedAbove, int outlierAbove, int eps, int minSamples, int firstLayer)
    implements java.io.Serializable {

  /** The values of the contest. */
  public static final DefectRules DEFAULT = new DefectRules(5000, 65000, 6000, 20, 5, 0);

  public DefectRules {
    require("voidBelow", voidBelow, 0, 65535);
    require("saturatedAbove", saturatedAbove, 0, 65535);
    require("outlierAbove", outlierAbove, 0, 65535);
    require("eps", eps, 1, 1000);
    require("minSamples", minSamples, 1, 1_000_000);
    require("firstLayer", firstLayer, 0, Integer.MAX_VALUE);
    if (voidBelow >= saturatedAbove) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "voidBelow (%d) must be less than saturatedAbove (%d)",
              voidBelow,
              saturatedAbove));
    }
  }

  private static void require(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s (%d) must be in [%d, %d]", name, value, least, most));
    }
  }
}
