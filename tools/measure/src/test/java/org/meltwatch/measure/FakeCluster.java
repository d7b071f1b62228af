package org.meltwatch.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A cluster that does nothing but note, beside its directory, what it was told. */
final class FakeCluster {

  static final String NOTES = "notes.txt";

  private FakeCluster() {}

  /** The program. */
  public static void main(String[] args) throws IOException {
    String line = args[0].equals("start") ? "start %s %s%n".formatted(args[2], args[3]) : "stop\n";
    Files.writeString(
        Path.of(args[1]).resolveSibling(NOTES),
        line,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
