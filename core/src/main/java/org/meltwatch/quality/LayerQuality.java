package org.meltwatch.quality;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.Plate;

/**
 * The image quality of a closed layer. All arithmetic is on integers.
 *
 * @param disturbed how it is disturbed, in the order of {@link Disturbance}
 * @param recent what the next layer is to be compared with
 */
public record LayerQuality(List<Disturbed> disturbed, RecentLayers recent) {

  /** How many points of a sample must be solid for their mean to say something. */
  private static final int FEWEST_SOLID = 64;

  /** A layer is scaled of whose solid points one in so many is saturated. */
  private static final int SATURATED_SHARE = 4;

  /** How many ranges of tiles are named. */
  private static final int MOST_RANGES = 20;

  private static final int PERCENT = 100;

  public LayerQuality {
    disturbed = List.copyOf(disturbed);
  }

  /**
   * Looks at a layer.
   *
   * @param tiles by number: the sketches of those that are present, null for the others
   * @param before the layers closed before
   */
  public static LayerQuality of(
      Plate plate, @Nullable TileSketch[] tiles, RecentLayers before, QualityRules rules) {
    Map<Disturbance, String> details = new EnumMap<>(Disturbance.class);
    Map<Disturbance, Integer> counts = new EnumMap<>(Disturbance.class);
    Sums sums = new Sums(tiles);
    if (!sums.missing.isEmpty()) {
      details.put(Disturbance.MISSING, ranges(sums.missing));
      counts.put(Disturbance.MISSING, sums.missing.cardinality());
    }
    if (sums.present > 0 && sums.isVoid) {
      details.put(Disturbance.VOID, "");
    }
    if (!sums.repeated.isEmpty()) {
      details.put(Disturbance.REPEATED, ranges(sums.repeated));
      counts.put(Disturbance.REPEATED, sums.repeated.cardinality());
    }
    Profiles profiles = Profiles.of(plate, tiles);
    Profiles below = before.profiles().isComparable(profiles) ? before.profiles() : profiles;
    Shift down = Shift.of(profiles.rows(), below.rows());
    Shift right = Shift.of(profiles.columns(), below.columns());
    if (down.isBeyond(rules.maxShift()) || right.isBeyond(rules.maxShift())) {
      details.put(
          Disturbance.SHIFTED, String.format(Locale.ROOT, "%d %d", down.likely(), right.likely()));
    }
    String scale = scale(sums, before.usualMean(), rules.maxScale());
    if (!scale.isEmpty()) {
      details.put(Disturbance.SCALED, scale);
    }
    List<Disturbed> disturbed = new ArrayList<>();
    details.forEach(
        (way, detail) ->
            disturbed.add(
                new Disturbed(
                    way,
                    counts.getOrDefault(way, sums.present),
                    detail,
                    !before.disturbed().contains(way))));
    EnumSet<Disturbance> ways = EnumSet.noneOf(Disturbance.class);
    ways.addAll(details.keySet());
    return new LayerQuality(disturbed, before.with(sums.mean(), ways, profiles));
  }

  /** How the layer's scale is wrong; empty if it is not. */
  private static String scale(Sums sums, long usual, int maxScale) {
    if (sums.solid < FEWEST_SOLID) {
      return "";
    }
    if (sums.saturated * SATURATED_SHARE > sums.solid) {
      return String.format(Locale.ROOT, "saturated %d %%", sums.saturated * PERCENT / sums.solid);
    }
    long mean = sums.mean();
    boolean isScaled =
        usual > 0 && (mean * PERCENT > usual * maxScale || mean * maxScale < usual * PERCENT);
    return isScaled ? String.format(Locale.ROOT, "mean %d %%", mean * PERCENT / usual) : "";
  }

  private static String ranges(BitSet numbers) {
    StringBuilder text = new StringBuilder();
    int from = numbers.nextSetBit(0);
    for (int range = 0; from >= 0; range++) {
      if (range == MOST_RANGES) {
        return text.append(" ...").toString();
      }
      int end = numbers.nextClearBit(from);
      text.append(text.isEmpty() ? "" : " ").append(from);
      if (end - from > 1) {
        text.append('-').append(end - 1);
      }
      from = numbers.nextSetBit(end);
    }
    return text.toString();
  }

  /** What the tiles come to together. */
  private static final class Sums {

    private final BitSet missing = new BitSet();
    private final BitSet repeated = new BitSet();
    private int present;
    private boolean isVoid = true;
    private long solid;
    private long saturated;
    private long sum;

    Sums(@Nullable TileSketch[] tiles) {
      for (int tile = 0; tile < tiles.length; tile++) {
        TileSketch sketch = tiles[tile];
        if (sketch == null) {
          missing.set(tile);
        } else {
          add(tile, sketch);
        }
      }
    }

    private void add(int tile, TileSketch sketch) {
      present++;
      isVoid &= sketch.isVoid();
      repeated.set(tile, sketch.isRepeated());
      solid += sketch.solid();
      saturated += sketch.saturated();
      sum += sketch.sum();
    }

    /** In hundredths; 0 if too few points are solid. */
    long mean() {
      return solid < FEWEST_SOLID ? 0 : sum * PERCENT / solid;
    }
  }
}
