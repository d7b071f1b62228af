package org.meltwatch.chaos.course;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.meltwatch.latency.Latencies;
import org.meltwatch.measure.report.CoursePlot;
import org.meltwatch.record.RunRecord;
import org.meltwatch.record.rows.TileRow;

/** A course as {@code course.csv}, {@code latency.csv} and a plot of each figure. */
public final class CourseFiles {

  private static final double SLOWEST = 99;
  private static final long MICROS_PER_MINUTE = 60_000_000;

  private CourseFiles() {}

  /**
   * Writes what was seen of a run, and says what of it grows.
   *
   * @param directory where the files go
   * @param results the run's results directory
   * @return what grows; empty if all is flat
   */
  public static List<String> write(Path directory, Course course, Path results) throws IOException {
    List<Sample> samples = course.samples();
    StringBuilder table =
        new StringBuilder("seconds,resident_mib,threads,open_files,spool_files\n");
    for (Sample sample : samples) {
      table.append(
          String.format(
              Locale.ROOT,
              "%.1f,%.1f,%d,%d,%d%n",
              sample.seconds(),
              sample.residentMib(),
              sample.threads(),
              sample.openFiles(),
              sample.spoolFiles()));
    }
    Files.writeString(directory.resolve("course.csv"), table);
    for (Flatness.Figure figure : Flatness.FIGURES) {
      Map<Double, Double> values = new TreeMap<>();
      samples.forEach(sample -> values.put(sample.seconds(), figure.of().applyAsDouble(sample)));
      plot(directory, figure.name(), figure.unit(), values);
    }
    Map<Double, Double> slowest = slowestByMinute(results);
    StringBuilder latencies = new StringBuilder("minute,p99_seconds\n");
    slowest.forEach(
        (second, p99) ->
            latencies.append(String.format(Locale.ROOT, "%.0f,%.4f%n", second / 60, p99)));
    Files.write(
        directory.resolve("latency.csv"), latencies.toString().getBytes(StandardCharsets.UTF_8));
    plot(directory, "response time of Query 3, p99 of each minute", "s", slowest);
    return Flatness.problems(samples, slowest);
  }

  private static void plot(Path directory, String title, String unit, Map<Double, Double> values)
      throws IOException {
    String name = title.replaceAll(",.*", "").replaceAll("[^a-zA-Z0-9]+", "-");
    CoursePlot.write(
        directory.resolve(name.toLowerCase(Locale.ROOT) + ".png"), title, unit, values);
  }

  /** By the second at which each minute of receiving begins. */
  private static Map<Double, Double> slowestByMinute(Path results) throws IOException {
    RunRecord record = RunRecord.open(results);
    List<? extends TileRow> rows = record.firstAnswers(record.answers().result());
    long first = rows.stream().mapToLong(TileRow::receivedUs).min().orElse(0);
    Map<Long, Latencies> minutes = new TreeMap<>();
    for (TileRow row : rows) {
      minutes
          .computeIfAbsent(
              (row.receivedUs() - first) / MICROS_PER_MINUTE, minute -> new Latencies())
          .record(row.receivedUs(), row.doneUs());
    }
    Map<Double, Double> slowest = new TreeMap<>();
    minutes.forEach(
        (minute, latencies) -> slowest.put(minute * 60.0, latencies.quantileMicros(SLOWEST) / 1e6));
    return slowest;
  }
}
