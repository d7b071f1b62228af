package org.meltwatch.dashboard.runs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meltwatch.record.pictures.Entry;

/** Where the pictures of a print are, and what they come to: a few numbers for each tile. */
public final class KeptPictures {

  /** A place in a pack file. */
  public record Place(Path file, long offset) {}

  /** One tile of the plate, by layer. */
  private static final class Column {
    private long[] images = new long[0];
    private long[] points = new long[0];
    private float[] means = new float[0];
    private float[] voids = new float[0];
    private int[] outliers = new int[0];
    private long[] saturated = new long[0];

    void reach(int layer) {
      int before = images.length;
      if (layer < before) {
        return;
      }
      int length = Math.max(layer + 1, Math.max(64, before + before / 2));
      images = Arrays.copyOf(images, length);
      points = Arrays.copyOf(points, length);
      means = Arrays.copyOf(means, length);
      voids = Arrays.copyOf(voids, length);
      outliers = Arrays.copyOf(outliers, length);
      saturated = Arrays.copyOf(saturated, length);
      Arrays.fill(images, before, length, NOTHING);
      Arrays.fill(points, before, length, NOTHING);
      Arrays.fill(saturated, before, length, NOTHING);
      Arrays.fill(outliers, before, length, (int) NOTHING);
    }
  }

  private static final long NOTHING = -1;
  private static final int OFFSET_BITS = 44;

  private final List<Path> files = new ArrayList<>();
  private final Map<Path, Integer> numbers = new HashMap<>();
  private final Map<Integer, Column> columns = new HashMap<>();
  private int height;
  private int width;
  private boolean full;
  private boolean any;
  private boolean cut;

  /** Takes an entry of a tile that is kept; the first one of a tile counts. */
  void add(Entry entry) {
    if (entry.kind() == Entry.Kind.CUT) {
      cut = true;
      return;
    }
    int layer = entry.tile().layer();
    Column column = columns.computeIfAbsent(entry.tile().key().tileId(), tile -> new Column());
    column.reach(layer);
    if (entry.kind() == Entry.Kind.OUTLIERS) {
      if (column.points[layer] == NOTHING) {
        column.points[layer] = place(entry);
        column.outliers[layer] = entry.found();
      }
    } else if (entry.kind() == Entry.Kind.SATURATED) {
      if (column.saturated[layer] == NOTHING) {
        column.saturated[layer] = place(entry);
      }
    } else if (column.images[layer] == NOTHING) {
      column.images[layer] = place(entry);
      column.means[layer] = entry.mean();
      column.voids[layer] = entry.voidShare();
      if (!any) {
        height = entry.height();
        width = entry.width();
      }
      any = true;
      full |= entry.kind() == Entry.Kind.FULL;
    }
  }

  private long place(Entry entry) {
    int number =
        numbers.computeIfAbsent(
            entry.file(),
            file -> {
              files.add(file);
              return files.size() - 1;
            });
    return (long) number << OFFSET_BITS | entry.offset();
  }

  /** Where the image of a tile is; null if none is kept. */
  public @Nullable Place image(int tile, int layer) {
    Column column = columns.get(tile);
    return column == null || layer >= column.images.length ? null : place(column.images[layer]);
  }

  /** Where the outliers of a tile are; null if none are kept. */
  public @Nullable Place points(int tile, int layer) {
    Column column = columns.get(tile);
    return column == null || layer >= column.points.length ? null : place(column.points[layer]);
  }

  /** Where the saturated points of a tile are; null if none are kept. */
  public @Nullable Place saturated(int tile, int layer) {
    Column column = columns.get(tile);
    return column == null || layer >= column.saturated.length
        ? null
        : place(column.saturated[layer]);
  }

  /** How many outliers a tile has; -1 if nobody knows. */
  public int outliers(int tile, int layer) {
    Column column = columns.get(tile);
    return column == null || layer >= column.outliers.length ? -1 : column.outliers[layer];
  }

  /** The mean of a tile; NaN if nobody knows. */
  public float mean(int tile, int layer) {
    return image(tile, layer) == null ? Float.NaN : columns.get(tile).means[layer];
  }

  /** The share of a tile's points that are void; NaN if nobody knows. */
  public float voidShare(int tile, int layer) {
    return image(tile, layer) == null ? Float.NaN : columns.get(tile).voids[layer];
  }

  private @Nullable Place place(long packed) {
    return packed == NOTHING
        ? null
        : new Place(files.get((int) (packed >>> OFFSET_BITS)), packed & ((1L << OFFSET_BITS) - 1));
  }

  /** Rows of a tile; 0 if no picture says so. */
  public int height() {
    return height;
  }

  /** Columns of a tile; 0 if no picture says so. */
  public int width() {
    return width;
  }

  /** The word for what is kept. */
  public String word() {
    return !any ? "none" : full ? "full" : "preview";
  }

  /** True if all points of tiles are kept. */
  public boolean isFull() {
    return full;
  }

  /** True if there was no room for all pictures. */
  public boolean isCut() {
    return cut;
  }
}
