package org.meltwatch.processes;

import java.util.List;
import java.util.stream.Stream;

/** Flags that engines need of a Java virtual machine. */
public final class JvmFlags {

  private JvmFlags() {}

  /**
   * Ends the process where it runs out of memory: what is left after that may wait for ever for a
   * thread that is gone. The virtual machine says which memory it was, and this says the way out.
   * It is killed, for its own exit code would be 3, by which a run says that tiles have no result.
   */
  public static String endOutOfMemory() {
    return "-XX:OnOutOfMemoryError=echo meltwatch: out of memory, so this process ends. Give it"
        + " more, for example by MELTWATCH_JVM_FLAGS=-Xmx8g, or use a smaller --maxInFlight 1>&2;"
        + " kill -9 %p";
  }

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
