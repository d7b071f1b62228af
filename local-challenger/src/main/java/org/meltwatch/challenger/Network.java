package org.meltwatch.challenger;

import java.util.Random;

/** Draws the delays of a {@link NetworkDelay}, the same ones in the same order every time. */
final class Network {

  private static final long SEED = 2025;
  private static final double NANOS = 1e6;

  private final NetworkDelay delay;
  private final Random random = new Random(SEED);

  Network(NetworkDelay delay) {
    this.delay = delay;
  }

  /** How long the next tile is under way. */
  long tileNanos() {
    return drawn();
  }

  /** How long the next result is under way. */
  long resultNanos() {
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
