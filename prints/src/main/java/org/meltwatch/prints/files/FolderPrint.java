package org.meltwatch.prints.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.Image;
import org.meltwatch.model.PrintFacts;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.Print;
import org.meltwatch.prints.UnusablePrintException;
import org.meltwatch.ranges.IdRange;

/**
 * A folder of layer images, cut into tiles. All layers are of one size. None is kept in memory: a
 * layer is read whenever its tiles are asked for.
 */
public final class FolderPrint implements Print {

  private final String id;
  private final FolderLayers layers;
  private final FolderSettings settings;
  private final LayerReader reader;
  private final int pages;
  private final Path firstFile;
  private final Plate plate;
  private final PrintAccount account = new PrintAccount();

  private FolderPrint(Path folder, FolderLayers layers, FolderSettings settings) {
    this.layers = layers;
    this.settings = settings;
    this.id = id(settings.facts().name(), folder);
    this.reader = new LayerReader(settings);
    this.pages =
        layers.places().stream().anyMatch(place -> place != null && place.page() > 0) ? 0 : 1;
    account.ignored(layers.ignored());
    for (IdRange range : layers.missing()) {
      account.missing(range.first(), range.last());
    }
    requireWhole();
    LayerPlace first = null;
    Plate found = null;
    FirstLook look = new FirstLook();
    UnusablePrintException problem = null;
    for (LayerPlace place : layers.places()) {
      if (place == null || look.isOver()) {
        continue;
      }
      try {
        Image image = reader.read(place, pages);
        if (found == null) {
          found = Plate.of(image, settings.grid(), place.file());
          first = place;
        }
        look.add(image);
      } catch (IOException e) {
        problem = problem == null ? LayerReader.unusable(place.file(), e) : problem;
        if (found == null && !settings.skipBad()) {
          throw problem;
        }
        if (found != null) {
          break;
        }
      }
    }
    if (found == null || first == null) {
      throw Objects.requireNonNull(problem, "problem");
    }
    this.plate = found;
    this.firstFile = first.file();
    look.warnings().forEach(account::warn);
    lookAtPages();
  }

  /**
   * Opens a folder and looks at its first layers.
   *
   * @throws UnusablePrintException naming file, rule and the option that would help, if it is not
   *     clear which layers it holds, or how they are to be read
   */
  public static FolderPrint open(Path folder, FolderSettings settings) {
    return new FolderPrint(folder, FolderLayers.list(folder, settings), settings);
  }

  static String id(@Nullable String name, Path folder) {
    Path last = folder.toAbsolutePath().normalize().getFileName();
    return name != null ? name : last == null ? "print" : last.toString();
  }

  /** A file without a byte is known to be bad before anything starts. */
  private void requireWhole() {
    for (LayerPlace place : layers.places()) {
      if (place != null && !settings.skipBad() && isEmpty(place)) {
        throw bad(place, "it is empty");
      }
    }
  }

  private static boolean isEmpty(LayerPlace place) {
    try {
      return Files.size(place.file()) == 0;
    } catch (IOException e) {
      throw bad(place, LayerReader.reason(e));
    }
  }

  /** Pages may be something else than layers: nobody knows but who wrote them. */
  private void lookAtPages() {
    long files =
        layers.places().stream().filter(Objects::nonNull).map(LayerPlace::file).distinct().count();
    if (files > 1 && layers.places().stream().anyMatch(FolderPrint::isFurtherPage)) {
      account.warn(
          String.format(
              Locale.ROOT,
              "%d files hold several images each, which are taken for layers one after the other:"
                  + " %d layers",
              files,
              layers.places().size()));
    }
  }

  private static boolean isFurtherPage(@Nullable LayerPlace place) {
    return place != null && place.page() > 0;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public int layers() {
    return layers.places().size();
  }

  @Override
  public Grid grid() {
    return plate.grid();
  }

  @Override
  public boolean isMissing(int layer) {
    return layers.places().get(layer) == null;
  }

  @Override
  public List<Image> tiles(int layer) {
    LayerPlace place = layers.places().get(layer);
    if (place == null) {
      return List.of();
    }
    String reason;
    try {
      Image image = reader.read(place, pages);
      if (plate.fits(image)) {
        return plate.tiles(image);
      }
      reason =
          String.format(
              Locale.ROOT,
              "all layers must be of one size: it is %d x %d points, %s is %d x %d",
              image.height(),
              image.width(),
              firstFile,
              plate.height(),
              plate.width());
    } catch (IOException e) {
      reason = LayerReader.reason(e);
    }
    if (!settings.skipBad()) {
      throw bad(place, reason);
    }
    account.bad(place, reason);
    return List.of();
  }

  private static UnusablePrintException bad(LayerPlace place, String reason) {
    return new UnusablePrintException(
        "%s: %s; --onBadLayer=skip makes it a missing layer".formatted(place.file(), reason));
  }

  @Override
  public PrintFacts facts() {
    return settings.facts();
  }

  @Override
  public Map<String, Object> account() {
    Map<String, Object> wire = new LinkedHashMap<>();
    wire.put("first_number", layers.first());
    heights(wire);
    wire.putAll(account.toWire());
    return wire;
  }

  private void heights(Map<String, Object> wire) {
    List<LayerPlace> high = new ArrayList<>();
    for (LayerPlace place : layers.places()) {
      if (place != null && place.zMm() != null) {
        high.add(place);
      }
    }
    if (!high.isEmpty()) {
      wire.put("first_z_mm", high.get(0).zMm());
      wire.put("last_z_mm", high.get(high.size() - 1).zMm());
    }
  }
}
