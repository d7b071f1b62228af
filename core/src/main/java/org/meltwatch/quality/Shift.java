package org.meltwatch.quality;

/**
 * Where a plate fits best on the layer below, along one axis.
 *
 * @param points how far it is moved there; the smallest distance of those that fit equally well
 * @param difference how much it differs there
 * @param inPlace how much it differs where it is
 */
record Shift(int points, long difference, long inPlace) {

  /** The best of all shifts of a profile against that of the layer below, of the same length. */
  static Shift of(long[] profile, long[] below) {
    int reach = Math.min(Profiles.REACH, Math.max(0, profile.length - 1) / 4);
    long inPlace = difference(profile, below, 0, reach);
    Shift best = new Shift(0, inPlace, inPlace);
    for (int distance = 1; distance <= reach; distance++) {
      for (int points : new int[] {-distance, distance}) {
        long difference = difference(profile, below, points, reach);
        if (difference < best.difference) {
          best = new Shift(points, difference, inPlace);
        }
      }
    }
    return best;
  }

  private static long difference(long[] profile, long[] below, int points, int reach) {
    long sum = 0;
    for (int i = reach; i < profile.length - reach; i++) {
      sum += Math.abs(profile[i] - below[i - points]);
    }
    return sum;
  }

  /**
   * True if the plate is moved by more than that, and fits clearly better there. The pattern of the
   * scan changes from layer to layer: so plates differ by a good part of what a shift makes.
   */
  boolean isBeyond(int most) {
    return Math.abs(points) > most && 4 * difference < 3 * inPlace;
  }

  /** How far it is moved, if it is known to be moved along the other axis; 0 if not at all. */
  int likely() {
    return 10 * difference < 9 * inPlace ? points : 0;
  }
}
