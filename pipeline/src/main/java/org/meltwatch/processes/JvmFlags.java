package org.meltwatch.processes;

import java.util.List;
import java.util.stream.Stream;

/** Flags that engines need of a Java virtual machine. */
public final class JvmFlags {

  private JvmFlags() {}

  /** Opens the packages of the JDK that Flink's serializers, Spark and Beam's coders look into. */
  public static List<String> opens() {
    return Stream.of(
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
            "sun.util.calendar")
        .map("--add-opens=java.base/%s=ALL-UNNAMED"::formatted)
        .toList();
  }
}
