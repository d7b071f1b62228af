package org.meltwatch.measure.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.meltwatch.record.rows.Answer;
import org.meltwatch.record.rows.Answers;

/** Compares result files to the byte, and says where they differ. */
public final class SameResults {

  private static final List<String> FILES =
      Answers.ALL.list().stream().map(Answer::fileName).toList();

  private SameResults() {}

  /**
   * Compares the result files of all directories with those of the first that has results of all
   * tiles. Those of the first tiles of a print alone must be what that one begins with.
   *
   * @param directories by directory, of how many tiles there are to be results; 0 for all
   * @return a line for each file that differs, with its first differing row; empty if none does
   */
  public static List<String> differences(Map<Path, Integer> directories) throws IOException {
    List<Path> whole =
        directories.keySet().stream().filter(run -> directories.get(run) == 0).toList();
    List<String> differences = new ArrayList<>();
    for (Map.Entry<Path, Integer> run : directories.entrySet()) {
      Path yardstick = whole.isEmpty() ? directories.keySet().iterator().next() : whole.get(0);
      for (String name : FILES) {
        Path expected = yardstick.resolve(name);
        Path actual = run.getKey().resolve(name);
        if (!isSame(expected, actual, whole.isEmpty() ? 0 : run.getValue())) {
          differences.add(difference(expected, actual));
        }
      }
    }
    return differences;
  }

  /** True if a file has the head and the first rows of another, and nothing else; 0 for all. */
  private static boolean isSame(Path expected, Path actual, int rows) throws IOException {
    if (rows == 0) {
      return Files.mismatch(expected, actual) < 0;
    }
    byte[] all = Files.readAllBytes(expected);
    int end = 0;
    for (int line = 0; line <= rows; line++) {
      while (end < all.length && all[end++] != '\n') {
        // What is in the row does not matter here, only where it ends.
      }
    }
    return Arrays.equals(Arrays.copyOf(all, end), Files.readAllBytes(actual));
  }

  private static String difference(Path expected, Path actual) throws IOException {
    List<String> expectedRows = Files.readAllLines(expected);
    List<String> actualRows = Files.readAllLines(actual);
    int row = 0;
    while (row < Math.min(expectedRows.size(), actualRows.size())
        && expectedRows.get(row).equals(actualRows.get(row))) {
      row++;
    }
    return String.format(
        Locale.ROOT,
        "%s of %s, line %d: %s, but in %s: %s",
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
