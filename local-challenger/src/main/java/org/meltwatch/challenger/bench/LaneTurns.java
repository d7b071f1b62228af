package org.meltwatch.challenger.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * Whose turn it is where positions wait for a batch that nobody has yet: within a lane the lowest
 * number's. Its client hands on in that order, and what a higher number was given would wait there
 * for what the lower one is given with the next layer. Guarded by its bench.
 */
final class LaneTurns {

  /** Whoever waits asks again within a second; who does not is not waited for. */
  private static final long ABSENT_NANOS = TimeUnit.MILLISECONDS.toNanos(1500);

  /** A number that has not been seen may be on its way, overtaken by a higher one. */
  private static final long ON_ITS_WAY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private record LaneOf(int lane, int lanes) {}

  /** A lane: its lowest number that was given nothing, and what is known above. */
  private static final class Numbers {

    private final TreeSet<Long> served = new TreeSet<>();
    private final TreeMap<Long, Long> firstAsked = new TreeMap<>();
    private final TreeMap<Long, Long> lastAsked = new TreeMap<>();
    private long lowest;

    Numbers(long first) {
      this.lowest = first;
    }

    boolean isBehind(long number, long now) {
      lowest = Math.min(lowest, number);
      while (number > lowest) {
        Long before = lastAsked.get(lowest);
        long since = before == null ? firstAsked.getOrDefault(number, now) : before;
        if (now - since < (before == null ? ON_ITS_WAY_NANOS : ABSENT_NANOS)) {
          return true;
        }
        Long next = lastAsked.ceilingKey(lowest + 1);
        goOnFrom(next == null ? number : Math.min(next, number));
      }
      return false;
    }

    void asked(long number, long now) {
      firstAsked.putIfAbsent(number, now);
      lastAsked.put(number, now);
    }

    void served(long number) {
      if (number >= lowest) {
        served.add(number);
        goOnFrom(lowest);
      }
    }

    private void goOnFrom(long number) {
      lowest = number;
      while (served.remove(lowest)) {
        lowest++;
      }
      served.headSet(lowest).clear();
      firstAsked.headMap(lowest).clear();
      lastAsked.headMap(lowest).clear();
    }
  }

  private final Map<LaneOf, Numbers> lanes = new HashMap<>();

  private Numbers lane(LanePosition position) {
    return lanes.computeIfAbsent(
        new LaneOf(position.lane(), position.lanes()), any -> new Numbers(position.number()));
  }

  /** A position has asked, and was given nothing. */
  void waits(LanePosition position, long now) {
    lane(position).asked(position.number(), now);
  }

  /** A position was given a batch. */
  void served(LanePosition position) {
    lane(position).served(position.number());
  }

  /** True if a lower number of the lane waits, or has been overtaken. */
  boolean isBehind(LanePosition position, long now) {
    return lane(position).isBehind(position.number(), now);
  }
}
