package org.meltwatch.record.pictures;

import java.util.Arrays;
import org.meltwatch.model.Image;

/** Finds runs of saturated points: x, y and length of each within its row, in turns. */
final class SaturatedRuns {

  private SaturatedRuns() {}

  /**
   * The first runs of an image, at most {@link EntryFormat#MOST_RUNS}.
   *
   * @param above points above are saturated
   */
  static int[] of(Image image, int above) {
    int[] runs = new int[16 * EntryFormat.RUN_FIELDS];
    int size = 0;
    for (int x = 0; x < image.height(); x++) {
      int end = (x + 1) * image.width();
      int at = hasAny(image.pixels(), x * image.width(), end, above) ? x * image.width() : end;
      while (at < end) {
        int from = at;
        while (at < end && (image.pixels()[at] & 0xFFFF) > above) {
          at++;
        }
        if (at > from) {
          if (size == EntryFormat.MOST_RUNS * EntryFormat.RUN_FIELDS) {
            return Arrays.copyOf(runs, size);
          }
          runs = size == runs.length ? Arrays.copyOf(runs, 2 * size) : runs;
          runs[size++] = x;
          runs[size++] = from - x * image.width();
          runs[size++] = at - from;
        }
        at++;
      }
    }
    return Arrays.copyOf(runs, size);
  }

  /** A sum without a branch, for most rows have none: the compiler takes many points at once. */
  private static boolean hasAny(short[] pixels, int from, int to, int above) {
    int saturated = 0;
    for (int at = from; at < to; at++) {
      saturated += (above - (pixels[at] & 0xFFFF)) >>> 31;
    }
    return saturated > 0;
  }
}
