package org.meltwatch.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The fixtures in the test resources: synthetic tiles with the results that an independent program
 * expects.
 */
public final class Fixtures {

  /** The print of 500 x 500 points that benchmarks measure: four tiles, three layers each. */
  public static final String BENCHMARKED = "small/print500";

  private static final ObjectMapper JSON = new ObjectMapper();

  private Fixtures() {}

  /** All prints. */
  public static List<PrintFixture> prints() {
    String names = new String(bytes("prints.txt"), StandardCharsets.UTF_8);
    return names.lines().map(Fixtures::print).toList();
  }

  /** The print of that name, such as {@code layers/tiny_3x7}. */
  public static PrintFixture print(String name) {
    return PrintFixture.parse(
        name, json(name + "/expected.json"), file -> bytes(name + "/" + file));
  }

  /** A JSON file's contents. */
  public static JsonNode json(String path) {
    try {
      return JSON.readTree(bytes(path));
    } catch (IOException e) {
      throw new UncheckedIOException("fixture " + path + " is not JSON", e);
    }
  }

  /** A file's contents. */
  public static byte[] bytes(String path) {
    try (InputStream in = Fixtures.class.getResourceAsStream("/fixtures/" + path)) {
      if (in == null) {
        throw new FileNotFoundException("it is not in the test resources");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read fixture " + path, e);
    }
  }
}
