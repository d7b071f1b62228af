package org.meltwatch.record.rows;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.Outlier;
import org.meltwatch.tracking.Box;
import org.meltwatch.tracking.Defect;
import org.meltwatch.tracking.DefectId;
import org.meltwatch.tracking.Family;
import org.meltwatch.tracking.LayerReport;
import org.meltwatch.tracking.Level;
import org.meltwatch.tracking.Peak;

/**
 * The defects of a print. There is a row of each for every layer that it has a region in, and one
 * more if another absorbs it; the last one counts.
 */
public final class DefectsAnswer extends Answer<DefectsAnswer.Grown> {

  public static final DefectsAnswer TYPE = new DefectsAnswer();

  private static final Comparator<Grown> ORDER =
      Comparator.comparing(Grown::printId).thenComparing(Grown::id).thenComparing(Grown::family);

  private DefectsAnswer() {
    super(
        "defects",
        Grown.class,
        List.of(
            "print_id",
            "id",
            "family",
            "first_layer",
            "last_layer",
            "layers",
            "regions",
            "points",
            "saturated",
            "edge",
            "peak",
            "peak_layer",
            "peak_x",
            "peak_y",
            "min_x",
            "min_y",
            "max_x",
            "max_y",
            "sum_layer",
            "sum_x",
            "sum_y",
            "level",
            "absorbed"));
  }

  /** A layer's rows, ready at {@code doneUs} microseconds since the epoch. */
  public static List<Grown> rows(LayerReport layer, long doneUs) {
    List<Grown> rows = new ArrayList<>();
    layer.changed().forEach(defect -> rows.add(row(layer, defect, false, doneUs)));
    layer.absorbed().forEach(defect -> rows.add(row(layer, defect, true, doneUs)));
    return rows;
  }

  private static Grown row(LayerReport layer, Defect defect, boolean gone, long doneUs) {
    return new Grown(
        layer.printId(),
        defect.id(),
        defect.family(),
        layer.layer(),
        gone,
        defect.layers().last(),
        defect.layers().size(),
        defect.regions(),
        defect.points(),
        defect.saturated(),
        defect.edge(),
        defect.peak(),
        defect.box(),
        defect.sumLayer(),
        defect.sumX(),
        defect.sumY(),
        defect.level(),
        defect.absorbed(),
        doneUs);
  }

  @Override
  public Comparator<? super Grown> order() {
    return ORDER;
  }

  /** The one that knows more layers, whenever it was written: an engine may write rows anew. */
  @Override
  public Grown latest(Grown one, Grown other) {
    return one.asOfLayer() > other.asOfLayer() ? one : other;
  }

  @Override
  public boolean isShown(Grown row) {
    return !row.gone();
  }

  @Override
  protected List<?> fields(Grown row) {
    List<Object> fields = new ArrayList<>();
    fields.addAll(
        Arrays.asList(
            row.printId(),
            row.id(),
            row.family().word(),
            row.id().layer(),
            row.lastLayer(),
            row.layers(),
            row.regions(),
            row.points(),
            row.saturated(),
            row.edge()));
    Peak peak = row.peak();
    if (peak == null) {
      fields.addAll(List.of("", "", "", ""));
    } else {
      DefectId at = peak.at();
      double deviation = peak.numerator() / (double) Outlier.DENOMINATOR;
      fields.addAll(List.of(deviation, at.layer(), at.x(), at.y()));
    }
    Box box = row.box();
    Level level = row.level();
    fields.addAll(
        Arrays.asList(
            box.minX(),
            box.minY(),
            box.maxX(),
            box.maxY(),
            row.sumLayer(),
            row.sumX(),
            row.sumY(),
            level == null ? "" : level,
            row.absorbed().stream().map(DefectId::toString).collect(Collectors.joining(" "))));
    return fields;
  }

  /**
   * A defect, so far as it has grown; see {@link Defect}.
   *
   * @param asOfLayer the layer that was closed
   * @param gone true if it became part of another defect in that layer
   */
  public record Grown(
      String printId,
      DefectId id,
      Family family,
      int asOfLayer,
      boolean gone,
      int lastLayer,
      int layers,
      long regions,
      long points,
      long saturated,
      long edge,
      @Nullable Peak peak,
      Box box,
      long sumLayer,
      long sumX,
      long sumY,
      @Nullable Level level,
      List<DefectId> absorbed,
      long doneUs)
      implements AnswerRow {

    public Grown {
      requireNonNull(printId, "print_id");
      requireNonNull(id, "id");
      requireNonNull(family, "family");
      requireNonNull(box, "box");
      absorbed = List.copyOf(requireNonNull(absorbed, "absorbed"));
    }

    @Override
    public DefectsAnswer type() {
      return TYPE;
    }
  }
}
