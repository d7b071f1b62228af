package org.meltwatch.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.meltwatch.measure.detection.MadePrint;
import org.meltwatch.measure.detection.Rules;
import org.meltwatch.measure.detection.Score;
import org.meltwatch.measure.report.DetectionFiles;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.synthetic.SyntheticPrint;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures which blemishes of synthetic prints are found; {@code --help} says how. */
@Command(
    name = "detection",
    abbreviateSynopsis = true,
    sortOptions = false,
    usageHelpWidth = 100,
    description = {"Matches what synthetic prints are made with and what is found in them.", ""},
    footer = {"", "Exit codes: 0 measured; 1 failed; 2 wrong options."})
public final class Detection implements Callable<Integer> {

  @Option(
      names = "--seeds",
      split = ",",
      defaultValue = "2025,1,2",
      description = "A print each (default: ${DEFAULT-VALUE}).")
  private List<Long> seeds = new ArrayList<>();

  @Option(names = "--layers", defaultValue = "60", description = "Layers of a print (default: 60).")
  private int layers;

  @Option(
      names = "--grid",
      defaultValue = "2x2",
      description = "How many tiles a plate has (default: 2x2).")
  private String grid = "";

  @Option(
      names = "--tileSize",
      defaultValue = "500",
      description = "Rows and columns of a tile (default: 500).")
  private int tileSize;

  @Option(names = "--output", required = true, description = "New directory for the report.")
  private Path output = Path.of("");

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  @SuppressWarnings("unused") // picocli acts on it
  private boolean help;

  private Detection() {}

  /** Measures, draws and exits. */
  public static void main(String[] arguments) {
    int code = run(arguments);
    if (code != 0) {
      // Not by an exception: whoever runs this, such as Maven, would print its stack trace.
      System.exit(code);
    }
  }

  /** Measures and draws; returns the exit code. */
  static int run(String... arguments) {
    CommandLine command = new CommandLine(new Detection());
    command.setExecutionExceptionHandler(
        (e, line, parsed) -> {
          line.getErr().println("detection: " + e.getMessage());
          return e instanceof IllegalArgumentException ? 2 : 1;
        });
    return command.execute(
        Arrays.stream(arguments).filter(argument -> !argument.isEmpty()).toArray(String[]::new));
  }

  @Override
  public Integer call() throws IOException {
    if (Files.exists(output)) {
      throw new IllegalArgumentException("output (%s) must be new".formatted(output));
    }
    List<MadePrint> prints = new ArrayList<>();
    for (long seed : seeds) {
      prints.add(MadePrint.of(new SyntheticPrint("SYN", layers, Grid.parse(grid), tileSize, seed)));
    }
    Score.Trials trials = new Score.Trials(prints);
    Score usual = trials.score(Rules.DEFAULT);
    List<Score> sweep = new ArrayList<>();
    for (Rules rules : sweep()) {
      sweep.add(rules.equals(Rules.DEFAULT) ? usual : trials.score(rules));
    }
    Files.createDirectories(output);
    String print =
        String.format(
            Locale.ROOT,
            "seeds %s; %d layers of %s tiles of %d x %d points each",
            seeds,
            layers,
            grid,
            tileSize,
            tileSize);
    new DetectionFiles(output, print).write(usual, sweep);
    System.out.println("Report: " + output.toAbsolutePath());
    return 0;
  }

  /** Ascending by the threshold of points, so that the kernel looks at each tile once for each. */
  private static Set<Rules> sweep() {
    Set<Rules> all = new LinkedHashSet<>();
    Rules usual = Rules.DEFAULT;
    for (int outlierAbove : new int[] {4000, 5000, 6000, 7000, 8000, 10_000}) {
      for (int regionPoints : new int[] {usual.regionPoints(), 10}) {
        for (int minorHeight : new int[] {2, 3, 4}) {
          all.add(new Rules(outlierAbove, regionPoints, minorHeight, false));
        }
      }
      if (outlierAbove == usual.outlierAbove()) {
        all.add(new Rules(outlierAbove, 3, usual.minorHeight(), false));
        all.add(new Rules(outlierAbove, 20, usual.minorHeight(), false));
        all.add(new Rules(outlierAbove, usual.regionPoints(), usual.minorHeight(), true));
      }
    }
    return all;
  }
}
