package org.meltwatch.runners.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.meltwatch.processes.ClassPathEntries;

/**
 * This process's class path in two parts: what a Spark distribution consists of, and the job with
 * all that it needs besides, Beam and Meltwatch among it: these must come from one class loader, or
 * a worker does not find Meltwatch's classes.
 *
 * @param engine Spark, its dependencies and its logging
 * @param job everything else
 */
record ClassPath(List<String> engine, List<String> job) {

  /** By file name: what spark-core, spark-streaming and spark-sql-api depend on. As in the POM. */
  private static final Pattern OF_ENGINE =
      Pattern.compile(
          "(spark-.*_2|scala-|hadoop-client-|json4s-|jackson-|slf4j-|jul-to-slf4j-|jcl-over-slf4j-"
              + "|log4j-|netty-|avro-|xz-|chill|kryo-|minlog-|objenesis-|xbean-asm9-|leveldbjni-"
              + "|rocksdbjni-|tink-|gson-|protobuf-java-|joda-time-|activation-|curator-|guava-"
              + "|failureaccess-|zookeeper-|audience-annotations-|jakarta\\.|jsr305-|compress-lzf-"
              + "|snappy-java-"
              + "|commons-(codec|collections4?|compress|crypto|io|lang3|logging|math3|text)-"
              + "|lz4-java-|zstd-jni-|RoaringBitmap-|shims-|jersey-|hk2-|osgi-resource-locator-"
              + "|aopalliance-|javassist-|stream-|metrics-|paranamer-|ivy-|oro-|pickle-|py4j-"
              + "|antlr4-runtime-|arrow-|flatbuffers-).*\\.jar");

  /**
   * The class path of this process.
   *
   * @throws IOException if an entry is no file
   */
  static ClassPath ofThisProcess() throws IOException {
    Map<Boolean, List<String>> parts =
        ClassPathEntries.ofThisProcess().stream()
            .filter(entry -> !entry.isEmpty() && Files.exists(Path.of(entry)))
            .collect(Collectors.partitioningBy(ClassPath::isOfEngine));
    return new ClassPath(parts.getOrDefault(true, List.of()), parts.getOrDefault(false, List.of()));
  }

  private static boolean isOfEngine(String entry) {
    Path name = Path.of(entry).getFileName();
    return name != null && OF_ENGINE.matcher(name.toString()).matches();
  }
}
