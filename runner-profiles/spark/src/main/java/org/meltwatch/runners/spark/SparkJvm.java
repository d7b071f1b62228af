package org.meltwatch.runners.spark;

import java.util.List;
import java.util.stream.Stream;

/** What Spark needs of its Java virtual machine, the driver's and the executors'. */
final class SparkJvm {

  /** Packages of java.base that Spark and Beam's coders reach into. */
  private static final List<String> OPENED =
      List.of(
          "java.lang",
          "java.lang.invoke",
          "java.lang.reflect",
          "java.io",
          "java.net",
          "java.nio",
          "java.text",
          "java.time",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "sun.nio.ch",
          "sun.nio.cs",
          "sun.security.action",
          "sun.util.calendar");

  private SparkJvm() {}

  /** The driver's flags; Spark takes every system property that begins with spark as setting. */
  static List<String> flags() {
    return Stream.concat(
            opens(),
            Stream.of(
                "-Xmx3g",
                "-Dspark.ui.enabled=false",
                "-Dspark.driver.host=127.0.0.1",
                "-Dspark.driver.bindAddress=127.0.0.1",
                // A task that is tried again would take other tiles from the challenger, and post
                // again: a failure ends the run instead.
                "-Dspark.task.maxFailures=1",
                "-Dspark.stage.maxConsecutiveAttempts=1",
                "-Dspark.streaming.gracefulStopTimeout=1000"))
        .toList();
  }

  private static Stream<String> opens() {
    return OPENED.stream().map("--add-opens=java.base/%s=ALL-UNNAMED"::formatted);
  }
}
