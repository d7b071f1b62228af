package org.meltwatch.measure.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.meltwatch.measure.results.Results;

/** Writes the report: plots as PNG files, and one HTML page that has them inside. */
public final class ReportFiles {

  private static final String TEMPLATE = "report.mustache";
  private static final Set<String> WIDE =
      Set.of("latency-over-time.png", "throughput-over-time.png", "latency-distribution.png");

  private final Path directory;

  public ReportFiles(Path directory) {
    this.directory = directory;
  }

  /** Writes all files; returns the page. */
  public Path write(Results results) throws IOException {
    List<Section> sections = Report.of(results);
    Map<String, byte[]> plots = new Plots(results).png();
    for (Map.Entry<String, byte[]> plot : plots.entrySet()) {
      Files.write(directory.resolve(plot.getKey()), plot.getValue());
    }
    Path page = directory.resolve("report.html");
    Files.writeString(page, html(results, sections, plots));
    return page;
  }

  static String html(Results results, List<Section> sections, Map<String, byte[]> plots)
      throws IOException {
    try (InputStream in = ReportFiles.class.getResourceAsStream(TEMPLATE)) {
      if (in == null) {
        throw new IOException(TEMPLATE + " is not on the class path");
      }
      return Mustache.compiler()
          .compile(new InputStreamReader(in, UTF_8))
          .execute(
              Map.of(
                  "title", "Meltwatch: engines head to head",
                  "failed", !results.passed(),
                  "busy", Report.isBusy(results),
                  "sections", sections.stream().map(section -> view(section, plots)).toList()));
    }
  }

  private static Map<String, Object> view(Section section, Map<String, byte[]> plots) {
    return Map.of(
        "title", section.title(),
        "paragraphs", section.paragraphs(),
        "plots",
            section.plots().stream()
                .filter(plots::containsKey)
                .map(name -> image(name, plots.getOrDefault(name, new byte[0])))
                .toList(),
        "tables", section.tables().stream().map(ReportFiles::view).toList());
  }

  private static Map<String, Object> image(String name, byte[] png) {
    return Map.of(
        "name", name.replace(".png", "").replace('-', ' '),
        "wide", WIDE.contains(name),
        "base64", Base64.getEncoder().encodeToString(png));
  }

  private static Map<String, Object> view(Table table) {
    Set<Integer> numeric = numeric(table);
    return Map.of(
        "caption", table.caption(),
        "header", cells(table.header(), numeric),
        "rows", table.rows().stream().map(row -> Map.of("cells", cells(row, numeric))).toList());
  }

  private static List<Map<String, Object>> cells(List<String> values, Set<Integer> numeric) {
    List<Map<String, Object>> cells = new ArrayList<>();
    for (int column = 0; column < values.size(); column++) {
      cells.add(Map.of("text", values.get(column), "number", numeric.contains(column)));
    }
    return cells;
  }

  /** Columns of figures, which are set to the right. */
  private static Set<Integer> numeric(Table table) {
    Set<Integer> numeric = new HashSet<>();
    for (int column = 1; column < table.header().size(); column++) {
      int number = column;
      if (table.rows().stream()
          .map(row -> row.get(number))
          .allMatch(v -> v.matches("[-\\d.± ]*"))) {
        numeric.add(column);
      }
    }
    return numeric;
  }
}
