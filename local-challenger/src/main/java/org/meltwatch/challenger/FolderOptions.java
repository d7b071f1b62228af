package org.meltwatch.challenger;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.PrintFacts;
import org.meltwatch.prints.Print;
import org.meltwatch.prints.UnusablePrintException;
import org.meltwatch.prints.files.Crop;
import org.meltwatch.prints.files.FolderPrint;
import org.meltwatch.prints.files.FolderSettings;
import org.meltwatch.prints.files.GridWish;
import org.meltwatch.prints.files.WatchSettings;
import org.meltwatch.prints.files.WatchedPrint;
import org.meltwatch.prints.formats.Channel;
import org.meltwatch.prints.formats.ColourMap;
import org.meltwatch.prints.formats.Scale;
import org.meltwatch.prints.names.NamePattern;
import org.meltwatch.prints.sheet.PrintFile;
import picocli.CommandLine.Option;

/** The options of a print that is a folder of layer images. */
final class FolderOptions {

  private static final String SKIP = "skip";

  @Option(
      names = "--stack",
      paramLabel = "DIR",
      description =
          "Hand out the layer images in this folder instead: TIFF, PNG, JPEG or BMP; docs/files.md"
              + " tells what is read.")
  private @Nullable Path stack;

  @Option(
      names = "--watch",
      paramLabel = "DIR",
      description =
          "Hand out the layer images that come into this folder while a machine writes them; the"
              + " print is over when a file END is there, at --layers, or by --idleEnd.")
  private @Nullable Path watch;

  @Option(
      names = "--settle",
      defaultValue = "2s",
      paramLabel = "TIME",
      description =
          "How long a watched file's size and time stand still before it is whole (default"
              + " ${DEFAULT-VALUE}).")
  private String settle = "2s";

  @Option(
      names = "--layerGrace",
      defaultValue = "10s",
      paramLabel = "TIME",
      description =
          "How long a watched layer may be missing after a later one is whole (default"
              + " ${DEFAULT-VALUE}).")
  private String layerGrace = "10s";

  @Option(
      names = "--badAfter",
      defaultValue = "60s",
      paramLabel = "TIME",
      description =
          "How long a watched file that cannot be read stands still before it is a bad layer (default"
              + " ${DEFAULT-VALUE}).")
  private String badAfter = "60s";

  @Option(
      names = "--idleEnd",
      paramLabel = "TIME",
      description = "A watched print is over when nothing has come for that long.")
  private @Nullable String idleEnd;

  @Option(
      names = "--grid",
      defaultValue = "4x4",
      paramLabel = "RxC",
      description =
          "Rows and columns of tiles that --stack's images are cut into, or auto for equal tiles of"
              + " about 500 x 500 points (default ${DEFAULT-VALUE}).")
  private String grid = "4x4";

  @Option(
      names = "--layerName",
      defaultValue = "auto",
      paramLabel = "REGEX",
      description =
          "Where names of files hold the layer's number: auto (the one number that differs), eos, or"
              + " a regular expression with a group (?<layer>\\d+) and, if there are, z, print and"
              + " kind; (?<order>\\d+) if numbers only order the files (default ${DEFAULT-VALUE}).")
  private String layerName = "auto";

  @Option(
      names = "--kind",
      paramLabel = "NAME",
      description = "Which kind of image is taken where names tell several apart, such as Max.")
  private @Nullable String kind;

  @Option(
      names = "--recursive",
      arity = "0..1",
      fallbackValue = "true",
      description = "Look into sub-folders, too.")
  private boolean recursive;

  @Option(
      names = "--scale",
      defaultValue = "auto",
      paramLabel = "FROM..TO",
      description =
          "Which values of all images become 0 and 65535: auto (16 bits as they are, 8 bits times"
              + " 257), 4095 for 12-bit values, 0..1 or -32768..32767 (default ${DEFAULT-VALUE}).")
  private String scale = "auto";

  @Option(
      names = "--colourMap",
      paramLabel = "FILE",
      description =
          "What the colours of images mean: a text file of red, green and blue a line, the coldest"
              + " first; or order, for the order of an image's own map.")
  private @Nullable String colourMap;

  @Option(
      names = "--channel",
      paramLabel = "NAME",
      description =
          "Which channel of images is taken, whatever the others hold: grey, red, green or blue."
              + " Default: all colours of a point must be equal, and opaque.")
  private @Nullable String channel;

  @Option(
      names = "--crop",
      paramLabel = "X,Y,WxH",
      description =
          "Which part of the images is taken: points from the left, from the top, width and height.")
  private @Nullable String crop;

  @Option(
      names = "--onBadLayer",
      defaultValue = "fail",
      paramLabel = "fail|skip",
      description =
          "What becomes of a layer that cannot be read or is of another size: fail ends the print,"
              + " skip makes it a missing layer (default ${DEFAULT-VALUE}).")
  private String onBadLayer = "fail";

  @Option(
      names = "--printFile",
      paramLabel = "FILE",
      description =
          "What is known of the print, as JSON (default: print.json in the folder, if there is one);"
              + " each of its values has an option that goes first.")
  private @Nullable Path printFile;

  @Option(
      names = "--print",
      paramLabel = "NAME",
      description =
          "Name of the print (default: that in the print file, then the folder's, or SYN and the"
              + " seed); chooses one where names of files tell several prints apart.")
  private @Nullable String print;

  @Option(
      names = "--pixelSizeMm",
      paramLabel = "MM",
      description = "How wide and high a point is on the plate.")
  private @Nullable Double pixelSizeMm;

  @Option(names = "--layerThicknessMm", paramLabel = "MM", description = "How thick a layer is.")
  private @Nullable Double layerThicknessMm;

  @Option(
      names = "--flipY",
      arity = "0..1",
      fallbackValue = "true",
      description = "Images are mirrored top to bottom against the plate; only reported.")
  private @Nullable Boolean flipY;

  @Option(
      names = "--rot90",
      paramLabel = "N",
      description =
          "Quarter turns counter-clockwise from the images, once mirrored, to the plate; only"
              + " reported.")
  private @Nullable Integer rot90;

  @Option(names = "--material", paramLabel = "TEXT", description = "What is printed with.")
  private @Nullable String material;

  @Option(names = "--machine", paramLabel = "TEXT", description = "What is printed on.")
  private @Nullable String machine;

  boolean isGiven() {
    return stack != null || watch != null;
  }

  private Path folder() {
    if (stack != null && watch != null) {
      throw new IllegalArgumentException(
          "stack and watch cannot go together: one is of a whole print");
    }
    Path folder = stack == null ? watch : stack;
    if (folder == null) {
      throw new IllegalStateException("no folder is given");
    }
    return folder;
  }

  /** The name that was given, or null. */
  @Nullable String print() {
    return print;
  }

  /**
   * The print.
   *
   * @param layers with how many layers a watched print is over, or null
   * @throws UnusablePrintException if the folder is not clear, with the option that helps
   * @throws IllegalArgumentException if an option is malformed
   */
  Print open(@Nullable Integer layers) {
    Path folder = folder();
    return watch == null
        ? FolderPrint.open(folder, settings(folder))
        : WatchedPrint.of(folder, settings(folder), watchSettings(layers));
  }

  private WatchSettings watchSettings(@Nullable Integer layers) {
    if (layers != null && layers < 1) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "layers (%d) must be at least 1", layers));
    }
    return new WatchSettings(
        WatchSettings.duration("settle", settle),
        WatchSettings.duration("layerGrace", layerGrace),
        WatchSettings.duration("badAfter", badAfter),
        idleEnd == null ? null : WatchSettings.duration("idleEnd", idleEnd),
        layers);
  }

  private FolderSettings settings(Path folder) {
    if (!onBadLayer.equals(SKIP) && !onBadLayer.equals("fail")) {
      throw new IllegalArgumentException(
          "onBadLayer (%s) must be fail or skip".formatted(onBadLayer));
    }
    return new FolderSettings(
        names(),
        kind,
        recursive,
        Scale.parse(scale),
        colourMap == null ? null : ColourMap.of(colourMap),
        channel == null ? null : Channel.parse(channel.toLowerCase(Locale.ROOT)),
        crop == null ? null : Crop.parse(crop),
        GridWish.parse(grid),
        onBadLayer.equals(SKIP),
        facts(folder));
  }

  private @Nullable NamePattern names() {
    return switch (layerName) {
      case "auto" -> null;
      case "eos" -> NamePattern.EOS;
      default -> NamePattern.parse(layerName);
    };
  }

  /** The thresholds that the print file names; none if there is no folder. */
  Map<String, Integer> thresholds() {
    return isGiven() ? facts(folder()).thresholds() : Map.of();
  }

  /** What is known of the print; nothing if there is no folder. */
  PrintFacts facts() {
    return isGiven() ? facts(folder()) : PrintFacts.NONE;
  }

  private PrintFacts facts(Path folder) {
    PrintFacts known = PrintFacts.NONE;
    Path inFolder = folder.resolve(PrintFile.NAME);
    if (printFile != null) {
      known = PrintFile.read(printFile);
    } else if (Files.exists(inFolder)) {
      known = PrintFile.read(inFolder);
    }
    return new PrintFacts(
        print == null ? known.name() : print,
        pixelSizeMm == null ? known.pixelSizeMm() : pixelSizeMm,
        layerThicknessMm == null ? known.layerThicknessMm() : layerThicknessMm,
        flipY == null ? known.flipY() : flipY,
        rot90 == null ? known.rot90() : rot90,
        material == null ? known.material() : material,
        machine == null ? known.machine() : machine,
        known.thresholds());
  }
}
