package org.meltwatch.challenger.pages;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.meltwatch.challenger.bench.Bench;
import org.meltwatch.challenger.bench.BenchFigures;

/** A bench's figures as the dashboard shows them. */
record BenchRow(
    String id,
    String name,
    String state,
    String created,
    boolean running,
    int count,
    int batches,
    int missing,
    String percent,
    String throughput,
    String latencyMean,
    String latencyP99,
    String latencyMax) {

  private static final DateTimeFormatter CREATED =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  static BenchRow of(Bench bench) {
    BenchFigures figures = bench.firstFigures();
    String name = bench.request().name();
    boolean any = figures.count() > 0;
    return new BenchRow(
        bench.id(),
        name.isBlank() ? "(no name)" : name,
        bench.state().name().toLowerCase(Locale.ROOT),
        CREATED.format(bench.created()),
        bench.state() == Bench.State.RUNNING,
        figures.count(),
        bench.batches(),
        figures.missing(),
        String.format(Locale.ROOT, "%.1f", 100.0 * figures.count() / Math.max(1, bench.batches())),
        any ? figures.throughputText() : "–",
        any ? latency(figures.latencyMeanMicros()) : "–",
        any ? latency(figures.latencyP99Micros()) : "–",
        any ? latency(figures.latencyMaxMicros()) : "–");
  }

  /** In the unit that people compare by: three digits of seconds or milliseconds. */
  private static String latency(long micros) {
    return micros >= 10_000_000
        ? String.format(Locale.ROOT, "%.1f s", micros / 1e6)
        : String.format(Locale.ROOT, micros < 10_000 ? "%.1f ms" : "%.0f ms", micros / 1e3);
  }
}
