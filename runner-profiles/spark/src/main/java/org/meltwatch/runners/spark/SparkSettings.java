package org.meltwatch.runners.spark;

import java.util.Map;

/**
 * Spark's own settings for a run, which it reads from system properties. One that is set already,
 * by {@code -D} in the environment variable {@code MELTWATCH_JVM_FLAGS}, stays as it is.
 */
final class SparkSettings {

  private static final Map<String, String> SETTINGS =
      Map.of(
          "spark.ui.enabled", "false",
          // Workers elsewhere need another address of the driver.
          "spark.driver.host", "127.0.0.1",
          "spark.driver.bindAddress", "127.0.0.1",
          // A task that is tried again would take other tiles from the challenger, and post the
          // same results again: a failure ends the run instead.
          "spark.task.maxFailures", "1",
          "spark.stage.maxConsecutiveAttempts", "1",
          // Everything is out when a run is stopped; there is no batch worth waiting for.
          "spark.streaming.gracefulStopTimeout", "1000");

  /** What a lane has fetched waits in the process that fetched it: there the lane has to stay. */
  private static final Map<String, String> ON_CLUSTERS = Map.of("spark.locality.wait", "1h");

  private SparkSettings() {}

  /** Settings for one process. */
  static void applyLocal() {
    apply(SETTINGS);
  }

  /** Settings for workers in processes of their own. */
  static void applyCluster() {
    apply(SETTINGS);
    apply(ON_CLUSTERS);
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
