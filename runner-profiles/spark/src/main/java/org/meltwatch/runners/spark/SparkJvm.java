package org.meltwatch.runners.spark;

import java.util.List;
import java.util.stream.Stream;

/** What Spark needs of its Java virtual machine. */
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

  static List<String> flags() {
    return Stream.concat(Stream.of("-Xmx3g"), opens()).toList();
  }

  static Stream<String> opens() {
    return OPENED.stream().map("--add-opens=java.base/%s=ALL-UNNAMED"::formatted);
  }
}
