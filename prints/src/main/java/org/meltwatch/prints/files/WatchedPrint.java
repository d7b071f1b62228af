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

/**
 * A print whose layers come into a folder while it is printed. Layers are known one after the
 * other, see {@link Listener}; one that is known can be read as often as wanted.
 */
public final class WatchedPrint implements Print, AutoCloseable {

  /** Is told of layers in their order, by one thread. */
  public interface Listener {

    /** False if no layer is to come just now; it is asked again soon. */
    boolean hasRoom();

    /**
     * The next layer.
     *
     * @param tiles its tiles; none if it is missing
     * @param wholeSince since when, by {@link System#nanoTime}, its file has been whole
     */
    void layer(int layer, List<Image> tiles, long wholeSince) throws InterruptedException;

    /** No further layer will come. */
    void ended();

    /** The print cannot go on. */
    void failed(UnusablePrintException reason);
  }

  private static final long STOP_MILLIS = 1000;

  private final String id;
  private final Path folder;
  private final FolderSettings settings;
  private final WatchSettings watch;
  private final LayerReader reader;
  private final PrintAccount account = new PrintAccount();
  private final FirstLook look = new FirstLook();
  private final List<@Nullable LayerPlace> places = new ArrayList<>();
  private @Nullable Plate plate;
  private @Nullable Path firstFile;
  private long firstNumber;
  private @Nullable Thread thread;

  private WatchedPrint(Path folder, FolderSettings settings, WatchSettings watch) {
    this.id = FolderPrint.id(settings.facts().name(), folder);
    this.folder = folder;
    this.settings = settings;
    this.watch = watch;
    this.reader = new LayerReader(settings);
  }

  /**
   * A print in a folder that may still be empty.
   *
   * @throws UnusablePrintException if there is no such folder
   */
  public static WatchedPrint of(Path folder, FolderSettings settings, WatchSettings watch) {
    if (!Files.isDirectory(folder)) {
      throw new UnusablePrintException("watch (%s) must be a folder".formatted(folder));
    }
    return new WatchedPrint(folder, settings, watch);
  }

  /** Begins to watch, on a thread of its own. */
  public void start(Listener listener) {
    FolderWatch task = new FolderWatch(this, folder, settings, watch, account, listener);
    Thread watching = new Thread(task, "print-watch");
    watching.setDaemon(true);
    thread = watching;
    watching.start();
  }

  /** Stops to watch. */
  @Override
  public void close() {
    Thread watching = thread;
    if (watching != null) {
      watching.interrupt();
      try {
        watching.join(STOP_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Reads a layer that may come next.
   *
   * @throws IOException if it cannot be read; it does not name the file
   */
  Image read(LayerPlace place) throws IOException {
    return reader.read(place, 1);
  }

  /**
   * Takes the layer that comes next.
   *
   * @throws IOException if it is of another size; it does not name the file
   */
  List<Image> take(LayerPlace place, Image image) throws IOException {
    Plate known = plate();
    if (known == null) {
      known = Plate.of(image, settings.grid(), place.file());
    } else if (!known.fits(image)) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "all layers must be of one size: it is %d x %d points, %s is %d x %d",
              image.height(),
              image.width(),
              firstFile,
              known.height(),
              known.width()));
    }
    add(place, known);
    if (!look.isOver()) {
      look.add(image);
      if (look.isOver()) {
        look.warnings().forEach(account::warn);
      }
    }
    return known.tiles(image);
  }

  /** No layer comes any more: what is strange about a print of few layers is said now. */
  void conclude() {
    if (!look.isOver()) {
      look.warnings().forEach(account::warn);
    }
  }

  private synchronized void add(LayerPlace place, Plate known) {
    if (plate == null) {
      plate = known;
      firstFile = place.file();
    }
    if (places.isEmpty()) {
      firstNumber = place.number();
    }
    places.add(place);
  }

  /** The next layer is missing. */
  synchronized void addMissing(long number) {
    if (places.isEmpty()) {
      firstNumber = number;
    }
    places.add(null);
  }

  private synchronized @Nullable Plate plate() {
    return plate;
  }

  @Override
  public String id() {
    return id;
  }

  /** How many are known so far. */
  @Override
  public synchronized int layers() {
    return places.size();
  }

  /** One tile, if nothing is known of it before the first layer is there. */
  @Override
  public Grid grid() {
    Plate known = plate();
    Grid fixed = settings.grid().fixed();
    return known != null ? known.grid() : fixed != null ? fixed : new Grid(1, 1);
  }

  private synchronized @Nullable LayerPlace place(int layer) {
    return places.get(layer);
  }

  @Override
  public boolean isMissing(int layer) {
    return place(layer) == null;
  }

  @Override
  public List<Image> tiles(int layer) {
    LayerPlace place = place(layer);
    if (place == null) {
      return List.of();
    }
    try {
      return Objects.requireNonNull(plate(), "plate").tiles(reader.read(place, 1));
    } catch (IOException e) {
      throw LayerReader.unusable(place.file(), e);
    }
  }

  @Override
  public PrintFacts facts() {
    return settings.facts();
  }

  @Override
  public Map<String, Object> account() {
    Map<String, Object> wire = new LinkedHashMap<>();
    synchronized (this) {
      wire.put("first_number", firstNumber);
    }
    wire.putAll(account.toWire());
    return wire;
  }
}
