package org.meltwatch.prints.formats;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.meltwatch.testing.Fuzzer;

@Tag("processes")
final class LayerFileFuzzTest {

  @Test
  void read_whatAFuzzerThinksOf_givesLayersOrARefusal() throws Exception {
    Fuzzer.run(LayerFileFuzzTarget.class, seeds());
  }

  /** A file of each format. */
  private static List<byte[]> seeds() throws Exception {
    Path formats = Path.of(LayerFileFuzzTest.class.getResource("/formats").toURI());
    List<byte[]> seeds = new ArrayList<>();
    try (Stream<Path> files = Files.walk(formats)) {
      for (Path file : files.filter(LayerFileFuzzTest::isSeed).sorted().toList()) {
        seeds.add(Files.readAllBytes(file));
      }
    }
    return seeds;
  }

  private static boolean isSeed(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith("layer_0.") || name.startsWith("stack.");
  }

  /** Whatever a fuzzer found once, kept as a test. */
  @Test
  void read_nothing_isRefused() {
    LayerFileFuzzTarget.fuzzerTestOneInput(new byte[0]);
    LayerFileFuzzTarget.fuzzerTestOneInput(new byte[] {'I', 'I', 42, 0});
  }
}
