package org.meltwatch.tracking;

/** What a point is by its value alone. */
final class Kind {

  /** At a threshold, between void and candidate or between candidate and saturated. */
  static final int OTHER = 0;

  /** Below the threshold of void. */
  static final int VOID = 1;

  /** May be an outlier. */
  static final int CANDIDATE = 2;

  /** Above the threshold of saturation. */
  static final int SATURATED = 3;

  private Kind() {}

  /**
   * The kinds of some of a row's points, at the same indices: a loop that HotSpot turns into vector
   * instructions.
   */
  static void of(int[] kinds, int[] points, int voidBelow, int saturatedAbove, int from, int to) {
    for (int i = from; i < to; i++) {
      int value = points[i];
      int isVoid = (value - voidBelow) >>> 31;
      int isSaturated = (saturatedAbove - value) >>> 31;
      int isCandidate = ((voidBelow - value) & (value - saturatedAbove)) >>> 31;
      kinds[i] = isVoid + (isSaturated << 1) + isSaturated + (isCandidate << 1);
    }
  }
}
