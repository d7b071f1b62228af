package org.meltwatch.reference;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of fixtures: tiles with the results that an independent program expects. A part of them
 * is bundled with the tests; the whole lies beside the project where it is developed.
 */
public final class Fixtures {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Folder folder;
  private final List<String> prints;

  private Fixtures(Folder folder, List<String> prints) {
    this.folder = folder;
    this.prints = prints;
  }

  /** The fixtures in the test resources; always there. */
  public static Fixtures bundled() {
    Folder folder =
        path -> {
          InputStream in = Fixtures.class.getResourceAsStream("/fixtures/" + path);
          if (in == null) {
            throw new FileNotFoundException("no bundled fixture " + path);
          }
          return in;
        };
    String names = new String(read(folder, "prints.txt"), StandardCharsets.UTF_8);
    return new Fixtures(folder, names.lines().toList());
  }

  /** All fixtures; skips the calling test where system property meltwatch.shared has none. */
  public static Fixtures shared() {
    Path root = Path.of(System.getProperty("meltwatch.shared", "../../shared"), "fixtures");
    assumeTrue(Files.isDirectory(root), () -> "skipped: there are no fixtures at " + root);
    Folder folder = path -> Files.newInputStream(root.resolve(path));
    try (Stream<Path> files = Files.walk(root)) {
      List<String> prints =
          files
              .filter(file -> file.endsWith("expected.json"))
              .map(file -> root.relativize(file.getParent()).toString().replace('\\', '/'))
              .filter(name -> !name.equals("edge/tiff_variants"))
              .filter(name -> !name.startsWith("defects/"))
              .sorted()
              .toList();
      return new Fixtures(folder, prints);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the fixtures at " + root, e);
    }
  }

  /** All prints. */
  public List<PrintFixture> prints() {
    return prints.stream().map(this::print).toList();
  }

  /** The print of that name, such as {@code layers/tiny_3x7}. */
  public PrintFixture print(String name) {
    return PrintFixture.parse(
        name, json(name + "/expected.json"), file -> bytes(name + "/" + file));
  }

  /** A file's contents. */
  public byte[] bytes(String path) {
    return read(folder, path);
  }

  /** A JSON file's contents. */
  public JsonNode json(String path) {
    try {
      return JSON.readTree(bytes(path));
    } catch (IOException e) {
      throw new UncheckedIOException("fixture " + path + " is not JSON", e);
    }
  }

  private static byte[] read(Folder folder, String path) {
    try (InputStream in = folder.open(path)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read fixture " + path, e);
    }
  }

  @FunctionalInterface
  private interface Folder {
    InputStream open(String path) throws IOException;
  }
}
