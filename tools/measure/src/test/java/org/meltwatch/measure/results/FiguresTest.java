package org.meltwatch.measure.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.meltwatch.measure.run.LoadMeter;

final class FiguresTest {

  @Test
  void of_knownAnswers_isExact() {
    Figures figures =
        Figures.of(
            List.of(
                new Answer(0, 1_000_000, 1_002_000),
                new Answer(1, 1_500_000, 1_504_000),
                new Answer(2, 3_000_000, 3_006_000)));

    assertEquals(3, figures.count());
    assertEquals(0.004, figures.mean(), 1e-12);
    assertEquals(Math.sqrt(8.0 / 3) / 1000, figures.sigma(), 1e-12);
    assertEquals(0.004, figures.p50(), 1e-9);
    assertEquals(0.006, figures.p99(), 1e-9);
    assertEquals(0.006, figures.max(), 1e-12);
    assertEquals(3 / 2.006, figures.throughput(), 1e-9);
  }

  @Test
  void of_clocksThatDisagree_hasNoNegativeTime() {
    assertEquals(0, Figures.of(List.of(new Answer(0, 10, 5))).mean());
  }

  @Test
  void of_noAnswer_isZero() {
    assertEquals(new Figures(0, 0, 0, 0, 0, 0, 0), Figures.of(List.of()));
  }

  @Test
  void quantile_ofAThousand_isTheRankedValue() {
    List<Long> micros = LongStream.rangeClosed(1, 1000).boxed().toList();

    assertEquals(990, Figures.quantile(Figures.histogram(micros), 99));
    assertEquals(999, Figures.quantile(Figures.histogram(micros), 99.9));
    assertEquals(1000, Figures.quantile(Figures.histogram(micros), 99.99));
  }

  @Test
  void moments_ofAnswers_countThoseOfEachHalfSecond() {
    List<Answer> answers =
        List.of(
            new Answer(0, 1_000_000, 1_100_000),
            new Answer(1, 1_000_000, 1_300_000),
            new Answer(2, 2_000_000, 2_200_000));

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
