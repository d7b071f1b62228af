package org.meltwatch.runners.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nodes of their own are made from. */
final class ClusterFilesTest {

  @TempDir private Path directory;

  @Test
  void write_anEmptyDirectory_makesASparkHomeWithoutTheJob() throws Exception {
    ClusterFiles.write(directory);

    assertEquals(
        ClassPath.ofThisProcess().engine().stream().map(ClusterFilesTest::name).sorted().toList(),
        names(directory.resolve("jars")));
    try (var logging = ClusterFiles.class.getResourceAsStream("/log4j2.properties")) {
      assertEquals(
          new String(logging.readAllBytes(), UTF_8),
          Files.readString(directory.resolve("conf/log4j2.properties")));
    }
    List<String> flags = Files.readAllLines(directory.resolve("node.args"));
    assertTrue(flags.contains("\"-Xmx512m\""), flags::toString);
    assertTrue(flags.contains("\"--add-opens=java.base/sun.nio.ch=ALL-UNNAMED\""));
  }

  @Test
  void write_whatIsThereAlready_isNotMixedWith() throws Exception {
    ClusterFiles.write(directory);

    assertThrows(FileAlreadyExistsException.class, () -> ClusterFiles.write(directory));
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(Path::toString).map(ClusterFilesTest::name).sorted().toList();
    }
  }

  private static String name(String path) {
    return Path.of(path).getFileName().toString();
  }
}
