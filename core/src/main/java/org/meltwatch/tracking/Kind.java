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

  /** The kind of a value; without a branch, for values change from point to point. */
  static int of(int value, int voidBelow, int saturatedAbove) {
    int isVoid = (value - voidBelow) >>> 31;
    int isSaturated = (saturatedAbove - value) >>> 31;
    int isCandidate = ((voidBelow - value) & (value - saturatedAbove)) >>> 31;
    return isVoid + SATURATED * isSaturated + CANDIDATE * isCandidate;
  }
}
