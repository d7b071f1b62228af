package org.meltwatch.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Compares result files to the byte, and says where they differ. */
final class SameResults {

  private static final List<String> FILES = List.of("q1.csv", "q2.csv", "q3.csv");

  private SameResults() {}

  /**
   * Compares the result files of all directories with those of the first.
   *
   * @return a line for each file that differs, with its first differing row; empty if none does
   */
  static List<String> differences(List<Path> directories) throws IOException {
    List<String> differences = new ArrayList<>();
    for (Path other : directories.subList(Math.min(1, directories.size()), directories.size())) {
      for (String name : FILES) {
        Path expected = directories.get(0).resolve(name);
        Path actual = other.resolve(name);
        if (Files.mismatch(expected, actual) >= 0) {
          differences.add(difference(expected, actual));
        }
      }
    }
    return differences;
  }

  private static String difference(Path expected, Path actual) throws IOException {
    List<String> expectedRows = Files.readAllLines(expected);
    List<String> actualRows = Files.readAllLines(actual);
    int row = 0;
    while (row < Math.min(expectedRows.size(), actualRows.size())
        && expectedRows.get(row).equals(actualRows.get(row))) {
      row++;
    }
    return "%s of %s, line %d: %s, but in %s: %s"
        .formatted(
            actual.getFileName(),
            run(actual),
            row + 1,
            row(actualRows, row),
            run(expected),
            row(expectedRows, row));
  }

  private static String row(List<String> rows, int row) {
    return row < rows.size() ? "'" + rows.get(row) + "'" : "the file has ended";
  }

  /** Result files lie in RUN/results. */
  private static String run(Path file) {
    Path results = file.toAbsolutePath().getParent();
    Path run = results == null ? null : results.getParent();
    Path name = run == null ? null : run.getFileName();
    return name == null ? file.toString() : name.toString();
  }
}
