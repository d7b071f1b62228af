package org.meltwatch.record.rows;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.List;
import org.meltwatch.quality.Disturbance;
import org.meltwatch.tracking.LayerReport;

/** The layers whose images are disturbed, a row for each way in which a layer is. */
public final class QualityAnswer extends Answer<QualityAnswer.DisturbedLayer> {

  public static final QualityAnswer TYPE = new QualityAnswer();

  /** What alerts about images have in place of a level. */
  public static final String LEVEL = "DATA";

  private static final Comparator<DisturbedLayer> ORDER =
      Comparator.comparing(DisturbedLayer::printId)
          .thenComparingInt(DisturbedLayer::layer)
          .thenComparing(DisturbedLayer::disturbance);

  private QualityAnswer() {
    super(
        "quality",
        DisturbedLayer.class,
        List.of("print_id", "layer", "disturbance", "tiles", "detail", "begins"));
  }

  /** A layer's rows, ready at {@code doneUs} microseconds since the epoch. */
  public static List<DisturbedLayer> rows(LayerReport layer, long doneUs) {
    return layer.disturbed().stream()
        .map(
            disturbed ->
                new DisturbedLayer(
                    layer.printId(),
                    layer.layer(),
                    disturbed.disturbance(),
                    disturbed.tiles(),
                    disturbed.detail(),
                    disturbed.begins(),
                    doneUs))
        .toList();
  }

  @Override
  public Comparator<? super DisturbedLayer> order() {
    return ORDER;
  }

  @Override
  protected List<?> fields(DisturbedLayer row) {
    return List.of(
        row.printId(),
        row.layer(),
        row.disturbance().word(),
        row.tiles(),
        row.detail(),
        row.begins());
  }

  /**
   * That a layer is disturbed in one way.
   *
   * @param layer the layer that was closed
   * @param disturbance the way
   * @param tiles how many tiles it is about
   * @param detail which tiles, how far, or how much; may be empty
   * @param begins whether the layer below was not disturbed in this way; then it is an alert
   */
  public record DisturbedLayer(
      String printId,
      int layer,
      Disturbance disturbance,
      int tiles,
      String detail,
      boolean begins,
      long doneUs)
      implements AnswerRow {

    public DisturbedLayer {
      requireNonNull(printId, "print_id");
      requireNonNull(disturbance, "disturbance");
      requireNonNull(detail, "detail");
    }

    @Override
    public QualityAnswer type() {
      return TYPE;
    }

    /** What is wrong, in words. */
    public String words() {
      return switch (disturbance) {
        case MISSING -> tiles + " tiles missing (" + detail + ")";
        case VOID -> "all void";
        case REPEATED -> tiles + " tiles repeat the layer below (" + detail + ")";
        case SHIFTED -> "shifted against the layer below by " + shift();
        case SCALED -> "out of scale, " + detail;
      };
    }

    private String shift() {
      String[] numbers = detail.split(" ", 2);
      return numbers.length == 2 ? numbers[0] + " rows and " + numbers[1] + " columns" : detail;
    }
  }
}
