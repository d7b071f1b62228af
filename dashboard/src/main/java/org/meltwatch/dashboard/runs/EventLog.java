package org.meltwatch.dashboard.runs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What has lately happened in a run, numbered, for pages that follow it. A page that was away goes
 * on from the last number that it knows, unless that is too long ago. Thread-safe.
 */
public final class EventLog {

  /**
   * Something that happened.
   *
   * @param number counts up by one
   * @param kind the word for it
   * @param json what it was; owned by the event and never written to
   */
  public record Event(long number, String kind, byte[] json) {}

  private static final int MOST_EVENTS = 1024;

  private final String name = UUID.randomUUID().toString().substring(0, 8);
  private final Deque<Event> events = new ArrayDeque<>();
  private long latest;
  private int followers;

  /** Notes that a page follows, or does so no more. */
  public synchronized void follow(boolean more) {
    followers += more ? 1 : -1;
  }

  /** How many pages follow. */
  public synchronized int followers() {
    return followers;
  }

  /** Adds what has happened. */
  public synchronized void add(String kind, byte[] json) {
    events.addLast(new Event(++latest, kind, json));
    if (events.size() > MOST_EVENTS) {
      events.removeFirst();
    }
  }

  /** The number of the latest event; 0 before the first. */
  public synchronized long latest() {
    return latest;
  }

  /** What a page is told of an event's number, to come back with. */
  public String id(long number) {
    return name + "-" + number;
  }

  /** The number that a page came back with; -1 if it is of another log, or not given. */
  public synchronized long number(@Nullable String id) {
    if (id == null || !id.matches(name + "-\\d{1,18}")) {
      return -1;
    }
    long number = Long.parseLong(id.substring(name.length() + 1));
    return number <= latest ? number : -1;
  }

  /** What came after a number; null if not all of that is there any more. */
  public synchronized @Nullable List<Event> after(long number) {
    if (number < latest - events.size()) {
      return null;
    }
    List<Event> later = new ArrayList<>();
    for (Event event : events) {
      if (event.number() > number) {
        later.add(event);
      }
    }
    return later;
  }
}
