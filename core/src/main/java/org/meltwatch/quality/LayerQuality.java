package org.meltwatch.quality;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
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
    Sums sums = new Sums(tiles);
    Found found = new Found(before);
    if (!sums.missing.isEmpty()) {
      found.add(Disturbance.MISSING, sums.missing.cardinality(), ranges(sums.missing));
    }
    if (sums.present > 0 && sums.isVoid) {
      found.add(Disturbance.VOID, sums.present, "");
    }
    if (!sums.repeated.isEmpty()) {
      found.add(Disturbance.REPEATED, sums.repeated.cardinality(), ranges(sums.repeated));
    }
    Profiles profiles = Profiles.of(plate, tiles);
    String shift = shift(profiles, before.profiles(), rules.maxShift());
    if (!shift.isEmpty()) {
      found.add(Disturbance.SHIFTED, sums.present, shift);
    }
    String scale = scale(sums, before.usualMean(), rules.maxScale());
    if (!scale.isEmpty()) {
      found.add(Disturbance.SCALED, sums.present, scale);
    }
    return new LayerQuality(found.disturbed, before.with(sums.mean(), found.ways, profiles));
  }

  /** How far the plate lies from the one below; empty if not too far, or if nobody can say. */
  private static String shift(Profiles profiles, Profiles below, int maxShift) {
    if (!below.isComparable(profiles)) {
      return "";
    }
    Shift down = Shift.of(profiles.rows(), below.rows());
    Shift right = Shift.of(profiles.columns(), below.columns());
    return down.isBeyond(maxShift) || right.isBeyond(maxShift)
        ? String.format(Locale.ROOT, "%d %d", down.likely(), right.likely())
        : "";
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

  /** How the layer is disturbed, so far. */
  private static final class Found {

    private final RecentLayers before;
    private final List<Disturbed> disturbed = new ArrayList<>();
    private final EnumSet<Disturbance> ways = EnumSet.noneOf(Disturbance.class);

    Found(RecentLayers before) {
      this.before = before;
    }

    void add(Disturbance way, int tiles, String detail) {
      ways.add(way);
      disturbed.add(new Disturbed(way, tiles, detail, !before.disturbed().contains(way)));
    }
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
