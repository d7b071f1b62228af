package org.meltwatch.prints;

import java.util.List;
import java.util.Map;
import org.meltwatch.model.Image;
import org.meltwatch.model.PrintFacts;

/** A print whose layers can be had as often as wanted, from several threads at once. */
public interface Print {

  /** The print's name. */
  String id();

  /** How many layers it has; they count from 0. */
  int layers();

  /** How its plate is cut into tiles. */
  Grid grid();

  /**
   * The tiles of one layer in the order of their numbers; none if the layer is missing.
   *
   * @throws UnusablePrintException if the layer cannot be read
   */
  List<Image> tiles(int layer);

  /** True if it is known, without reading it, that a layer is missing. */
  default boolean isMissing(int layer) {
    return false;
  }

  /** What is known of it besides its images. */
  default PrintFacts facts() {
    return PrintFacts.NONE;
  }

  /** What became of its layers so far, for a report: names in snake case, and JSON's values. */
  default Map<String, Object> account() {
    return Map.of();
  }
}
