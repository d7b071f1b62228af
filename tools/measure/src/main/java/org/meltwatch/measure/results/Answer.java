package org.meltwatch.measure.results;

/**
 * One tile's answer to a query, both times in microseconds since the epoch.
 *
 * @param seqId the tile's batch id
 * @param receivedUs when the tile was received
 * @param doneUs when its result was written
 */
public record Answer(long seqId, long receivedUs, long doneUs) {

  /** The response time; clocks that disagree make none negative. */
  public long micros() {
    return Math.max(0, doneUs - receivedUs);
  }
}
