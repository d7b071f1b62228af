package org.meltwatch.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether somebody looks at this process's standard error on a terminal. Java itself cannot tell:
 * its console is about standard input and output. Linux can; elsewhere the answer is no.
 */
public final class Terminal {

  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

  private Terminal() {}

  public static boolean isThere() {
    if ("dumb".equals(System.getenv("TERM")) || !Files.isSymbolicLink(STANDARD_ERROR)) {
      return false;
    }
    try {
      String target = Files.readSymbolicLink(STANDARD_ERROR).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException e) {
      // Closed meanwhile: then nobody looks.
      return false;
    }
  }
}
