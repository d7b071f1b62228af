package org.meltwatch.pipeline.options;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.meltwatch.options.UsageException;

/** How layers are put in order. */
public enum Ordering {
  BUFFER("buffer"),
  EVENT_TIME("event-time");

  private final String optionName;

  Ordering(String optionName) {
    this.optionName = optionName;
  }

  public static Ordering named(String name) {
    for (Ordering ordering : values()) {
      if (ordering.optionName.equals(name)) {
        return ordering;
      }
    }
    String names =
        Arrays.stream(values())
            .map(ordering -> ordering.optionName)
            .collect(Collectors.joining(" or "));
    throw new UsageException("--ordering (%s) must be %s".formatted(name, names));
  }
}
