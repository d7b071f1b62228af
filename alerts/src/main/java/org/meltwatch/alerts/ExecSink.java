package org.meltwatch.alerts;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Starts a program for each alert: the JSON is its standard input, the fields are environment
 * variables, and exit code 0 is an arrival. It is started once for an alert.
 */
final class ExecSink implements AlertSink {

  private final Path program;
  private final Duration timeout;

  /**
   * A program.
   *
   * @param timeout after which it is ended, with all that it started
   */
  ExecSink(Path program, Duration timeout) {
    this.program = program;
    this.timeout = timeout;
  }

  @Override
  public String name() {
    return "exec:" + program;
  }

  @Override
  public void deliver(AlertMessage message) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(program.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeAll(AlertSinks.SECRETS);
    environment.putAll(message.environment());
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new RefusedAlertException("it cannot be started: " + e.getMessage());
    }
    try {
      feed(process, message.json());
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new RefusedAlertException(
            String.format(
                Locale.ROOT, "it did not end within %d s, and was ended", timeout.toSeconds()));
      }
    } finally {
      end(process);
    }
    if (process.exitValue() != 0) {
      throw new RefusedAlertException(
          String.format(Locale.ROOT, "its exit code is %d", process.exitValue()));
    }
  }

  /** A pipe holds more than an alert, so that this does not wait for the program to read. */
  private static void feed(Process process, byte[] json) {
    try (OutputStream in = process.getOutputStream()) {
      in.write(json);
    } catch (IOException e) {
      // A program need not read what it is given; its exit code says whether it wanted to.
      return;
    }
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  @Override
  public void close() {
    // Nothing is held between alerts.
  }
}
