package org.meltwatch.prints.formats;

import java.util.Locale;

/**
 * What the values of an image are.
 *
 * @param kind whole numbers with or without sign, or floating point
 * @param bits how many bits each has
 */
record SampleType(Kind kind, int bits) {

  enum Kind {
    UNSIGNED("unsigned"),
    SIGNED("signed"),
    FLOAT("floating point");

    private final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  /** True for the types that need no declared scale. */
  boolean hasOwnScale() {
    return kind == Kind.UNSIGNED && (bits == 8 || bits == 16);
  }

  /** The scale that such images most likely want. */
  String likelyScale() {
    return switch (kind) {
      case FLOAT -> "0..1";
      case SIGNED ->
          String.format(Locale.ROOT, "%d..%d", -(1L << (bits - 1)), (1L << (bits - 1)) - 1);
      case UNSIGNED ->
          String.format(Locale.ROOT, "0..%d", bits >= 63 ? Long.MAX_VALUE : (1L << bits) - 1);
    };
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%d-bit %s", bits, kind.word);
  }
}
