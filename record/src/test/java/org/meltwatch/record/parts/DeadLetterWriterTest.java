package org.meltwatch.record.parts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.received.Batch;
import org.meltwatch.model.received.DeadLetter;
import org.meltwatch.model.received.Receipt;
import org.meltwatch.model.received.RefusedBatch;

final class DeadLetterWriterTest {

  @TempDir private Path dir;

  @Test
  void write_unreadableImage_keepsItWithItsReason() throws Exception {
    TileKey key = new TileKey("../../evil\u0000", 3);
    Batch batch = new Batch(new Receipt(2, 4, 17, 0, 1), 99, key, 5, "II*".getBytes(UTF_8));

    String file = new DeadLetterWriter(dir, 1 << 20).write(DeadLetter.of(batch, "strip 3: torn"));

    assertEquals("batch99-lane2-17.tif", file);
    assertEquals("II*", content(file));
    assertEquals(
        """
        {
          "file" : "batch99-lane2-17.tif",
          "bytes" : 3,
          "reason" : "strip 3: torn",
          "seq_id" : 99,
          "print_id" : "../../evil\\u0000",
          "tile_id" : 3,
          "layer" : 5,
          "origin" : "lane2-17"
        }""",
        content("batch99-lane2-17.json"));
  }

  @Test
  void write_severalWithoutIds_keepsEach() throws Exception {
    for (int position = 0; position < 2; position++) {
      new DeadLetterWriter(dir, 1 << 20).write(DeadLetter.of(unknown(position)));
    }

    assertEquals(
        List.of(
            "unknown-lane0-0.json",
            "unknown-lane0-0.msgpack",
            "unknown-lane0-1.json",
            "unknown-lane0-1.msgpack"),
        names());
    assertEquals(
        """
        {
          "file" : "unknown-lane0-0.msgpack",
          "bytes" : 1,
          "reason" : "no map",
          "origin" : "lane0-0"
        }""",
        content("unknown-lane0-0.json"));
  }

  @Test
  void write_sameLetterTwice_isThereOnce() throws Exception {
    DeadLetterWriter writer = new DeadLetterWriter(dir, 1 << 20);

    assertEquals(writer.write(DeadLetter.of(unknown(0))), writer.write(DeadLetter.of(unknown(0))));
    assertEquals(List.of("unknown-lane0-0.json", "unknown-lane0-0.msgpack"), names());
  }

  /** Each takes two blocks of 4096 bytes. */
  @Test
  void write_beyondTheBound_keepsNoMore() throws Exception {
    DeadLetterWriter writer = new DeadLetterWriter(dir, 4 * 4096);
    assertEquals("unknown-lane0-0.msgpack", writer.write(DeadLetter.of(unknown(0))));
    assertEquals("unknown-lane0-1.msgpack", writer.write(DeadLetter.of(unknown(1))));

    assertEquals(DeadLetterWriter.NOWHERE, writer.write(DeadLetter.of(unknown(2))));
    assertEquals(
        "unknown-lane0-0.msgpack", writer.write(DeadLetter.of(unknown(0))), "it is there already");
    assertEquals(4, names().size());
  }

  @Test
  void write_directoryCannotBeMade_namesFile() throws Exception {
    Files.writeString(dir.resolve("dead-letters"), "in the way");

    IOException failure =
        assertThrows(
            IOException.class,
            () -> new DeadLetterWriter(dir, 1 << 20).write(DeadLetter.of(unknown(0))));
    assertTrue(
        failure
            .getMessage()
            .startsWith(
                "cannot write " + dir.resolve("dead-letters/unknown-lane0-0.msgpack") + ": "),
        failure.getMessage());
  }

  @Test
  void letter_originOrSuffixFitForNoFileName_isRefused() {
    byte[] content = {};
    assertEquals(
        "origin (../x) must match [A-Za-z0-9-]{1,64}",
        assertThrows(
                IllegalArgumentException.class,
                () -> new DeadLetter("../x", null, null, null, "r", "tif", content))
            .getMessage());
    assertEquals(
        "suffix (a/b) must match [a-z0-9]{1,16}",
        assertThrows(
                IllegalArgumentException.class,
                () -> new DeadLetter("lane0-0", null, null, null, "r", "a/b", content))
            .getMessage());
  }

  private static RefusedBatch unknown(long position) {
    Receipt receipt = new Receipt(0, 1, position, 0, 1);
    return new RefusedBatch(receipt, null, null, null, "no map", new byte[] {'x'});
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(dir.resolve("dead-letters"))) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  private String content(String name) throws IOException {
    return Files.readString(dir.resolve("dead-letters").resolve(name));
  }
}
