package org.meltwatch.record.pictures;

import java.util.Locale;

/** Which pictures a run keeps. */
public enum Keep {
  /** None. */
  NONE,
  /** Of each tile one of a quarter of its height and width, and 8 bits. */
  PREVIEW,
  /** Of each tile all points, as they are. */
  FULL;

  /**
   * The one of a word.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Keep named(String word) {
    for (Keep keep : values()) {
      if (keep.word().equals(word)) {
        return keep;
      }
    }
    throw new IllegalArgumentException("images (%s) must be preview, full or none".formatted(word));
  }

  /** The word for it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
