package org.meltwatch.prints.synthetic;

/** Numbers that look random and are the same everywhere: the mixing function of SplitMix64. */
final class Noise {

  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private Noise() {}

  /** A hash of the seed and any number of coordinates. */
  static long of(long seed, long... coordinates) {
    long hash = mix(seed + GOLDEN_GAMMA);
    for (long coordinate : coordinates) {
      hash = mix(hash ^ (coordinate * GOLDEN_GAMMA + 1));
    }
    return hash;
  }

  /** The number that follows a state; the state itself moves on by {@link #step}. */
  static long mix(long state) {
    long mixed = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }

  static long step(long state) {
    return state + GOLDEN_GAMMA;
  }

  /** A number in {@code [from, to]} from the bits of a hash above {@code shift}. */
  static int between(long hash, int shift, int from, int to) {
    return from + (int) ((((hash >>> shift) & 0xffff) * (to - from + 1)) >>> 16);
  }
}
