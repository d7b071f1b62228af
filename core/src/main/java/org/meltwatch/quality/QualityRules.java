package org.meltwatch.quality;

import java.util.Locale;

/**
 * What counts as disturbed.
 *
 * @param maxShift a layer that lies more points than this from where the one below does is shifted
 *     (2)
 * @param maxScale a layer is scaled whose mean is more than so many percent of the usual one, or
 *     less than the inverse of that (150)
 */
public record QualityRules(int maxShift, int maxScale) implements java.io.Serializable {

  /** The values of docs/defects.md. */
  public static final QualityRules DEFAULT = new QualityRules(2, 150);

  public QualityRules {
    require("maxShift", maxShift, 1, Profiles.REACH - 1);
    require("maxScale", maxScale, 101, 10_000);
  }

  private static void require(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s (%d) must be in [%d, %d]", name, value, least, most));
    }
  }
}
