package org.meltwatch.io.spool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.received.Slice;

/** Real files, and their like in memory. */
final class SpoolFilesTest {

  @TempDir private Path directory = Path.of("");

  @Test
  void store_files_comeBackUnderTheirNames() throws Exception {
    String place = directory.resolve("a b").toString();
    check(new FileSystemsStore(place));
    check(new MemoryStore(SpoolDirectory.inMemory(place)));
  }

  private static void check(SpoolStore store) throws IOException {
    assertEquals(Map.of(), store.list());
    store.write("one", bytes(1, 2), bytes(3));
    assertEquals(Map.of("one", 3L), store.list());
    assertArrayEquals(new byte[] {1, 2, 3}, store.read("one", 100));
    assertArrayEquals(new byte[] {1, 2}, store.read("one", 2));
    store.rename("one", "two");
    assertEquals(Map.of("two", 3L), store.list());
    assertThrows(FileNotFoundException.class, () -> store.read("one", 100));
    store.delete("two");
    store.delete("two");
    assertEquals(Map.of(), store.list());
  }

  @Test
  void tif_ofAClaimInMemory_isTheArrayThatWasWritten() throws Exception {
    String spool = SpoolDirectory.inMemory(directory.toString());
    byte[] payload = {9, 1, 2, 3};
    String claim = write(spool, 0, 5, payload);
    Slice tif = SpoolReader.tif(claim);
    assertArrayEquals(new byte[] {1, 2, 3}, tif.copy());
    assertSame(payload, tif.array(), "nothing is copied");

    SpoolDirectory.forget(spool);
    IOException missing = assertThrows(IOException.class, () -> SpoolReader.tif(claim));
    assertTrue(missing.getMessage().contains(claim), missing::getMessage);
  }

  @Test
  void moveTo_fromMemory_makesTheSameFileOnDisk() throws Exception {
    String onDisk = write(0, 5, new byte[] {9, 1, 2, 3});
    byte[] expected = Files.readAllBytes(Path.of(onDisk));
    Files.delete(Path.of(onDisk));

    String spool = SpoolDirectory.inMemory(directory.toString());
    String claim = write(spool, 0, 5, new byte[] {9, 1, 2, 3});
    SpoolStore lane = SpoolDirectory.lane(spool, 0, 2);
    String file = claim.substring(claim.lastIndexOf('/') + 1);
    lane.moveTo(SpoolDirectory.lane(SpoolDirectory.onDisk(spool), 0, 2), file);
    assertFalse(lane.list().containsKey(file));
    assertArrayEquals(expected, Files.readAllBytes(directory.resolve("lane-0-of-2").resolve(file)));
    assertEquals(1, SpoolDirectory.messages(directory.toString()).size());
    SpoolDirectory.forget(spool);
  }

  @Test
  void write_impossible_leavesNothingBehind() throws Exception {
    Files.createDirectories(directory.resolve("lane/one"));
    SpoolStore store = new FileSystemsStore(directory.resolve("lane").toString());
    Files.writeString(directory.resolve("lane/one/in the way"), "x");
    assertThrows(IOException.class, () -> store.write("one", bytes(1)));
    try (var files = Files.list(directory.resolve("lane"))) {
      assertEquals(List.of(directory.resolve("lane/one")), files.toList());
    }
  }

  @Test
  void tif_ofAClaim_isTheImageAlone() throws Exception {
    String claim = write(0, 5, new byte[] {9, 1, 2, 3});
    assertArrayEquals(new byte[] {1, 2, 3}, SpoolReader.tif(claim).copy());
  }

  @Test
  void tif_changedOrMissingFile_isRefusedByName() throws Exception {
    String claim = write(0, 5, new byte[] {9, 1, 2, 3});
    byte[] file = Files.readAllBytes(Path.of(claim));
    file[file.length - 6]++;
    Files.write(Path.of(claim), file);
    TornFileException torn = assertThrows(TornFileException.class, () -> SpoolReader.tif(claim));
    assertTrue(torn.getMessage().contains(claim), torn::getMessage);
    Files.delete(Path.of(claim));
    IOException missing = assertThrows(IOException.class, () -> SpoolReader.tif(claim));
    assertTrue(missing.getMessage().contains(claim), missing::getMessage);
  }

  @Test
  void messages_ofAllLanes_areInOrderOfHandingOut() throws Exception {
    write(0, 8, new byte[] {9, 1});
    write(1, 7, new byte[] {9, 2});
    write(0, 3, new byte[] {9, 3});
    SpoolStore lane = SpoolDirectory.lane(directory.toString(), 0, 2);
    lane.write("torn-0000000009-00000000.msg", bytes(1));
    lane.write("opened-00000000", bytes());
    assertEquals(
        List.of(3L, 7L, 8L),
        SpoolDirectory.messages(directory.toString()).stream()
            .map(file -> file.header().seqId())
            .toList());
  }

  private String write(int lane, long seqId, byte[] payload) throws IOException {
    return write(directory.toString(), lane, seqId, payload);
  }

  private static String write(String directory, int lane, long seqId, byte[] payload)
      throws IOException {
    LaneSpool spool = LaneSpool.open(SpoolDirectory.lane(directory, lane, 2), 4);
    SpoolHeader header =
        new SpoolHeader(
            SpoolHeader.Kind.MESSAGE,
            lane,
            2,
            seqId,
            9,
            0,
            0,
            seqId,
            new TileKey("P", 0),
            1,
            payload.length,
            payload.length,
            1,
            payload.length - 1);
    return spool.address(spool.write(header, payload));
  }

  private static ByteBuffer bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return ByteBuffer.wrap(bytes);
  }
}
