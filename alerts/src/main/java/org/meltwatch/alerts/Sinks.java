package org.meltwatch.alerts;

import java.util.List;

/** Where a run's alerts go. */
public final class Sinks {

  /** Nowhere. */
  public static final Sinks NONE = new Sinks(List.of());

  private final List<AlertSink> list;

  Sinks(List<AlertSink> list) {
    this.list = List.copyOf(list);
  }

  /** True if alerts go nowhere. */
  public boolean isEmpty() {
    return list.isEmpty();
  }

  List<AlertSink> list() {
    return list;
  }
}
