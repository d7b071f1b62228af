package org.meltwatch.record.rows;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meltwatch.tracking.LayerReport;
import org.meltwatch.tracking.Level;

/** What each layer of a plate shows, once it is closed. */
public final class LayersAnswer extends Answer<LayersAnswer.Layer> {

  public static final LayersAnswer TYPE = new LayersAnswer();

  private LayersAnswer() {
    super(
        "layers",
        Layer.class,
        List.of(
            "print_id",
            "layer",
            "present",
            "observed",
            "saturated",
            "hot",
            "cold",
            "regions",
            "active",
            "level"));
  }

  /** A layer's row, ready at {@code doneUs} microseconds since the epoch. */
  public static Layer row(LayerReport layer, long doneUs) {
    return new Layer(
        layer.printId(),
        layer.layer(),
        layer.present(),
        layer.observed(),
        layer.saturated(),
        layer.hot(),
        layer.cold(),
        layer.regions(),
        layer.changed().size(),
        layer.level(),
        layer.isProven(),
        doneUs);
  }

  @Override
  public Comparator<? super Layer> order() {
    return Comparator.comparing(Layer::printId).thenComparingInt(Layer::layer);
  }

  @Override
  protected List<?> fields(Layer row) {
    Level level = row.level();
    return List.of(
        row.printId(),
        row.layer(),
        row.present(),
        row.observed(),
        row.saturated(),
        row.hot(),
        row.cold(),
        row.regions(),
        row.active(),
        level == null ? "" : level);
  }

  /**
   * A closed layer.
   *
   * @param present how many tiles are present
   * @param observed how many points are observed
   * @param saturated how many points are saturated
   * @param hot how many are hot
   * @param cold how many are cold
   * @param regions how many regions there are
   * @param active how many defects have a region in it
   * @param level the highest that was given in it, or null
   * @param proven whether it was closed on evidence; with one that was not, results depend on the
   *     order of arrival
   */
  public record Layer(
      String printId,
      int layer,
      int present,
      long observed,
      long saturated,
      long hot,
      long cold,
      int regions,
      int active,
      @Nullable Level level,
      boolean proven,
      long doneUs)
      implements AnswerRow {

    public Layer {
      requireNonNull(printId, "print_id");
    }

    @Override
    public LayersAnswer type() {
      return TYPE;
    }
  }
}
