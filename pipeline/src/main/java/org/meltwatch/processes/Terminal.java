package org.meltwatch.processes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether somebody looks at this process's standard error on a terminal. Java itself cannot tell:
 * its console is about standard input and output. Linux can; elsewhere the answer is no.
 */
public final class Terminal {

  /**
   * The system property that tells a run that somebody may press Enter: its launcher's standard
   * input and standard error are a terminal.
   */
  public static final String ATTENDED = "meltwatch.attended";

  private static final Path STANDARD_INPUT = Path.of("/proc/self/fd/0");
  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");
  private static final Path CONTROLLING = Path.of("/dev/tty");

  private Terminal() {}

  /** True if standard error is a terminal. */
  public static boolean isThere() {
    return !"dumb".equals(System.getenv("TERM")) && isTerminal(STANDARD_ERROR);
  }

  /** True if standard input is one, too. */
  public static boolean isAttended() {
    return isThere() && isTerminal(STANDARD_INPUT);
  }

  /** Calls when Enter is pressed at the terminal of this process, whatever its input is. */
  public static void onEnter(Runnable pressed) {
    Thread thread =
        new Thread(
            () -> {
              try (InputStream in = Files.newInputStream(CONTROLLING)) {
                for (int key = in.read(); key != '\n' && key >= 0; key = in.read()) {
                  // What comes before Enter means nothing.
                }
                pressed.run();
              } catch (IOException e) {
                System.err.println("meltwatch: the terminal cannot be read, Ctrl-C ends: " + e);
              }
            },
            "meltwatch-enter");
    thread.setDaemon(true);
    thread.start();
  }

  private static boolean isTerminal(Path stream) {
    if (!Files.isSymbolicLink(stream)) {
      return false;
    }
    try {
      String target = Files.readSymbolicLink(stream).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException e) {
      // Closed meanwhile: then nobody looks.
      return false;
    }
  }
}
