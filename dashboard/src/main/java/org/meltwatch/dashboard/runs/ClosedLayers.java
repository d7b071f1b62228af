package org.meltwatch.dashboard.runs;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meltwatch.record.rows.LayersAnswer;
import org.meltwatch.tracking.Level;

/** What the tracking says of each layer that is closed. */
public final class ClosedLayers {

  private static final int COLUMNS = 7;
  private static final List<Level> LEVELS = List.of(Level.values());

  private long[] values = new long[0];
  private byte[] levels = new byte[0];
  private int closed;

  /** True if a layer is closed. */
  public boolean has(int layer) {
    return layer < levels.length && levels[layer] != 0;
  }

  /** How many layers are closed. */
  public int count() {
    return closed;
  }

  /** The highest level that was given in a layer, or null. */
  public @Nullable Level level(int layer) {
    return has(layer) && levels[layer] > 1 ? LEVELS.get(levels[layer] - 2) : null;
  }

  /** How many of its tiles are present. */
  public long present(int layer) {
    return values[layer * COLUMNS];
  }

  /** How many of its points are observed. */
  public long observed(int layer) {
    return values[layer * COLUMNS + 1];
  }

  /** How many of them are saturated. */
  public long saturated(int layer) {
    return values[layer * COLUMNS + 2];
  }

  /** How many are hot. */
  public long hot(int layer) {
    return values[layer * COLUMNS + 3];
  }

  /** How many are cold. */
  public long cold(int layer) {
    return values[layer * COLUMNS + 4];
  }

  /** How many regions there are. */
  public long regions(int layer) {
    return values[layer * COLUMNS + 5];
  }

  /** How many defects have a region in it. */
  public long active(int layer) {
    return values[layer * COLUMNS + 6];
  }

  /** False if the layer was closed before. */
  boolean add(LayersAnswer.Layer row) {
    int layer = row.layer();
    if (has(layer)) {
      return false;
    }
    if (layer >= levels.length) {
      int length = Math.max(layer + 1, Math.max(64, levels.length + levels.length / 2));
      levels = Arrays.copyOf(levels, length);
      values = Arrays.copyOf(values, length * COLUMNS);
    }
    Level level = row.level();
    levels[layer] = (byte) (level == null ? 1 : LEVELS.indexOf(level) + 2);
    long[] said = {
      row.present(),
      row.observed(),
      row.saturated(),
      row.hot(),
      row.cold(),
      row.regions(),
      row.active()
    };
    System.arraycopy(said, 0, values, layer * COLUMNS, COLUMNS);
    closed++;
    return true;
  }
}
