package org.meltwatch.record.run;

import java.util.List;

/**
 * What the tracking of defects came to.
 *
 * @param layers how many layers were closed, over all prints
 * @param unproven how many of those were closed without proof that nothing more comes for them,
 *     because too many were open: with them, results depend on the order of arrival
 * @param offPlate how many batches lie on no tile of their plate, or have another size
 * @param untracked prints some of whose layers are not closed
 */
public record TrackingCounts(long layers, long unproven, long offPlate, List<String> untracked) {

  public TrackingCounts {
    untracked = List.copyOf(untracked);
  }

  /** True if every layer of every print was closed on evidence. */
  boolean isWhole() {
    return unproven == 0 && untracked.isEmpty();
  }
}
