package org.meltwatch.measure.results;

import java.util.List;

/**
 * A runner as its launcher describes it.
 *
 * @param runner the word it is picked by
 * @param engine its name and version
 * @param eventTimeTimers whether it can order by event time
 * @param defaults its option values: bundles, batches, checkpoints
 * @param jvmFlags the flags it is run with
 */
public record Engine(
    String runner,
    String engine,
    boolean eventTimeTimers,
    List<String> defaults,
    List<String> jvmFlags) {

  public Engine {
    defaults = List.copyOf(defaults);
    jvmFlags = List.copyOf(jvmFlags);
  }
}
