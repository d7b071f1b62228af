package org.meltwatch.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A JDK of this machine.
 *
 * @param version as it names itself, such as {@code 17.0.15}
 * @param java its java command
 */
record Jdk(String version, Path java) {

  private static final Path INSTALLED = Path.of("/usr/lib/jvm");
  private static final int OLDEST = 17;

  /** The JDK of this process, and those beside it where Linux systems have them. */
  static List<Jdk> installed() throws IOException {
    Map<Path, Jdk> found = new TreeMap<>(Comparator.comparing(Path::toString));
    for (Path home : homes()) {
      Path java = home.resolve("bin/java");
      Path release = home.resolve("release");
      if (Files.isExecutable(java) && Files.exists(release)) {
        String version = version(release);
        if (Runtime.Version.parse(version).feature() >= OLDEST) {
          found.put(java.toRealPath(), new Jdk(version, java.toRealPath()));
        }
      }
    }
    return List.copyOf(found.values());
  }

  /** The JDK of this process. */
  static Jdk own() {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new Jdk(System.getProperty("java.version"), java);
  }

  private static List<Path> homes() throws IOException {
    Path own = Path.of(System.getProperty("java.home"));
    if (!Files.isDirectory(INSTALLED)) {
      return List.of(own);
    }
    try (Stream<Path> beside = Files.list(INSTALLED)) {
      return Stream.concat(Stream.of(own), beside).toList();
    }
  }

  private static String version(Path release) throws IOException {
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(release)) {
      properties.load(reader);
    }
    return properties.getProperty("JAVA_VERSION", "0").replace("\"", "");
  }

  @Override
  public String toString() {
    return "JDK " + version;
  }
}
