package org.meltwatch.record.parts;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Writes files that are there whole or not at all: under another name first, then renamed. */
public final class WholeFile {

  /** Writes a file's content. */
  @FunctionalInterface
  public interface Content {

    void writeTo(OutputStream out) throws IOException;
  }

  private WholeFile() {}

  /**
   * Writes a file, in place of the one that was there; waits if the disk is full for a moment.
   *
   * @throws IOException naming file and cause, if that failed
   */
  public static void write(Path file, Content content) throws IOException {
    write(file, content, PatientWriting.DEFAULT);
  }

  static void write(Path file, Content content, PatientWriting disk) throws IOException {
    try {
      disk.write(file, () -> writeOnce(file, content));
    } catch (IOException e) {
      throw new IOException("cannot write %s: %s".formatted(file, e), e);
    }
  }

  private static void writeOnce(Path file, Content content) throws IOException {
    Path temporary = file.resolveSibling(".%s.%s".formatted(file.getFileName(), UUID.randomUUID()));
    try {
      Files.createDirectories(file.getParent());
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary))) {
        content.writeTo(out);
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      deleteLeftover(temporary, e);
      throw e;
    }
  }

  private static void deleteLeftover(Path temporary, IOException cause) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }
}
