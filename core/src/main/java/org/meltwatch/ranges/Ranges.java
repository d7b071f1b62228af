package org.meltwatch.ranges;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A set of numbers that are mostly neighbours, such as batch ids: kept as ranges. */
public final class Ranges {

  /** First number of each range to the last one of it; ranges neither overlap nor touch. */
  private final TreeMap<Long, Long> lastByFirst = new TreeMap<>();

  /** A set of its own with the same numbers. */
  public Ranges copy() {
    Ranges copy = new Ranges();
    copy.lastByFirst.putAll(lastByFirst);
    return copy;
  }

  /** Adds one number; returns whether it is new. */
  public boolean add(long number) {
    if (contains(number)) {
      return false;
    }
    add(number, number);
    return true;
  }

  /** Adds all numbers from {@code first} to {@code last}, both included. */
  public void add(long first, long last) {
    long newFirst = first;
    long newLast = last;
    Map.@Nullable Entry<Long, Long> near =
        lastByFirst.floorEntry(last == Long.MAX_VALUE ? last : last + 1);
    while (near != null && (near.getValue() >= newFirst || near.getValue() + 1 == newFirst)) {
      lastByFirst.remove(near.getKey());
      newFirst = Math.min(newFirst, near.getKey());
      newLast = Math.max(newLast, near.getValue());
      near = lastByFirst.floorEntry(newLast);
    }
    lastByFirst.put(newFirst, newLast);
  }

  public boolean contains(long number) {
    Map.@Nullable Entry<Long, Long> near = lastByFirst.floorEntry(number);
    return near != null && near.getValue() >= number;
  }

  /** How many numbers there are. */
  public long size() {
    long size = 0;
    for (Map.Entry<Long, Long> range : lastByFirst.entrySet()) {
      size += range.getValue() - range.getKey() + 1;
    }
    return size;
  }

  /** How many ranges there are. */
  public int count() {
    return lastByFirst.size();
  }

  /** The ranges, ascending. */
  public List<IdRange> list() {
    List<IdRange> list = new ArrayList<>();
    lastByFirst.forEach((first, last) -> list.add(new IdRange(first, last)));
    return list;
  }

  /** The numbers of {@code range} that are not in the set, ascending. */
  public List<IdRange> missingFrom(IdRange range) {
    List<IdRange> missing = new ArrayList<>();
    long next = range.first();
    Map.@Nullable Entry<Long, Long> near = lastByFirst.floorEntry(next);
    if (near == null || near.getValue() < next) {
      near = lastByFirst.higherEntry(next);
    }
    while (near != null && near.getKey() <= range.last()) {
      if (near.getKey() > next) {
        missing.add(new IdRange(next, near.getKey() - 1));
      }
      if (near.getValue() >= range.last()) {
        return missing;
      }
      next = near.getValue() + 1;
      near = lastByFirst.higherEntry(next);
    }
    missing.add(new IdRange(next, range.last()));
    return missing;
  }

  /** The first number at or above {@code number} that is not in the set. */
  public long firstMissing(long number) {
    Map.@Nullable Entry<Long, Long> near = lastByFirst.floorEntry(number);
    return near != null && near.getValue() >= number ? near.getValue() + 1 : number;
  }

  /** Takes out all numbers below {@code number}. */
  public void removeBelow(long number) {
    Map.@Nullable Entry<Long, Long> cut = lastByFirst.lowerEntry(number);
    lastByFirst.headMap(number).clear();
    if (cut != null && cut.getValue() >= number) {
      lastByFirst.put(number, cut.getValue());
    }
  }

  public boolean isEmpty() {
    return lastByFirst.isEmpty();
  }

  /** The range of the smallest numbers; there must be one. */
  public IdRange firstRange() {
    Map.Entry<Long, Long> first = lastByFirst.firstEntry();
    return new IdRange(first.getKey(), first.getValue());
  }

  /** The largest number; there must be one. */
  public long last() {
    return lastByFirst.lastEntry().getValue();
  }
}
