package org.meltwatch.challenger.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Lane 1 of 4, unless it says something else. */
final class LaneTurnsTest {

  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private final LaneTurns turns = new LaneTurns();

  private static LanePosition position(long number) {
    return new LanePosition(1, 4, number);
  }

  private void assertBehind(boolean expected, long number, long millis) {
    assertEquals(expected, turns.isBehind(position(number), millis * MILLI));
  }

  @Test
  void isBehind_whileALowerNumberWaits_untilThatIsServed() {
    turns.waits(position(7), 0);
    turns.waits(position(8), 0);
    assertBehind(true, 8, 900);
    assertBehind(false, 7, 900);
    assertEquals(false, turns.isBehind(new LanePosition(2, 4, 9), 900 * MILLI));
    turns.served(position(7));
    assertBehind(false, 8, 901);
    turns.served(position(8));
    assertBehind(false, 9, 902);
  }

  @Test
  void isBehind_whenALowerNumberIsOvertaken_waitsForItALittle() {
    turns.served(position(7));
    turns.waits(position(9), 0);
    assertBehind(true, 9, 100);
    assertBehind(false, 8, 100);
    turns.served(position(8));
    assertBehind(false, 9, 101);
  }

  @Test
  void isBehind_whenALowerNumberNeverComes_isSoOnce() {
    turns.served(position(7));
    turns.waits(position(9), 0);
    assertBehind(false, 9, 200);
    turns.served(position(9));
    assertBehind(false, 10, 201);
  }

  @Test
  void isBehind_whenALowerNumberAsksNoMore_isNotForLong() {
    turns.waits(position(7), 0);
    turns.waits(position(8), 0);
    assertBehind(true, 8, 1400);
    assertBehind(false, 8, 1500);
  }

  @Test
  void isBehind_ofALaneThatGoesOn_beginsWhereItDoes() {
    turns.waits(position(1001), 0);
    turns.waits(position(1000), 0);
    assertBehind(false, 1000, 1);
    assertBehind(true, 1001, 1);
  }
}
