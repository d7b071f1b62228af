package org.meltwatch.record.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meltwatch.ranges.IdRange;

/**
 * What a run came to, every message counted once however often it was replayed.
 *
 * @param lanes how many lanes read the bench; 0 as long as no lane has ended
 * @param lanesEnded how many of them have ended
 * @param messages how many messages the lanes handed on; as long as not all of them have ended, how
 *     many are known to have been handed out
 * @param tilesIn how many different batch ids were seen as tiles
 * @param results how many tiles have their Query 3 result
 * @param duplicates how many tiles were dropped because another one had their key and layer
 * @param answeredBefore how many tiles came for the windows above them alone, for an earlier run
 *     has answered them
 * @param late how many tiles came after their layer was given up
 * @param skippedLayers how many layers were given up, over all tile keys
 * @param crowdedLayers how many of those were given up without proof that they will not come,
 *     because too many tiles waited for them: with them, results depend on the order of arrival
 * @param deadLetters how many messages could not be used
 * @param unanswered batch ids that were handed out and have neither a result nor a reason
 * @param unaccounted messages minus results, duplicates, tiles answered before and dead letters:
 *     more than 0 if messages got lost, less than 0 if the lanes' counts were set back by a restart
 *     that could not tell
 * @param missingBatchIds batch ids up to the largest one that were never seen: the challenger left
 *     them out, or a crash lost them on the way
 * @param lostAnswers how many of the challenger's answers never arrived, where it does not answer
 *     the same again: batches that are missing, or that came after the last one seen
 * @param tracking what the tracking of defects came to; null if there was none
 */
public record RunCounts(
    int lanes,
    int lanesEnded,
    long messages,
    long tilesIn,
    long results,
    long duplicates,
    long answeredBefore,
    long late,
    long skippedLayers,
    long crowdedLayers,
    long deadLetters,
    List<IdRange> unanswered,
    long unaccounted,
    List<IdRange> missingBatchIds,
    long lostAnswers,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable TrackingCounts tracking) {

  public RunCounts {
    unanswered = List.copyOf(unanswered);
    missingBatchIds = List.copyOf(missingBatchIds);
  }

  /** The same with more answers that never arrived. */
  RunCounts withLost(long answers) {
    return new RunCounts(
        lanes,
        lanesEnded,
        messages,
        tilesIn,
        results,
        duplicates,
        answeredBefore,
        late,
        skippedLayers,
        crowdedLayers,
        deadLetters,
        unanswered,
        unaccounted,
        missingBatchIds,
        answers,
        tracking);
  }

  /** The counts of a run that tracks no defects. */
  public RunCounts(
      int lanes,
      int lanesEnded,
      long messages,
      long tilesIn,
      long results,
      long duplicates,
      long answeredBefore,
      long late,
      long skippedLayers,
      long crowdedLayers,
      long deadLetters,
      List<IdRange> unanswered,
      long unaccounted,
      List<IdRange> missingBatchIds,
      long lostAnswers) {
    this(
        lanes,
        lanesEnded,
        messages,
        tilesIn,
        results,
        duplicates,
        answeredBefore,
        late,
        skippedLayers,
        crowdedLayers,
        deadLetters,
        unanswered,
        unaccounted,
        missingBatchIds,
        lostAnswers,
        null);
  }
}
