package org.meltwatch.io.kafka.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.meltwatch.model.received.Shortfall;

class MarkTest {

  private static final Mark MARK =
      new Mark(
          Mark.Kind.END,
          1,
          3,
          17,
          99,
          4,
          1_700_000_000_000_000L,
          370_000,
          List.of(5L, 0L, 12L),
          new Shortfall(2, 1, "the challenger is gone"),
          "http://127.0.0.1:8866");

  private static Mark read(byte[] bytes) throws UnreadableMarkException {
    RecordHeaders headers = new RecordHeaders();
    headers.add(Mark.HEADER, bytes);
    return Mark.of(headers);
  }

  @Test
  void bytes_everyField_comesBackEqual() throws Exception {
    assertEquals(MARK, read(MARK.bytes()));
  }

  @Test
  void of_recordWithoutHeader_isNull() throws Exception {
    assertNull(Mark.of(new RecordHeaders()));
  }

  @Test
  void of_versionOfAnotherRelease_saysSo() {
    byte[] bytes = MARK.bytes();
    bytes[0] = 2;
    String said = assertThrows(UnreadableMarkException.class, () -> read(bytes)).getMessage();
    assertEquals(
        "header meltwatch has version 2, and must have 1: a feed of another release wrote it",
        said);
  }

  @Test
  void of_everyHeaderCutShort_isRefused() {
    byte[] bytes = MARK.bytes();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      String said = assertThrows(UnreadableMarkException.class, () -> read(cut)).getMessage();
      assertTrue(said.startsWith("header meltwatch (" + length + " bytes) cannot be read"), said);
    }
  }

  @Test
  void of_bytesThatAreNoMark_areRefusedWithoutMuchMemory() {
    byte[] bytes = MARK.bytes();
    Arrays.fill(bytes, 6, 10, (byte) 0x7f);
    assertThrows(UnreadableMarkException.class, () -> read(bytes));
  }
}
