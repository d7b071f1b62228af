package org.meltwatch.record.rows;

import org.meltwatch.latency.Latencies;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileKey;

/** An answer to one query for one tile. */
public interface TileRow extends AnswerRow {

  @Override
  TileAnswer<?> type();

  /** The tile's batch id. */
  long seqId();

  /** The print that the tile belongs to. */
  String printId();

  /** The tile's number in its layer. */
  int tileId();

  /** The tile's layer, from 0. */
  int layer();

  /** When the tile was received, microseconds since the epoch. */
  long receivedUs();

  /** What is said of the tile. */
  Object said();

  /** Which tile was answered. */
  default TileHeader header() {
    return new TileHeader(seqId(), new TileKey(printId(), tileId()), layer(), receivedUs());
  }

  /** The response time in microseconds, from the tile's receipt to the answer; never negative. */
  default long latencyUs() {
    return Latencies.micros(receivedUs(), doneUs());
  }

  /** True if the other row is about the same tile. */
  default boolean isAboutTheSameAs(TileRow other) {
    return seqId() == other.seqId()
        && tileId() == other.tileId()
        && layer() == other.layer()
        && printId().equals(other.printId());
  }
}
