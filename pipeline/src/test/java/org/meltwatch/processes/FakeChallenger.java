package org.meltwatch.processes;

import java.util.List;

/** Stands for the local challenger. */
final class FakeChallenger {

  private FakeChallenger() {}

  public static void main(String[] args) throws Exception {
    List<String> all = List.of(args);
    if (!all.contains("--exitWithStdin")) {
      throw new IllegalArgumentException("must be told to exit with its standard input");
    }
    switch (all.get(0)) {
      case "refuse" -> {
        System.err.println("Picked up JAVA_TOOL_OPTIONS: -Xmx1g");
        System.err.println("WARNING: A terminally deprecated method has been called");
        System.err.println("--layers (-1) must be positive");
        System.err.println("Usage: ...");
        System.exit(2);
      }
      case "silent" -> System.exit(0);
      case "hang" -> awaitEnd();
      default -> {
        System.out.println("making a print");
        System.out.println("challenger ready at http://127.0.0.1:4711 (one print)");
        awaitEnd();
      }
    }
  }

  private static void awaitEnd() throws Exception {
    while (System.in.read() >= 0) {
      // only the end matters
    }
  }
}
