package org.meltwatch.prints.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Image;

/**
 * Looks at the first layers for values that cannot be meant so: all void, none void, or all in the
 * lowest eighth of the range. Says the option that is most likely missing.
 */
final class FirstLook {

  /** How many layers are looked at. */
  static final int LAYERS = 3;

  private static final int EIGHTH = 65536 / 8;
  private static final int VOID_BELOW = DefectRules.DEFAULT.voidBelow();

  private int least = Integer.MAX_VALUE;
  private int most = -1;
  private int layers;

  void add(Image image) {
    layers++;
    for (short pixel : image.pixels()) {
      int value = Short.toUnsignedInt(pixel);
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
  }

  boolean isOver() {
    return layers >= LAYERS;
  }

  /** What is strange about them; empty if nothing is. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (most < 0) {
      return warnings;
    }
    if (most == 0) {
      warnings.add(
          "every point of the first layers is 0: is this the right folder, --channel or --crop?");
    } else if (most < EIGHTH) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "all values of the first layers lie below an eighth of the range (%d to %d of 65535)%s:"
                  + " if they are %s, give --scale=%d",
              least,
              most,
              most < VOID_BELOW ? ", so that every point is void" : "",
              bits(most) + "-bit values",
              (1 << bits(most)) - 1));
    } else if (least >= VOID_BELOW) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "no point of the first layers is void (all are %d or above, void is below %d): if dark"
                  + " is not 0 here, give --scale=%d..65535; if dark is hot, --scale=65535..0",
              least,
              VOID_BELOW,
              least));
    }
    return warnings;
  }

  /** How many bits the values would have, by the largest: 10 and 12 are what cameras have. */
  private static int bits(int most) {
    int bits = 32 - Integer.numberOfLeadingZeros(most);
    return bits <= 8 ? 8 : bits <= 10 ? 10 : bits <= 12 ? 12 : bits;
  }
}
