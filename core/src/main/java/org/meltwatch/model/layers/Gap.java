package org.meltwatch.model.layers;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * Word that layers of a tile key are waited for no longer.
 *
 * @param from the first such layer
 * @param to the layer after the last such layer
 * @param cause why not
 */
public record Gap(int from, int to, Cause cause) implements LayerEvent {

  /** Why layers are waited for no longer. */
  public enum Cause {
    /**
     * Proof that they will not come: everything that was received before the tile that waits for
     * them has been handed on, and they were not among it; or the stream has ended.
     */
    PROVEN,
    /** They did come but could not be read. */
    REFUSED,
    /** No proof: more tiles waited for them than may wait. */
    CROWDED
  }

  public Gap {
    requireNonNull(cause, "cause");
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "gap [%d, %d) must not be empty or negative", from, to));
    }
  }

  /** A proven gap, or refused layers. */
  public Gap(int from, int to, boolean refused) {
    this(from, to, refused ? Cause.REFUSED : Cause.PROVEN);
  }
}
