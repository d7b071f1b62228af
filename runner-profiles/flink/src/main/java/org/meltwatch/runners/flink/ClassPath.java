package org.meltwatch.runners.flink;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * This process's class path in two parts: what a Flink cluster consists of, and the job with all
 * that it needs besides. A class must be in one of them only, or it is loaded twice.
 *
 * @param cluster Flink, its dependencies and its logging
 * @param job everything else
 */
record ClassPath(List<String> cluster, List<String> job) {

  /** By file name; a job that needs one of them finds it in the cluster. */
  private static final Pattern OF_CLUSTER =
      Pattern.compile(
          "(flink-|commons-(cli|collections|compress|io|lang3|math3|text)-|slf4j-|snappy-java-"
              + "|lz4-java-|kryo-|minlog-|objenesis-|chill-java-|javassist-|jsr305-|async-profiler-"
              + "|snakeyaml-engine-|zstd-jni-).*\\.jar");

  /**
   * The class path of this process.
   *
   * @throws IOException if an entry is no file
   */
  static ClassPath ofThisProcess() throws IOException {
    Map<Boolean, List<String>> parts =
        entries().stream()
            .filter(entry -> !entry.isEmpty())
            .collect(Collectors.partitioningBy(ClassPath::isOfCluster));
    return new ClassPath(parts.getOrDefault(true, List.of()), parts.getOrDefault(false, List.of()));
  }

  private static boolean isOfCluster(String entry) {
    Path name = Path.of(entry).getFileName();
    return name != null && OF_CLUSTER.matcher(name.toString()).matches();
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
