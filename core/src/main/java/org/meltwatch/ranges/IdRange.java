package org.meltwatch.ranges;

import java.io.Serializable;
import java.util.Locale;

/**
 * Successive batch ids.
 *
 * @param first the first of them
 * @param last the last of them, itself included
 */
public record IdRange(long first, long last) implements Serializable {

  public IdRange {
    if (first > last) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "first (%d) must not be greater than last (%d)", first, last));
    }
  }

  /** {@code 17} or {@code 17-20}. */
  @Override
  public String toString() {
    return first == last ? Long.toString(first) : first + "-" + last;
  }
}
