package org.meltwatch.ranges;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class RangesTest {

  @Test
  void add_random_agreesWithAPlainSet() {
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      Ranges ranges = new Ranges();
      NavigableSet<Long> plain = new TreeSet<>();
      for (int i = 0; i < 20; i++) {
        long first = random.nextInt(60);
        if (random.nextBoolean()) {
          assertEquals(plain.add(first), ranges.add(first));
        } else {
          long last = first + random.nextInt(5);
          ranges.add(first, last);
          for (long n = first; n <= last; n++) {
            plain.add(n);
          }
        }
      }
      assertEquals(inside(plain, 0, 70, true), ranges.list());
      assertEquals(plain.size(), ranges.size());
      assertEquals(plain.last(), ranges.last());
      assertEquals(inside(plain, 10, 50, false), ranges.missingFrom(new IdRange(10, 50)));
    }
  }

  @Test
  void firstMissingAndRemoveBelow_random_agreeWithAPlainSet() {
    Random random = new Random(8);
    for (int round = 0; round < 300; round++) {
      Ranges ranges = new Ranges();
      NavigableSet<Long> plain = new TreeSet<>();
      for (int i = 0; i < 12; i++) {
        long first = random.nextInt(60);
        ranges.add(first, first + 3);
        plain.addAll(List.of(first, first + 1, first + 2, first + 3));
      }
      for (long number = 0; number < 70; number++) {
        long missing = number;
        while (plain.contains(missing)) {
          missing++;
        }
        assertEquals(missing, ranges.firstMissing(number));
      }
      Ranges whole = ranges.copy();
      long below = random.nextInt(70);
      ranges.removeBelow(below);
      assertEquals(inside(plain, 0, 70, true), whole.list(), "the copy's original");
      assertEquals(inside(plain.tailSet(below, true), 0, 70, true), ranges.list());
      assertEquals(ranges.list().size(), ranges.count());
      if (!ranges.isEmpty()) {
        assertEquals(ranges.list().get(0), ranges.firstRange());
      }
    }
  }

  @Test
  void add_largestNumbers_doNotOverflow() {
    Ranges ranges = new Ranges();
    ranges.add(Long.MAX_VALUE);
    ranges.add(Long.MAX_VALUE - 1);
    ranges.add(Long.MIN_VALUE);

    assertEquals(
        List.of(
            new IdRange(Long.MIN_VALUE, Long.MIN_VALUE),
            new IdRange(Long.MAX_VALUE - 1, Long.MAX_VALUE)),
        ranges.list());
    assertEquals(
        List.of(new IdRange(5, Long.MAX_VALUE - 2)),
        ranges.missingFrom(new IdRange(5, Long.MAX_VALUE)));
  }

  private static List<IdRange> inside(NavigableSet<Long> set, long from, long to, boolean in) {
    List<IdRange> ranges = new ArrayList<>();
    long start = -1;
    for (long n = from; n <= to + 1; n++) {
      boolean wanted = n <= to && set.contains(n) == in;
      if (wanted && start < 0) {
        start = n;
      } else if (!wanted && start >= 0) {
        ranges.add(new IdRange(start, n - 1));
        start = -1;
      }
    }
    return ranges;
  }
}
