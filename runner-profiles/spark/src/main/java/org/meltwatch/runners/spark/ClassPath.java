package org.meltwatch.runners.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.meltwatch.launch.ClassPathEntries;

/**
 * This process's class path in two parts: what a worker has, and what it is sent with the job. Beam
 * and Meltwatch must come from the same class loader, or a worker does not find Meltwatch's
 * classes.
 *
 * @param engine Spark, and all libraries
 * @param job Beam and Meltwatch
 */
record ClassPath(List<String> engine, List<String> job) {

  /**
   * The class path of this process.
   *
   * @throws IOException if an entry is no file
   */
  static ClassPath ofThisProcess() throws IOException {
    Map<Boolean, List<String>> parts =
        ClassPathEntries.ofThisProcess().stream()
            .filter(entry -> !entry.isEmpty() && Files.exists(Path.of(entry)))
            .collect(Collectors.partitioningBy(ClassPath::isOfJob));
    return new ClassPath(parts.getOrDefault(false, List.of()), parts.getOrDefault(true, List.of()));
  }

  private static boolean isOfJob(String entry) {
    Path path = Path.of(entry);
    String name = path.getFileName().toString();
    return Files.isDirectory(path) || name.startsWith("beam-") || name.startsWith("meltwatch-");
  }
}
