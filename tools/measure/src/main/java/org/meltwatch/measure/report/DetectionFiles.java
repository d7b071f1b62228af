package org.meltwatch.measure.report;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jfree.data.statistics.DefaultStatisticalCategoryDataset;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.meltwatch.measure.detection.BlemishOutcome;
import org.meltwatch.measure.detection.FalseDefect;
import org.meltwatch.measure.detection.Rules;
import org.meltwatch.measure.detection.Score;
import org.meltwatch.prints.synthetic.BlemishKind;

/**
 * The report of {@code make detection}: {@code detection.md}, plots, and tables of all blemishes,
 * false defects and rules as CSV.
 */
public final class DetectionFiles {

  private static final int WIDTH = 620;
  private static final int HEIGHT = 380;

  private final Path directory;
  private final String print;

  /**
   * A report.
   *
   * @param directory where its files go
   * @param print what was printed
   */
  public DetectionFiles(Path directory, String print) {
    this.directory = directory;
    this.print = print;
  }

  /**
   * Writes it.
   *
   * @param usual the score of the default rules
   * @param sweep the scores of all rules that were tried
   */
  public void write(Score usual, List<Score> sweep) throws IOException {
    DetectionTables tables = new DetectionTables(usual, sweep);
    Files.writeString(directory.resolve("detection.md"), tables.report(print));
    Files.writeString(directory.resolve("blemishes.csv"), blemishes(usual));
    Files.writeString(directory.resolve("false-defects.csv"), falseDefects(usual));
    Files.writeString(directory.resolve("sweep.csv"), sweep(sweep));
    plotRecall(usual);
    plotBy("detection-heat.png", "heat of the blemish", usual, 5000, DetectionFiles::heat);
    plotBy("detection-size.png", "radius in points", usual, 1, DetectionFiles::radius);
    plotSweep(sweep);
  }

  static int heat(BlemishOutcome outcome) {
    return Math.abs(outcome.blemish().heat());
  }

  static int radius(BlemishOutcome outcome) {
    return outcome.blemish().radius();
  }

  private void plotRecall(Score usual) throws IOException {
    DefaultStatisticalCategoryDataset bars = new DefaultStatisticalCategoryDataset();
    for (BlemishKind kind : BlemishKind.values()) {
      List<BlemishOutcome> all = DetectionTables.of(usual, kind);
      String name = DetectionTables.words(kind);
      addBar(bars, all, BlemishOutcome::isFound, "found", name);
      addBar(bars, all, BlemishOutcome::isMinor, "MINOR", name);
      addBar(bars, all, BlemishOutcome::isStop, "STOP", name);
    }
    Files.write(
        directory.resolve("detection-recall.png"),
        Charts.png(Charts.bars("What is found", bars, "% of blemishes"), WIDTH, HEIGHT));
  }

  /** With the standard error of the share. */
  private static void addBar(
      DefaultStatisticalCategoryDataset bars,
      List<BlemishOutcome> all,
      Predicate<BlemishOutcome> which,
      String series,
      String kind) {
    if (!all.isEmpty()) {
      double share = DetectionTables.share(all, which);
      bars.add(100 * share, 100 * Math.sqrt(share * (1 - share) / all.size()), series, kind);
    }
  }

  private void plotBy(
      String file, String label, Score usual, int step, ToIntFunction<BlemishOutcome> figure)
      throws IOException {
    XYSeriesCollection lines = new XYSeriesCollection();
    for (BlemishKind kind : BlemishKind.values()) {
      XYSeries line = new XYSeries(DetectionTables.words(kind));
      int width = kind == BlemishKind.OVERHEATING ? 2 * step : step;
      List<BlemishOutcome> all = DetectionTables.of(usual, kind);
      for (int bin :
          all.stream()
              .mapToInt(one -> figure.applyAsInt(one) / width)
              .distinct()
              .sorted()
              .toArray()) {
        List<BlemishOutcome> some =
            all.stream().filter(one -> figure.applyAsInt(one) / width == bin).toList();
        double middle = some.stream().mapToInt(figure).average().orElse(0);
        line.add(middle, 100 * DetectionTables.share(some, BlemishOutcome::isFound));
      }
      lines.addSeries(line);
    }
    Files.write(
        directory.resolve(file),
        Charts.png(
            Charts.lines(
                "What is found, by " + label,
                lines,
                Charts.linear(label),
                Charts.linear("% found"),
                true,
                false),
            WIDTH,
            HEIGHT));
  }

  /** A line for each height of MINOR, with regions as by default: the threshold along it. */
  private void plotSweep(List<Score> sweep) throws IOException {
    XYSeriesCollection lines = new XYSeriesCollection();
    for (int minorHeight : new int[] {2, 3, 4}) {
      XYSeries line = new XYSeries("MINOR from " + minorHeight + " layers on", false);
      sweep.stream()
          .filter(score -> !score.rules().countEdges())
          .filter(score -> score.rules().minorHeight() == minorHeight)
          .filter(score -> score.rules().regionPoints() == Rules.DEFAULT.regionPoints())
          .forEach(
              score ->
                  line.add(
                      score.falseAlarms(),
                      100
                          * DetectionTables.share(
                              DetectionTables.ofSolid(score), BlemishOutcome::isMinor)));
      lines.addSeries(line);
    }
    Files.write(
        directory.resolve("detection-sweep.png"),
        Charts.png(
            Charts.lines(
                "Thresholds from 4000 (right) to 10000 (left)",
                lines,
                Charts.linear("false alarms in 100 layers"),
                Charts.linear("% of blemishes on solid with a level"),
                true,
                false),
            WIDTH,
            HEIGHT));
  }

  private static String blemishes(Score usual) throws IOException {
    List<Object[]> rows = new ArrayList<>();
    for (BlemishOutcome one : usual.outcomes()) {
      rows.add(
          new Object[] {
            one.seed(),
            one.blemish().kind(),
            one.blemish().x(),
            one.blemish().y(),
            one.blemish().radius(),
            one.blemish().heat(),
            one.blemish().firstLayer(),
            one.blemish().lastLayer(),
            one.points(),
            one.strongest(),
            one.found(),
            one.minor(),
            one.stop(),
            one.isEdge()
          });
    }
    return csv(
        "seed,kind,x,y,radius,heat,first_layer,last_layer,points,strongest,found,minor,stop,edge",
        rows);
  }

  private static String falseDefects(Score usual) throws IOException {
    List<Object[]> rows = new ArrayList<>();
    for (FalseDefect one : usual.falseDefects()) {
      rows.add(
          new Object[] {
            one.seed(),
            one.cause(),
            String.format(
                Locale.ROOT,
                "%d-%d-%d",
                one.defect().id().layer(),
                one.defect().id().x(),
                one.defect().id().y()),
            one.defect().family(),
            one.defect().layers().size(),
            one.defect().points(),
            one.defect().edge(),
            one.defect().level()
          });
    }
    return csv("seed,cause,id,family,layers,points,edge,level", rows);
  }

  private static String sweep(List<Score> sweep) throws IOException {
    List<Object[]> rows = new ArrayList<>();
    for (Score score : sweep) {
      List<Object> row = new ArrayList<>();
      row.add(score.rules().outlierAbove());
      row.add(score.rules().regionPoints());
      row.add(score.rules().minorHeight());
      row.add(score.rules().countEdges());
      row.add(score.defects());
      row.add(DetectionTables.figure(score.falseAlarms()));
      for (BlemishKind kind : BlemishKind.values()) {
        List<BlemishOutcome> all = DetectionTables.of(score, kind);
        row.add(DetectionTables.percent(all, BlemishOutcome::isFound));
        row.add(DetectionTables.percent(all, BlemishOutcome::isMinor));
      }
      rows.add(row.toArray());
    }
    StringBuilder header =
        new StringBuilder("outlier_above,region_points,minor_height,edges,defects,false_alarms");
    Arrays.stream(BlemishKind.values())
        .map(kind -> kind.name().toLowerCase(Locale.ROOT))
        .forEach(kind -> header.append(",%s_found,%s_minor".formatted(kind, kind)));
    return csv(header.toString(), rows);
  }

  private static String csv(String header, List<Object[]> rows) throws IOException {
    StringWriter text = new StringWriter();
    CSVFormat format =
        CSVFormat.DEFAULT.builder().setHeader(header.split(",", -1)).setRecordSeparator("\n").get();
    try (CSVPrinter printer = new CSVPrinter(text, format)) {
      for (Object[] row : rows) {
        printer.printRecord(row);
      }
    }
    return text.toString();
  }
}
