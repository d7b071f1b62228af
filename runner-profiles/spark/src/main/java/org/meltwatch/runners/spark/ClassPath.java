package org.meltwatch.runners.spark;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
        entries().stream()
            .filter(entry -> !entry.isEmpty() && Files.exists(Path.of(entry)))
            .collect(Collectors.partitioningBy(ClassPath::isOfJob));
    return new ClassPath(parts.getOrDefault(false, List.of()), parts.getOrDefault(true, List.of()));
  }

  private static boolean isOfJob(String entry) {
    Path path = Path.of(entry);
    String name = path.getFileName().toString();
    return Files.isDirectory(path) || name.startsWith("beam-") || name.startsWith("meltwatch-");
  }

  /** Under Maven the application's class path is known to its class loader only. */
  private static List<String> entries() throws IOException {
    if (!(Thread.currentThread().getContextClassLoader() instanceof URLClassLoader loader)) {
      return List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1));
    }
    List<String> entries = new ArrayList<>();
    for (URL url : loader.getURLs()) {
      try {
        entries.add(Path.of(url.toURI()).toString());
      } catch (URISyntaxException | IllegalArgumentException e) {
        throw new IOException("class path entry %s is no file: %s".formatted(url, e), e);
      }
    }
    return entries;
  }
}
