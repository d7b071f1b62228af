package org.meltwatch.measure.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * A row of the figures published in "Analisi in tempo reale di difetti nella produzione L-PBF con
 * Apache Flink e Spark" (Gentili, Donnini). Their machine is unknown: context, and nothing to form
 * ratios with.
 *
 * @param engine flink or spark
 * @param ordering buffer or event-time
 * @param workers task managers or workers
 * @param view q1, q2, q3, or challenger for the challenger's own view
 * @param mean R, in seconds
 * @param sigma in seconds; empty where it was not published
 * @param p99 in seconds
 * @param max R_M, in seconds
 * @param throughput X, in tiles a second
 */
public record PaperFigures(
    String engine,
    String ordering,
    int workers,
    String view,
    String mean,
    String sigma,
    String p99,
    String max,
    String throughput) {

  private static final String RESOURCE = "paper-figures.csv";

  /** All published rows. */
  public static List<PaperFigures> all() throws IOException {
    try (InputStream in = PaperFigures.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IOException(RESOURCE + " is not on the class path");
      }
      return read(new InputStreamReader(in, UTF_8));
    }
  }

  public static List<PaperFigures> read(Reader csv) throws IOException {
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    return format.parse(csv).stream().map(PaperFigures::of).toList();
  }

  private static PaperFigures of(CSVRecord row) {
    return new PaperFigures(
        row.get("engine"),
        row.get("ordering"),
        Integer.parseInt(row.get("workers")),
        row.get("view"),
        row.get("mean"),
        row.get("sigma"),
        row.get("p99"),
        row.get("max"),
        row.get("throughput"));
  }
}
