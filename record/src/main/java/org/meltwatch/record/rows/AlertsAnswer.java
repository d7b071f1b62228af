package org.meltwatch.record.rows;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.List;
import org.meltwatch.tracking.Alert;
import org.meltwatch.tracking.DefectId;
import org.meltwatch.tracking.Family;
import org.meltwatch.tracking.LayerReport;
import org.meltwatch.tracking.Level;

/** The levels that defects were given, each when its layer was closed. */
public final class AlertsAnswer extends Answer<AlertsAnswer.Raised> {

  public static final AlertsAnswer TYPE = new AlertsAnswer();

  private static final Comparator<Raised> ORDER =
      Comparator.comparing(Raised::printId)
          .thenComparingInt(Raised::layer)
          .thenComparing(Raised::id)
          .thenComparing(Raised::family);

  private AlertsAnswer() {
    super(
        "alerts",
        Raised.class,
        List.of("print_id", "layer", "level", "id", "family", "height", "points"));
  }

  /** A layer's rows, ready at {@code doneUs} microseconds since the epoch. */
  public static List<Raised> rows(LayerReport layer, long doneUs) {
    return layer.alerts().stream().map(alert -> row(layer, alert, doneUs)).toList();
  }

  private static Raised row(LayerReport layer, Alert alert, long doneUs) {
    return new Raised(
        layer.printId(),
        layer.layer(),
        alert.level(),
        alert.id(),
        alert.family(),
        alert.height(),
        alert.points(),
        doneUs);
  }

  @Override
  public Comparator<? super Raised> order() {
    return ORDER;
  }

  @Override
  protected List<?> fields(Raised row) {
    return List.of(
        row.printId(),
        row.layer(),
        row.level(),
        row.id(),
        row.family().word(),
        row.height(),
        row.points());
  }

  /**
   * A level that a defect was given.
   *
   * @param layer the layer that was closed
   * @param id what the defect was called at that moment
   * @param height how many layers it reaches over
   * @param points how many points it has
   */
  public record Raised(
      String printId,
      int layer,
      Level level,
      DefectId id,
      Family family,
      int height,
      long points,
      long doneUs)
      implements AnswerRow {

    public Raised {
      requireNonNull(printId, "print_id");
      requireNonNull(level, "level");
      requireNonNull(id, "id");
      requireNonNull(family, "family");
    }

    @Override
    public AlertsAnswer type() {
      return TYPE;
    }
  }
}
