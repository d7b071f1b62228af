package org.meltwatch.runners.spark.replay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.worker.WorkerState;

class KeptReadsTest {

  private static final UUID LANE = new UUID(1, 2);
  private static final UUID OTHER = new UUID(1, 3);

  @TempDir private Path directory = Path.of("");

  @Test
  void find_afterKeep_givesItInAnyProcess() throws IOException {
    reads().keep(LANE, 3, bytes("three"));
    assertArrayEquals(bytes("three"), reads().find(LANE, 3));
    assertNull(reads().find(LANE, 4));
    assertNull(reads().find(OTHER, 3));
  }

  @Test
  void keep_ofWhatIsKept_fails() throws IOException {
    reads().keep(LANE, 3, bytes("three"));
    IOException failure =
        assertThrows(IOException.class, () -> reads().keep(LANE, 3, bytes("another")));
    assertTrue(failure.getMessage().contains("read by another process"), failure.getMessage());
    assertArrayEquals(bytes("three"), reads().find(LANE, 3));
    assertEquals(List.of("3"), files(LANE));
  }

  @Test
  void find_ofADamagedFile_fails() throws IOException {
    reads().keep(LANE, 3, bytes("three"));
    Path file = directory.resolve("reads/" + LANE + "/3");
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      IOException failure = assertThrows(IOException.class, () -> reads().find(LANE, 3));
      assertTrue(failure.getMessage().endsWith("is not as it was written"), failure.getMessage());
    }
  }

  @Test
  void settle_deletesWhatIsSettledAndKeepsTheRest() throws IOException {
    for (long read = 0; read < 6; read++) {
      reads().keep(LANE, read, bytes("read " + read));
    }
    reads().keep(OTHER, 1, bytes("another"));
    assertEquals(0, reads().settled());
    reads().settle(2);
    reads().settle(4);
    assertEquals(4, reads().settled());
    assertEquals(List.of("4", "5"), files(LANE));
    assertEquals(List.of(), files(OTHER));
    IOException failure = assertThrows(IOException.class, () -> reads().find(LANE, 3));
    assertTrue(failure.getMessage().contains("all before 4 are worked off"), failure.getMessage());
  }

  /** A run in one process whose images go through the engine. */
  @Test
  void find_whereNothingIsKept_refusesWhatWasReadBefore() throws Exception {
    ReadsOnce once = new ReadsOnce();
    assertNull(once.find(LANE, 0));
    once.keep(LANE, 0, bytes("nothing of this stays"));
    assertNull(once.find(LANE, 1));
    assertNull(once.find(OTHER, 0));
    IOException failure = assertThrows(IOException.class, () -> once.find(LANE, 0));
    assertTrue(
        failure.getMessage().contains("use --payload=spool, which is Spark's default, instead of"),
        failure.getMessage());
    WorkerState.close();
    assertNull(once.find(LANE, 0));
  }

  private KeptReads reads() {
    return new KeptReads(directory.resolve("reads").toString());
  }

  private List<String> files(UUID lane) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("reads/" + lane))) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
