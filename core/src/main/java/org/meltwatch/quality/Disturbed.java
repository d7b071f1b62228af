package org.meltwatch.quality;

import static java.util.Objects.requireNonNull;

/**
 * That a layer's images are disturbed in one way.
 *
 * @param disturbance the way
 * @param tiles how many tiles it is about
 * @param detail which tiles, how far, or how much, as docs/defects.md says; may be empty
 * @param begins whether the layer below was not disturbed in this way
 */
public record Disturbed(Disturbance disturbance, int tiles, String detail, boolean begins) {

  public Disturbed {
    requireNonNull(disturbance, "disturbance");
    requireNonNull(detail, "detail");
  }
}
