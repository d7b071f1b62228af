package org.meltwatch.pipeline;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.options.PipelineOptions;
import org.meltwatch.processes.LoopbackCluster;
import org.meltwatch.record.watch.RunWatch;

/**
 * All that differs between engines. Each engine's module provides one, found as a service; exactly
 * one is on the class path of a run.
 */
public interface RunnerProfile {

  /** The word that a user picks the engine by: such as {@code direct} or {@code flink}. */
  String name();

  /** The engine's name and version, for people. */
  String engine();

  /** Flags that the engine needs of its Java virtual machine. */
  List<String> jvmFlags();

  /** Option values that suit the engine, as {@code --name=value}; what a user says goes first. */
  List<String> defaults();

  /**
   * Option values that suit the engine where other options are as they are; what a user says, and
   * {@link #defaults}, go first.
   */
  default List<String> furtherDefaults(MonitorOptions options) {
    return List.of();
  }

  /** True if the engine, with these options, does all its work in this process. */
  boolean runsInThisProcess(PipelineOptions options);

  /** True if the engine has event-time timers, which {@code --ordering=event-time} needs. */
  boolean hasEventTimeTimers();

  /** True if it can keep what comes in, so that a run that died can be gone on with. */
  default boolean keepsMessages() {
    return true;
  }

  /** The engine's standalone cluster on loopback, for tests and measurements, if it has one. */
  default Optional<LoopbackCluster> cluster() {
    return Optional.empty();
  }

  /** True if the engine, with these options, goes back to a checkpoint when a process is lost. */
  default boolean restartsFromCheckpoints(PipelineOptions options) {
    return false;
  }

  /**
   * Checks the engine's own options before anything is started.
   *
   * @throws org.meltwatch.options.UsageException if the engine cannot run with them
   */
  default void check(PipelineOptions options) {
    // Most engines take whatever Beam takes.
  }

  /**
   * Monitors a source's tiles and waits until every result is out: mostly by adapting the job's
   * pipeline to the engine and running it.
   *
   * @param job what is monitored
   * @param watch says how the run stands, for an engine that does not end by itself
   * @throws IOException if the run cannot be watched, or the engine ends before the run is over
   */
  void run(MonitorJob job, RunWatch watch) throws IOException, InterruptedException;
}
