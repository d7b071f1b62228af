package org.meltwatch.record.rows;

import java.util.Comparator;
import java.util.List;

/** A further answer for each layer of a print, which no single tile is answered by. */
public final class LayerAnswer extends Answer<LayerAnswer.Layer> {

  public static final LayerAnswer TYPE = new LayerAnswer();

  private LayerAnswer() {
    super("layers", Layer.class, List.of("print_id", "layer", "tiles"));
  }

  @Override
  public Comparator<Layer> order() {
    return Comparator.comparing(Layer::printId).thenComparingInt(Layer::layer);
  }

  @Override
  protected List<?> fields(Layer row) {
    return List.of(row.printId(), row.layer(), row.tiles());
  }

  public record Layer(String printId, int layer, int tiles, long doneUs) implements AnswerRow {

    @Override
    public LayerAnswer type() {
      return TYPE;
    }
  }
}
