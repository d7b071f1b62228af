package org.meltwatch.runners.flink;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.meltwatch.processes.ClassPathEntries;

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
        ClassPathEntries.ofThisProcess().stream()
            .filter(entry -> !entry.isEmpty())
            .collect(Collectors.partitioningBy(ClassPath::isOfCluster));
    return new ClassPath(parts.getOrDefault(true, List.of()), parts.getOrDefault(false, List.of()));
  }

  private static boolean isOfCluster(String entry) {
    Path name = Path.of(entry).getFileName();
    return name != null && OF_CLUSTER.matcher(name.toString()).matches();
  }
}
