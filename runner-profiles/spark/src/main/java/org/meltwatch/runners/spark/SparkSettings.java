package org.meltwatch.runners.spark;

import java.util.Map;
import org.meltwatch.runners.spark.replay.LostExecutors;

/**
 * Spark's own settings for a run, which it reads from system properties. One that is set already,
 * by {@code spark-submit} or by {@code -D} in the environment variable {@code MELTWATCH_JVM_FLAGS},
 * stays as it is.
 */
final class SparkSettings {

  private static final Map<String, String> SETTINGS =
      Map.of(
          "spark.ui.enabled", "false",
          // Everything is out when a run is stopped; there is no batch worth waiting for.
          "spark.streaming.gracefulStopTimeout", "1000");

  /** Where no other machine takes part, none has to find this one. */
  private static final Map<String, String> ON_THIS_MACHINE =
      Map.of("spark.driver.host", "127.0.0.1", "spark.driver.bindAddress", "127.0.0.1");

  private static final Map<String, String> IN_THIS_PROCESS =
      Map.of(
          // Spark would exit when memory is short, and wait a minute for itself before.
          "spark.executor.killOnFatalError.depth",
          "0",
          // Spark would take the threads for cores, of which there are as many as lanes: each task
          // of a micro-batch costs milliseconds, whatever is in it.
          "spark.default.parallelism",
          Integer.toString(Runtime.getRuntime().availableProcessors()));

  private static final Map<String, String> ON_CLUSTERS =
      Map.of(
          // Answers come to the process that asked: a lane should stay there, even if another one
          // has less to do. After a loss a task may wait as long for the executor that is gone.
          "spark.locality.wait", "6s", "spark.extraListeners", LostExecutors.class.getName());

  private SparkSettings() {}

  /** Settings for a run there. */
  static void apply(SparkMaster master) {
    apply(SETTINGS);
    if (master.isOnThisMachine()) {
      apply(ON_THIS_MACHINE);
    }
    apply(master.isLocal() ? IN_THIS_PROCESS : ON_CLUSTERS);
  }

  private static void apply(Map<String, String> settings) {
    settings.forEach(
        (name, value) -> {
          if (System.getProperty(name) == null) {
            System.setProperty(name, value);
          }
        });
  }
}
