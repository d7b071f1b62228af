package org.meltwatch.model.layers;

import java.util.List;
import java.util.Locale;
import org.meltwatch.ranges.IdRange;

/**
 * Where the layers of a tile key begin: at the print's first layer, or where a run goes on that
 * died.
 *
 * @param from the first layer that is handed on
 * @param next the first layer that is to be answered; those from {@code from} on below it are there
 *     for its window
 * @param givenUp layers that were given up or refused
 * @param late those of them for which a tile came after all, and was answered
 * @param answered layers above {@code next} that were answered, and are there for windows alone
 */
public record KeyStart(
    int from, int next, List<IdRange> givenUp, List<IdRange> late, List<IdRange> answered) {

  public KeyStart {
    if (from > next) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "from (%d) must be at most next (%d)", from, next));
    }
    givenUp = List.copyOf(givenUp);
    late = List.copyOf(late);
    answered = List.copyOf(answered);
  }

  /** The beginning of a key of which nothing came yet. */
  public static KeyStart at(int firstLayer) {
    return new KeyStart(firstLayer, firstLayer, List.of(), List.of(), List.of());
  }

  /** True if a layer was answered, and so is to be answered no more. */
  public boolean isAnswered(int layer) {
    return layer < next
        || answered.stream().anyMatch(range -> range.first() <= layer && layer <= range.last());
  }
}
