package org.meltwatch.prints.synthetic;

import static java.util.Objects.requireNonNull;

/**
 * A blemish that a synthetic print makes, over its whole life. It grows and fades: it is strongest
 * in the middle of its layers.
 *
 * @param kind what it is
 * @param x the plate's row of its centre
 * @param y the plate's column of its centre
 * @param radius how far it reaches, in points
 * @param heat what it adds at its centre at its strongest; negative for lack of fusion
 * @param firstLayer the layer in which it begins
 * @param lastLayer the last layer that it is in
 */
public record MadeBlemish(
    BlemishKind kind, int x, int y, int radius, int heat, int firstLayer, int lastLayer) {

  public MadeBlemish {
    requireNonNull(kind, "kind");
  }
}
