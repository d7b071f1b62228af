package org.meltwatch.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.meltwatch.model.Image;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.files.TiffFile;
import org.meltwatch.prints.files.WatchSettings;
import org.meltwatch.prints.synthetic.SyntheticPrint;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes layers of the synthetic print into a folder, as a machine does; {@code --help}. */
@Command(
    name = "fill",
    abbreviateSynopsis = true,
    sortOptions = false,
    usageHelpWidth = 100,
    description = {"Writes a synthetic print into a folder, a file a layer, then a file END.", ""},
    footer = {"", "Exit codes: 0 written; 1 could not write; 2 wrong options."})
public final class FillFolder implements Callable<Integer> {

  @Option(names = "--folder", required = true, description = "New folder for the layers.")
  private Path folder = Path.of("");

  @Option(names = "--layers", defaultValue = "60", description = "Layers (${DEFAULT-VALUE}).")
  private int layers;

  @Option(
      names = "--plate",
      defaultValue = "2000",
      description = "Height and width of a layer in points (default: ${DEFAULT-VALUE}).")
  private int plate;

  @Option(names = "--seed", defaultValue = "2025", description = "What the print looks like.")
  private long seed;

  @Option(
      names = "--every",
      defaultValue = "1s",
      description = "A layer is whole that often, such as 500ms or 5s (default: ${DEFAULT-VALUE}).")
  private String every = "1s";

  @Option(
      names = "--different",
      description = "So many layers are drawn; from then on they come again, as links to them.")
  private int different;

  @Option(
      names = "--keep",
      description = "So many layers are kept; what was written before them is taken away.")
  private int keep;

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  @SuppressWarnings("unused") // picocli acts on it
  private boolean help;

  private FillFolder() {}

  /** Writes and exits. */
  public static void main(String[] arguments) {
    CommandLine command = new CommandLine(new FillFolder());
    command.setExecutionExceptionHandler(
        (e, line, parsed) -> {
          line.getErr().println("fill: " + e);
          return e instanceof IllegalArgumentException ? 2 : 1;
        });
    int code =
        command.execute(
            Arrays.stream(arguments)
                .filter(argument -> !argument.isEmpty())
                .toArray(String[]::new));
    if (code != 0) {
      System.exit(code);
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (Files.exists(folder.resolve(name(0)))) {
      throw new IllegalArgumentException("folder (%s) must hold no layers".formatted(folder));
    }
    Files.createDirectories(folder);
    long step = WatchSettings.duration("every", every).toNanos();
    SyntheticPrint print = new SyntheticPrint("SYN" + seed, layers, new Grid(1, 1), plate, seed);
    long begin = System.nanoTime();
    for (int layer = 0; layer < layers; layer++) {
      boolean isDrawn = different < 1 || layer < different;
      byte[] file = isDrawn ? file(print.tiles(layer)) : new byte[0];
      TimeUnit.NANOSECONDS.sleep(begin + layer * step - System.nanoTime());
      if (isDrawn) {
        Path unfinished = Files.write(folder.resolve("unfinished"), file);
        Files.move(unfinished, folder.resolve(name(layer)), StandardCopyOption.ATOMIC_MOVE);
      } else {
        Files.createLink(folder.resolve(name(layer)), folder.resolve(name(layer % different)));
      }
      if (keep > 0 && layer - keep >= different) {
        Files.deleteIfExists(folder.resolve(name(layer - keep)));
      }
    }
    Files.createFile(folder.resolve("END"));
    return 0;
  }

  private static byte[] file(List<Image> plate) {
    return TiffFile.encode(plate.get(0));
  }

  private static String name(int layer) {
    return String.format(Locale.ROOT, "layer_%05d.tif", layer);
  }
}
