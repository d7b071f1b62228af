package org.meltwatch.quality;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * What the quality of a layer is compared with: the means of the layers closed before, how the last
 * one was disturbed, and where its plate lay. Arrays are owned by this and never written to
 * afterwards.
 *
 * @param means of solid points, in hundredths, the latest last; at most {@link #MOST}
 * @param disturbed in which ways the last layer was disturbed
 * @param profiles those of the last layer
 */
public record RecentLayers(long[] means, Set<Disturbance> disturbed, Profiles profiles) {

  /** How many means are kept. */
  public static final int MOST = 10;

  /** From how many means on there is a usual one. */
  private static final int FEWEST = 3;

  /** No layer was closed. */
  public static final RecentLayers NONE = new RecentLayers(new long[0], Set.of(), Profiles.NONE);

  public RecentLayers {
    if (means.length > MOST) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "means (%d of them) must be at most %d", means.length, MOST));
    }
    disturbed = Set.copyOf(disturbed);
  }

  /** The usual mean, the upper one of two in the middle; 0 if there are too few to say. */
  long usualMean() {
    long[] sorted = means.clone();
    Arrays.sort(sorted);
    return sorted.length < FEWEST ? 0 : sorted[sorted.length / 2];
  }

  /** These and one layer more, whose mean does not count if it is 0. */
  RecentLayers with(long mean, EnumSet<Disturbance> ways, Profiles last) {
    if (mean == 0) {
      return new RecentLayers(means, ways, last);
    }
    int from = means.length == MOST ? 1 : 0;
    long[] more = Arrays.copyOfRange(means, from, means.length + 1);
    more[more.length - 1] = mean;
    return new RecentLayers(more, ways, last);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecentLayers that
        && Arrays.equals(means, that.means)
        && disturbed.equals(that.disturbed)
        && profiles.equals(that.profiles);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(means) * 31 + disturbed.hashCode();
  }

  @Override
  public String toString() {
    return "RecentLayers[%s, %s, %s]".formatted(Arrays.toString(means), disturbed, profiles);
  }
}
