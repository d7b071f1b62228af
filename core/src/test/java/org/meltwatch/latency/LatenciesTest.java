package org.meltwatch.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class LatenciesTest {

  private final Latencies latencies = new Latencies();

  @Test
  void figures_ofKnownAnswers_areExact() {
    latencies.record(1_000_000, 1_002_000);
    latencies.record(1_500_000, 1_504_000);
    latencies.record(3_000_000, 3_006_000);

    Figures figures = latencies.figures();
    assertEquals(3, figures.count());
    assertEquals(0.004, figures.mean(), 1e-12);
    assertEquals(Math.sqrt(8.0 / 3) / 1000, figures.sigma(), 1e-12);
    assertEquals(0.004, figures.p50(), 1e-9);
    assertEquals(0.006, figures.p99(), 1e-9);
    assertEquals(0.006, figures.max(), 1e-12);
    assertEquals(3 / 2.006, figures.throughput(), 1e-9);
    assertEquals(0.006, latencies.latestSeconds());
    assertEquals(2000, latencies.minMicros());
  }

  @Test
  void figures_ofClocksThatDisagree_haveNoNegativeTime() {
    latencies.record(10, 5);

    assertEquals(0, latencies.figures().mean());
  }

  @Test
  void figures_ofNoAnswer_areZero() {
    assertEquals(new Figures(0, 0, 0, 0, 0, 0, 0), latencies.figures());
    assertEquals(0, latencies.minMicros() + latencies.maxMicros() + latencies.quantileMicros(99));
  }

  @Test
  void quantileMicros_ofAThousand_isTheRankedValue() {
    LongStream.rangeClosed(1, 1000).forEach(latencies::add);

    assertEquals(990, latencies.quantileMicros(99));
    assertEquals(999, latencies.quantileMicros(99.9));
    assertEquals(1000, latencies.quantileMicros(99.99));
  }

  @Test
  void quantileMicros_ofFewerDigits_neverExceedsTheLongest() {
    Latencies coarse = new Latencies(1);
    coarse.add(1001);

    assertEquals(1001, coarse.quantileMicros(99));
  }
}
