package org.meltwatch.prints;

import java.util.List;
import org.meltwatch.model.Image;

/** A print whose layers can be had as often as wanted, from several threads at once. */
public interface Print {

  /** The print's name. */
  String id();

  /** How many layers it has; they count from 0. */
  int layers();

  /** How its plate is cut into tiles. */
  Grid grid();

  /**
   * The tiles of one layer in the order of their numbers.
   *
   * @throws UnusablePrintException if the layer cannot be read
   */
  List<Image> tiles(int layer);
}
