package org.meltwatch.measure.results;

import java.util.List;
import java.util.Locale;

/** What is changed while all else stays as it is. */
public enum Axis {
  CORES("cores", false),
  LANES("lanes", true),
  TILE_SIZE("points along a tile's side", true),
  TILE_KEYS("tile keys", true),
  OUTLIERS("outliers in clusters per tile", true);

  /** Points of a layer, and of a whole print, whatever its tiles: as much work for each value. */
  private static final int LAYER_POINTS = 16 * 500 * 500;

  private static final int LEAST_LAYERS = 12;
  private static final int MOST_TILES = 6400;

  private final String label;
  private final boolean logarithmic;

  Axis(String label, boolean logarithmic) {
    this.label = label;
    this.logarithmic = logarithmic;
  }

  /** The axis whose name is written in lower case and with hyphens. */
  public static Axis named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  public String fileName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public String label() {
    return label;
  }

  public boolean isLogarithmic() {
    return logarithmic;
  }

  /** The values that are measured. */
  public List<Integer> steps() {
    return switch (this) {
      case CORES -> List.of(1, 2);
      case LANES -> List.of(1, 2, 4, 8);
      case TILE_SIZE -> List.of(100, 200, 500, 1000, 2000);
      case TILE_KEYS -> List.of(1, 4, 16, 64);
      case OUTLIERS -> List.of(12_000, 6000, 3000, 1500, 750);
    };
  }

  /** The local challenger's options, for prints of about {@code layers} layers of 16 tiles. */
  public List<String> print(int value, int layers) {
    int side = this == TILE_KEYS ? (int) Math.round(Math.sqrt(value)) : this == TILE_SIZE ? 2 : 4;
    int size = this == TILE_SIZE ? value : 500;
    long points = (long) side * side * size * size;
    long fitting = Math.max(LEAST_LAYERS, (long) layers * LAYER_POINTS / points);
    return List.of(
        String.format(Locale.ROOT, "--tiles=%dx%d", side, side),
        "--tileSize=" + size,
        "--layers=" + Math.min(fitting, MOST_TILES / (side * side)));
  }

  /** The run's options. */
  public List<String> run(int value) {
    return switch (this) {
      case LANES -> List.of("--lanes=" + value);
      case OUTLIERS -> List.of("--outlierAbove=" + value);
      default -> List.of();
    };
  }

  /** What the run is measured under. */
  public Condition condition(int value) {
    return this == CORES ? Condition.onCores(value) : Condition.fullSpeed(Condition.BUFFER);
  }
}
