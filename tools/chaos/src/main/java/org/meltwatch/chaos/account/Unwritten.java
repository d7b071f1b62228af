package org.meltwatch.chaos.account;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.meltwatch.record.rows.Answers;
import org.meltwatch.record.run.Corrections;
import org.meltwatch.record.run.ResultFiles;

/**
 * What a run whose results' disk stayed full has left: part files and dead letters, and in its log
 * what run.json would have said. From these the results directory is made that it would have left.
 */
public final class Unwritten {

  private static final String SAID = "run.json is not written, and would say:";

  private Unwritten() {}

  /**
   * Makes the directory.
   *
   * @param results what the run has left
   * @param log what it said
   * @param directory a new one
   */
  public static Path rebuild(Path results, Path log, Path directory) throws IOException {
    for (String part : new String[] {"parts", "dead-letters"}) {
      copy(results.resolve(part), Files.createDirectories(directory.resolve(part)));
    }
    ResultFiles.assemble(directory, Answers.ALL, Corrections.NOT_WANTED);
    String said = Files.readString(log);
    int start = said.indexOf(SAID);
    if (start >= 0) {
      // Its last line is the first that is nothing but a brace.
      int end = said.indexOf("\n}", start);
      Files.writeString(
          directory.resolve("run.json"), said.substring(start + SAID.length(), end + 2));
    }
    return directory;
  }

  private static void copy(Path from, Path to) throws IOException {
    if (Files.isDirectory(from)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(from, "*.json*")) {
        for (Path file : files) {
          Files.copy(file, to.resolve(file.getFileName()));
        }
      }
    }
  }
}
