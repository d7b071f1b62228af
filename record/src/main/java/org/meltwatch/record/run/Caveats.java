package org.meltwatch.record.run;

import java.util.List;
import org.meltwatch.model.received.HandedOut;
import org.meltwatch.ranges.IdRange;

/**
 * What is to be known of a run's answers beside what its rows say.
 *
 * @param revised batch ids that were answered anew, and differently, after a crash had lost tiles
 * @param restarted whether a lane was read on in another process
 * @param incomplete batch ids of tiles whose windows could not be built, for the source no longer
 *     had what lay below them
 * @param handedOut what the source says that it has handed out, recorded or not
 */
public record Caveats(
    List<IdRange> revised, boolean restarted, List<IdRange> incomplete, HandedOut handedOut) {

  public static final Caveats NONE = new Caveats(List.of(), false, List.of(), HandedOut.UNKNOWN);

  public Caveats {
    revised = List.copyOf(revised);
    incomplete = List.copyOf(incomplete);
  }
}
