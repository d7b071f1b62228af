package org.meltwatch.tracking;

import java.util.Locale;

/** What the tracking of a print is told. */
public sealed interface PlateEvent permits PlateEvent.Handed, PlateEvent.PrintEnd, TileFindings {

  /**
   * A batch of the print was handed out, and every smaller batch id had been before.
   *
   * @param number the print's count of such batches, by ascending batch id
   * @param tileId its tile
   * @param layer its layer
   * @param height rows of its image; 0 if it was refused
   * @param width columns of its image; 0 if it was refused
   */
  record Handed(long number, int tileId, int layer, int height, int width) implements PlateEvent {

    public Handed {
      if (number < 0) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "number (%d) must not be negative", number));
      }
    }

    /** True if its image could not be used. */
    public boolean isRefused() {
      return height == 0;
    }
  }

  /**
   * Nothing more will be handed out.
   *
   * @param handed how many batches were
   */
  record PrintEnd(long handed) implements PlateEvent {}
}
