package org.meltwatch.io.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meltwatch.model.TileKey;
import org.meltwatch.ranges.Ranges;

final class LaneSpoolTest {

  private static final int WINDOW = 4;

  private final FakeStore store = new FakeStore();

  @Test
  void open_newLane_isEmptyAndNotReopened() throws Exception {
    LaneSpool spool = open();
    assertEquals(List.of(), spool.found());
    assertFalse(spool.reopened());
    assertTrue(spool.isLatest());
  }

  @Test
  void open_again_findsWhatWasWrittenByNumber() throws Exception {
    LaneSpool first = open();
    write(first, 2, 12);
    write(first, 0, 10);
    LaneSpool second = open();
    assertTrue(second.reopened());
    assertFalse(first.isLatest());
    assertEquals(List.of("0:10", "2:12"), names(second.found()));
    SpooledFile file = second.found().get(1);
    assertEquals(new SpoolMessage(header(2, 12), payload(12)), second.read(file.file()));
  }

  @Test
  void open_sameMessageByTwoReaders_isOne() throws Exception {
    LaneSpool gone = open();
    LaneSpool spool = open();
    write(gone, 3, 13);
    write(spool, 3, 13);
    assertEquals(List.of("3:13"), names(open().found()));
  }

  @Test
  void open_otherMessageOfAnOldReader_isStrayBehindAllThatMayHaveBeenAskedFor() throws Exception {
    LaneSpool gone = open();
    LaneSpool spool = open();
    write(gone, 3, 13);
    write(spool, 3, 14);
    write(spool, 4, 15);
    assertEquals(List.of("3:14", "4:15", "9:13"), names(open().found()));
    assertEquals(List.of("3:14", "4:15", "9:13"), names(open().found()));
  }

  @Test
  void open_endOfAnOldReader_yieldsToAMessage() throws Exception {
    LaneSpool gone = open();
    LaneSpool spool = open();
    gone.write(end(3), new byte[0]);
    write(spool, 3, 14);
    assertEquals(List.of("3:14"), names(open().found()));
  }

  @Test
  void open_tornFile_isSetAside() throws Exception {
    LaneSpool spool = open();
    write(spool, 0, 10);
    String torn = write(spool, 1, 11);
    store.put(torn, new byte[50]);
    assertEquals(List.of("0:10"), names(open().found()));
    assertTrue(store.list().containsKey("torn-" + torn));
    assertFalse(store.list().containsKey(torn));
  }

  @Test
  void read_changedPayload_isSetAsideAndNamed() throws Exception {
    LaneSpool spool = open();
    String file = write(spool, 0, 10);
    store.bytes(file)[120]++;
    TornFileException error = assertThrows(TornFileException.class, () -> spool.read(file));
    assertEquals("spool file memory/" + file + ": does not match its checksum", error.getMessage());
    assertTrue(store.list().containsKey("torn-" + file));
  }

  @Test
  void write_fullDisk_namesFileAndCause() throws Exception {
    LaneSpool spool = open();
    store.failFor(file -> true);
    IOException error = assertThrows(IOException.class, () -> write(spool, 5, 15));
    assertTrue(
        error
            .getMessage()
            .matches(
                "cannot write spool file memory/0000000005-\\w{8}\\.msg: .*No space left on device"),
        error::getMessage);
  }

  @Test
  void strays_ofAReaderThatStillLived_areNumberedOn() throws Exception {
    LaneSpool gone = open();
    write(gone, 0, 10);
    LaneSpool spool = open();
    write(spool, 1, 11);
    write(gone, 1, 12);
    write(gone, 2, 13);
    gone.write(end(3), new byte[0]);
    assertEquals(List.of("7:12", "8:13"), names(spool.strays(7)));
    assertEquals(List.of(), names(spool.strays(9)));
  }

  @Test
  void strays_sameMessageWhoseFileWasDeleted_isNone() throws Exception {
    LaneSpool gone = open();
    LaneSpool spool = open();
    store.delete(write(spool, 1, 11));
    write(gone, 1, 11);
    assertEquals(List.of(), names(spool.strays(7)));
  }

  @Test
  void done_notedBeforeFilesGo_isKnownToWhoeverOpensTheLaneNext() throws Exception {
    Ranges done = new Ranges();
    assertEquals(List.of(), LaneSpool.done(store).list());
    done.add(0, 4);
    done.add(7);
    LaneSpool.noteDone(store, done);
    assertEquals(done.list(), open().done().list());
    assertEquals(List.of(), open().found());
  }

  private LaneSpool open() throws IOException {
    return LaneSpool.open(store, WINDOW);
  }

  private static String write(LaneSpool spool, long number, long seqId) throws IOException {
    return spool.write(header(number, seqId), payload(seqId));
  }

  private static SpoolHeader header(long number, long seqId) {
    TileKey key = new TileKey("P", 0);
    return new SpoolHeader(
        SpoolHeader.Kind.MESSAGE, 0, 1, number, 9, 0, 0, seqId, key, 1, 100, 100, 10, 90);
  }

  private static SpoolHeader end(long number) {
    return new SpoolHeader(
        SpoolHeader.Kind.END, 0, 1, number, 9, 0, 0, null, null, null, 0, 0, 0, 0);
  }

  private static byte[] payload(long seqId) {
    byte[] payload = new byte[100];
    payload[50] = (byte) seqId;
    return payload;
  }

  private static List<String> names(List<SpooledFile> files) {
    return files.stream().map(file -> file.number() + ":" + file.header().seqId()).toList();
  }
}
