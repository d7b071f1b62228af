package org.meltwatch.runners.flink;

import java.util.List;
import java.util.stream.Stream;

/** Flags that Flink needs of a Java virtual machine. */
final class JvmFlags {

  private JvmFlags() {}

  /** Flink's serializers look into these packages of the JDK. */
  static List<String> opens() {
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
