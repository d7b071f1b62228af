package org.meltwatch.record.run;

import java.util.List;
import org.meltwatch.ranges.IdRange;

/**
 * The messages whose outcome is out: a Query 3 result, or the word that there will be none.
 *
 * @param seqIds their batch ids, ascending
 * @param refused origins of the refused ones, ascending; their batch ids need not be readable
 */
public record Settled(List<IdRange> seqIds, List<String> refused) {

  public static final Settled NOTHING = new Settled(List.of(), List.of());

  public Settled {
    seqIds = List.copyOf(seqIds);
    refused = List.copyOf(refused);
  }
}
