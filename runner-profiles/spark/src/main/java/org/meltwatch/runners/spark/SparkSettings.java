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
          // What a lane has fetched waits in the process that fetched it: the lane stays there.
          "spark.locality.wait", "1h",
          // Everything is out when a run is stopped; there is no batch worth waiting for.
          "spark.streaming.gracefulStopTimeout", "1000");

  private SparkSettings() {}

  static void apply() {
    SETTINGS.forEach(
        (name, value) -> {
          if (System.getProperty(name) == null) {
            System.setProperty(name, value);
          }
        });
  }
}
