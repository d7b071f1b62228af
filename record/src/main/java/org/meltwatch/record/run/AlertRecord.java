package org.meltwatch.record.run;

import java.util.List;

/**
 * Who was told of a run's alerts. What became of each one is in {@code alerts-sent.jsonl}.
 *
 * @param raised how many levels were given
 * @param shown how many of them went out: to the terminal, and to the sinks
 * @param suppressed how many did not, by commands
 * @param sinks what became of them at each sink
 */
public record AlertRecord(long raised, long shown, long suppressed, List<SinkRecord> sinks) {

  public AlertRecord {
    sinks = List.copyOf(sinks);
  }

  /**
   * What became of the alerts at a sink.
   *
   * @param sink where they went, without what may be a secret
   * @param delivered how many arrived
   * @param refused how many it does not take, or failed on
   * @param undelivered how many could not be delivered by the end of the run
   * @param lastProblem what was wrong the last time that anything was; empty if nothing
   */
  public record SinkRecord(
      String sink, long delivered, long refused, long undelivered, String lastProblem) {}
}
