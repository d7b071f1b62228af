package org.meltwatch.tracking;

import java.util.Locale;

/** Which points make up a region; the two kinds are followed apart. */
public enum Family {
  /** Points that are colder than their surroundings. */
  COLD,
  /** Points that are hotter than their surroundings, and saturated ones. */
  HOT;

  /** The word in rows and files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
