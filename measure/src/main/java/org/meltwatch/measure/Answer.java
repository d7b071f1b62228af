package org.meltwatch.measure;

/**
 * One tile's answer to a query, both times in microseconds since the epoch.
 *
 * @param seqId the tile's batch id
 * @param receivedUs when the tile was received
 * @param doneUs when its result was written
 */
record Answer(long seqId, long receivedUs, long doneUs) {

  /** The response time; clocks that disagree make none negative. */
  long micros() {
    return Math.max(0, doneUs - receivedUs);
  }
}
