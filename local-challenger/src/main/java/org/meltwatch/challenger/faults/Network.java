package org.meltwatch.challenger.faults;

import java.util.Random;

/** Draws the delays of a {@link NetworkDelay}, the same ones in the same order every time. */
public final class Network {

  private static final long SEED = 2025;
  private static final double NANOS = 1e6;

  private final NetworkDelay delay;
  private final Random random = new Random(SEED);

  public Network(NetworkDelay delay) {
    this.delay = delay;
  }

  /** How long the next tile is under way. */
  public long tileNanos() {
    return drawn();
  }

  /** How long the next result is under way. */
  public long resultNanos() {
    return drawn() + Math.round(delay.resultMillis() * NANOS);
  }

  private long drawn() {
    if (delay.meanMillis() == 0 && delay.spreadMillis() == 0) {
      return 0;
    }
    double millis = delay.meanMillis() + delay.spreadMillis() * random.nextGaussian();
    return Math.max(0, Math.round(millis * NANOS));
  }
}
