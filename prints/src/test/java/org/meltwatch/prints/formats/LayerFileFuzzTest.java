package org.meltwatch.prints.formats;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
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

  /** A quarter of a billion values a point: a reader makes room for a word about each. */
  @Test
  void read_valuesWithoutBoundAPoint_isRefused() throws Exception {
    URL file = requireNonNull(LayerFileFuzzTest.class.getResource("/fuzz/samples.tif"));
    try (LayerFile opened = LayerFile.open(Path.of(file.toURI()))) {
      UnreadableFileException refusal =
          assertThrows(UnreadableFileException.class, () -> opened.read(0));
      assertTrue(refusal.getMessage().startsWith("its values a point ("), refusal.getMessage());
    }
  }
}
