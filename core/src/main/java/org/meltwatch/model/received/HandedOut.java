package org.meltwatch.model.received;

import java.util.List;
import org.meltwatch.ranges.IdRange;

/**
 * What a source has handed out, by its own account: also of a run that failed before anything was
 * recorded of it.
 *
 * @param messages how many different messages
 * @param seqIds the batch ids of those that had one, ascending
 */
public record HandedOut(long messages, List<IdRange> seqIds) {

  /** A source that keeps no account, for its lanes are read in other processes. */
  public static final HandedOut UNKNOWN = new HandedOut(0, List.of());

  public HandedOut {
    seqIds = List.copyOf(seqIds);
  }
}
