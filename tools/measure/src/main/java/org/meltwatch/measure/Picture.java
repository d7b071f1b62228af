package org.meltwatch.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.meltwatch.measure.detection.DefectPoint;
import org.meltwatch.measure.report.DefectPicture;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Image;
import org.meltwatch.model.Plate;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.Print;
import org.meltwatch.prints.files.FolderPrint;
import org.meltwatch.prints.files.FolderSettings;
import org.meltwatch.tracking.TrackingRules;
import org.meltwatch.tracking.TrackingSettings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Draws the defects of a folder of layer images; {@code --help} says how. */
@Command(
    name = "picture",
    abbreviateSynopsis = true,
    sortOptions = false,
    usageHelpWidth = 100,
    description = {"Draws the defects of a print, all of whose layers are there.", ""},
    footer = {"", "Exit codes: 0 drawn; 1 failed; 2 wrong options."})
public final class Picture implements Callable<Integer> {

  @Option(names = "--stack", required = true, description = "The folder of layer images.")
  private Path stack = Path.of("");

  @Option(names = "--grid", defaultValue = "1x1", description = "How the plate is cut.")
  private String grid = "";

  @Option(names = "--title", defaultValue = "", description = "What is written above.")
  private String title = "";

  @Option(names = "--output", required = true, description = "The PNG file.")
  private Path output = Path.of("");

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  @SuppressWarnings("unused") // picocli acts on it
  private boolean help;

  private Picture() {}

  /** Draws and exits. */
  public static void main(String[] arguments) {
    CommandLine command = new CommandLine(new Picture());
    command.setExecutionExceptionHandler(
        (e, line, parsed) -> {
          line.getErr().println("picture: " + e.getMessage());
          return e instanceof IllegalArgumentException ? 2 : 1;
        });
    int code =
        command.execute(
            Arrays.stream(arguments)
                .filter(argument -> !argument.isEmpty())
                .toArray(String[]::new));
    if (code != 0) {
      // Not by an exception: whoever runs this, such as Maven, would print its stack trace.
      System.exit(code);
    }
  }

  @Override
  public Integer call() throws IOException {
    Print print = FolderPrint.open(stack, FolderSettings.of(Grid.parse(grid)));
    List<List<Image>> layers = new ArrayList<>();
    for (int layer = 0; layer < print.layers(); layer++) {
      List<Image> tiles = print.tiles(layer);
      if (tiles.isEmpty()) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "layer %d of %s must be there", layer, stack));
      }
      layers.add(tiles);
    }
    Plate plate = new Plate(print.grid().rows(), print.grid().columns());
    TrackingSettings settings =
        new TrackingSettings(
            plate, TrackingRules.DEFAULT, DefectRules.DEFAULT, TrackingSettings.MAX_OPEN_LAYERS);
    Image tile = layers.get(0).get(0);
    List<DefectPoint> points = DefectPoint.of(layers, settings);
    new DefectPicture(plate.rows() * tile.height(), plate.columns() * tile.width(), layers.size())
        .write(output, title, points);
    System.out.printf(Locale.ROOT, "%d points: %s%n", points.size(), output.toAbsolutePath());
    return 0;
  }
}
