package org.meltwatch.challenger.faults;

import java.util.Locale;

/**
 * How far away the challenger seems to be. Each exchange is held up once, on the way that its
 * freight takes: a tile after it was handed out, a result before it is counted as arrived. So the
 * challenger's own figures have the delay in them twice, as with a real network.
 *
 * @param meanMillis mean of the normal distribution that delays are drawn from; 0 for none
 * @param spreadMillis its standard deviation; what would be negative is 0
 * @param resultMillis what is added to each result's delay, always the same
 */
public record NetworkDelay(double meanMillis, double spreadMillis, double resultMillis) {

  /** None at all. */
  public static final NetworkDelay NONE = new NetworkDelay(0, 0, 0);

  private static final double MOST_MILLIS = 60_000;

  public NetworkDelay {
    require("delay", meanMillis);
    require("delaySpread", spreadMillis);
    require("resultDelay", resultMillis);
  }

  private static void require(String name, double millis) {
    if (!(millis >= 0 && millis <= MOST_MILLIS)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s (%s) must be in [0, %.0f]", name, millis, MOST_MILLIS));
    }
  }
}
