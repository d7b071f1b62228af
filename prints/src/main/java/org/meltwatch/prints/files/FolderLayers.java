package org.meltwatch.prints.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meltwatch.prints.UnusablePrintException;
import org.meltwatch.prints.formats.LayerFile;
import org.meltwatch.prints.names.AutoNames;
import org.meltwatch.prints.names.NamePattern;
import org.meltwatch.ranges.IdRange;
import org.meltwatch.ranges.Ranges;

/**
 * The layers of a folder in order; null where a number is missing.
 *
 * @param first the number of the first layer
 * @param places where each layer is, from the first on
 * @param print the print's name by the files' names, or null
 * @param ignored how many files are none of its layers
 */
record FolderLayers(
    long first, List<@Nullable LayerPlace> places, @Nullable String print, int ignored) {

  private static final long MOST_LAYERS = 1_000_000;

  /** Fewer files than that say nothing about how their numbers go on. */
  private static final int FEW = 3;

  FolderLayers {
    places = Collections.unmodifiableList(new ArrayList<>(places));
  }

  /**
   * Lists a folder.
   *
   * @throws UnusablePrintException with the option that would help, if it is not clear which layers
   *     it holds
   */
  static FolderLayers list(Path folder, FolderSettings settings) {
    FolderFiles files = FolderFiles.list(folder, settings.recursive());
    files.requireImages();
    NamePattern pattern = settings.names();
    FolderNames names =
        FolderNames.read(
            folder,
            files.images(),
            pattern == null ? found(folder, files.images()) : pattern,
            settings);
    int perFile = layersIn(names.files().values(), settings.skipBad());
    List<@Nullable LayerPlace> places =
        perFile > 1
            ? pages(folder, names)
            : names.counts() ? numbered(folder, names, pattern == null) : ordered(names);
    return new FolderLayers(
        perFile > 1 || !names.counts() ? 0 : names.files().firstKey(),
        places,
        names.print(),
        files.others() + names.unfit());
  }

  private static NamePattern found(Path folder, Map<String, Path> images) {
    try {
      return AutoNames.find(images.keySet());
    } catch (IllegalArgumentException e) {
      throw new UnusablePrintException("folder %s: %s".formatted(folder, e.getMessage()), e);
    }
  }

  /** How many layers the first file holds that can be read. */
  private static int layersIn(Iterable<Path> files, boolean skipBad) {
    UnusablePrintException problem = null;
    for (Path file : files) {
      try (LayerFile opened = LayerFile.open(file)) {
        return opened.layers();
      } catch (IOException e) {
        problem = problem == null ? LayerReader.unusable(file, e) : problem;
        if (!skipBad) {
          break;
        }
      }
    }
    throw problem == null ? new IllegalArgumentException("no files") : problem;
  }

  private static List<@Nullable LayerPlace> numbered(
      Path folder, FolderNames names, boolean found) {
    long first = names.files().firstKey();
    long count = names.files().lastKey() - first + 1;
    int there = names.files().size();
    boolean sparse = there >= FEW && count - there >= there - 1;
    if (count > MOST_LAYERS || (found && sparse)) {
      throw new UnusablePrintException(
          String.format(
              Locale.ROOT,
              "folder %s: numbers go from %d (%s) to %d (%s), but only %d are there: where they only"
                  + " order the files, --layerName='...(?<order>\\d+)...' says so; where the others"
                  + " are missing layers, --layerName='...(?<layer>\\d+)...' (at most %d layers)",
              folder,
              first,
              names.files().firstEntry().getValue().getFileName(),
              names.files().lastKey(),
              names.files().lastEntry().getValue().getFileName(),
              there,
              MOST_LAYERS));
    }
    List<@Nullable LayerPlace> places = new ArrayList<>();
    for (long number = first; number < first + count; number++) {
      Path file = names.files().get(number);
      places.add(file == null ? null : new LayerPlace(number, file, 0, names.nameOf(file).zMm()));
    }
    return places;
  }

  private static List<@Nullable LayerPlace> ordered(FolderNames names) {
    List<@Nullable LayerPlace> places = new ArrayList<>();
    names
        .files()
        .values()
        .forEach(
            file -> places.add(new LayerPlace(places.size(), file, 0, names.nameOf(file).zMm())));
    return places;
  }

  /** All pages of all files, one after the other. */
  private static List<@Nullable LayerPlace> pages(Path folder, FolderNames names) {
    long span = names.files().lastKey() - names.files().firstKey() + 1;
    if (names.counts() && span != names.files().size()) {
      throw new UnusablePrintException(
          "folder %s: a number is missing between stacks of several layers, and nobody knows how many"
                  .formatted(folder)
              + " layers that are; --layerName='...(?<order>\\d+)...' takes those that are there");
    }
    List<@Nullable LayerPlace> places = new ArrayList<>();
    for (Path file : names.files().values()) {
      try (LayerFile opened = LayerFile.open(file)) {
        for (int page = 0; page < opened.layers(); page++) {
          places.add(new LayerPlace(places.size(), file, page, null));
        }
      } catch (IOException e) {
        throw LayerReader.unusable(file, e);
      }
    }
    return places;
  }

  /** The numbers between first and last that no file has. */
  List<IdRange> missing() {
    Ranges missing = new Ranges();
    for (int layer = 0; layer < places.size(); layer++) {
      if (places.get(layer) == null) {
        missing.add(first + layer);
      }
    }
    return missing.list();
  }
}
