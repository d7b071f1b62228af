package org.meltwatch.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a run has said. */
final class RunLog {

  private RunLog() {}

  /** A run that fails says why in a line of its own. */
  static List<String> problems(Path log, int exitCode) throws IOException {
    boolean says =
        Files.readAllLines(log).stream().anyMatch(line -> line.startsWith("meltwatch: "));
    return exitCode == 1 && !says ? List.of("the run failed and does not say why") : List.of();
  }
}
