package org.meltwatch.chaos;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows the part files of a run that is under way. */
final class Parts {

  private static final Pattern SEQ_ID = Pattern.compile("\"seq_id\":(\\d+)[,}]");

  private Parts() {}

  /** The batch ids that have their Query 3 result. */
  static Set<Long> answered(Path results) throws IOException {
    Set<Long> answered = new TreeSet<>();
    Path parts = results.resolve("parts");
    if (Files.isDirectory(parts)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(parts, "q3-*.jsonl")) {
        for (Path file : files) {
          Matcher id = SEQ_ID.matcher(Files.readString(file));
          while (id.find()) {
            answered.add(Long.valueOf(id.group(1)));
          }
        }
      }
    }
    return answered;
  }
}
