package org.meltwatch.record.parts;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.meltwatch.retry.Retries;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writing to a disk that may be full, or refuse, for a moment: it is tried again for as long as the
 * spool does, which is 36 seconds at least. What waiting cannot mend, such as a file in the way of
 * a directory, is not tried again. Once the disk has outlasted that, nobody waits any more until it
 * can be written: an engine that tries a bundle again would wait for each time.
 */
final class PatientWriting {

  /** For all that this process writes among its results. */
  static final PatientWriting DEFAULT = new PatientWriting(Retries.PATIENT);

  private static final Logger LOG = LoggerFactory.getLogger(PatientWriting.class);

  private final Retries retries;
  private volatile boolean outlasted;

  PatientWriting(Retries retries) {
    this.retries = retries;
  }

  /** One attempt, which can be made again whatever became of the one before. */
  @FunctionalInterface
  interface Attempt {
    void run() throws IOException;
  }

  /**
   * Writes.
   *
   * @throws IOException the last attempt's
   */
  void write(Path file, Attempt writing) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        writing.run();
        outlasted = false;
        return;
      } catch (IOException e) {
        if (!mayPass(e)) {
          throw e;
        }
        if (outlasted || !awaitNext(file, attempt, e)) {
          outlasted = true;
          throw e;
        }
      }
    }
  }

  /** Java has exceptions of their own for what is in the way, absent or forbidden. */
  private static boolean mayPass(IOException failure) {
    return failure.getClass() == IOException.class
        || failure.getClass() == FileSystemException.class;
  }

  private boolean awaitNext(Path file, int failures, IOException failure) throws IOException {
    try {
      return retries.awaitNext(
          failures, "cannot write %s: %s".formatted(file, failure.getMessage()), LOG);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted =
          new InterruptedIOException("interrupted before %s could be written".formatted(file));
      interrupted.initCause(failure);
      throw interrupted;
    }
  }
}
