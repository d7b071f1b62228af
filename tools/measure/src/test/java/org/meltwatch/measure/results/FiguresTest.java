package org.meltwatch.measure.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meltwatch.measure.run.LoadMeter;
import org.meltwatch.record.rows.TileRow;

final class FiguresTest {

  @Test
  void moments_ofAnswers_countThoseOfEachHalfSecond() {
    List<TileRow> answers =
        List.of(
            Fixtures.result(0, 1_000_000, 1_100_000),
            Fixtures.result(1, 1_000_000, 1_300_000),
            Fixtures.result(2, 2_000_000, 2_200_000));

    List<Moment> moments = Moment.of(answers);

    assertEquals(
        List.of(new Moment(0.25, 4, 0.2), new Moment(0.75, 0, 0), new Moment(1.25, 2, 0.2)),
        moments);
  }

  @Test
  void estimate_ofThreeRepeats_isMedianAndStudentsInterval() {
    Estimate estimate = Estimate.of(3, 1, 2);

    assertEquals(2, estimate.median());
    assertEquals(4.302652729 / Math.sqrt(3), estimate.error(), 1e-8);
    assertEquals(new Estimate(7, 0, 1), Estimate.of(7));
    assertEquals("2.000 ± 2.484", Numbers.seconds(estimate));
    assertEquals("7.000", Numbers.seconds(Estimate.of(7)));
  }

  @Test
  void agreesWith_intervalsThatTouch_isTrue() {
    assertEquals(true, new Estimate(10, 1, 3).agreesWith(new Estimate(12, 1, 3)));
    assertEquals(false, new Estimate(10, 1, 3).agreesWith(new Estimate(12.1, 1, 3)));
  }

  @Test
  void typical_ofThreeRuns_isTheMedianOne() {
    Condition buffer = Condition.fullSpeed(Condition.BUFFER);
    List<Run> runs =
        List.of(
            Fixtures.run("one", buffer, 1, 0, 30),
            Fixtures.run("one", buffer, 2, 0, 10),
            Fixtures.run("one", buffer, 3, 0, 20));

    assertEquals(3, Estimate.typical(runs, run -> run.q3().mean()).repeat());
  }

  @Test
  void busySeconds_ofALineOfProcStat_leavesOutIdleAndWaiting() {
    assertEquals(11.27, LoadMeter.busySeconds("cpu  630 271 69 428827 1814 0 138 19 5 0"), 1e-9);
  }
}
