package org.meltwatch.pipeline;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How layers are put in order. */
enum Ordering {
  BUFFER("buffer"),
  EVENT_TIME("event-time");

  private final String optionName;

  Ordering(String optionName) {
    this.optionName = optionName;
  }

  static Ordering named(String name) {
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
