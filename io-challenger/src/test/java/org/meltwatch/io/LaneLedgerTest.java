package org.meltwatch.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.meltwatch.model.Batch;
import org.meltwatch.model.LaneEnd;
import org.meltwatch.model.Receipt;
import org.meltwatch.model.Received;
import org.meltwatch.model.RefusedBatch;
import org.meltwatch.model.TileKey;

final class LaneLedgerTest {

  private static final FetchSettings SETTINGS = FetchSettings.DEFAULT.withPrefetch(3).withReplay(2);

  private final LaneLedger ledger = new LaneLedger("lane", 0, 1, SETTINGS, 0);

  @Test
  void handOn_requestsAnsweredInOrder_lowWaterIsTheNextBatch() {
    fetch(5);
    assertEquals(batch(5, 0, 6), ledger.handOn().received());
    fetch(9);
    assertEquals(batch(9, 1, 10), ledger.handOn().received());
  }

  @Test
  void handOn_earlierRequestOutstanding_lowWaterStaysAtItsFloor() {
    fetch(5);
    ledger.handOn();
    LaneLedger.Request slow = ledger.sent();
    LaneLedger.Request quick = ledger.sent();
    ledger.received(quick, Batches.accepted(8), 0);

    assertEquals(batch(8, 1, 6), ledger.handOn().received());
    LaneLedger.Request later = ledger.sent();
    ledger.received(slow, Batches.accepted(7), 0);
    assertEquals(batch(7, 2, 9), ledger.handOn().received());
    ledger.received(later, Batches.accepted(11), 0);
    assertEquals(batch(11, 3, 12), ledger.handOn().received());
  }

  @Test
  void handOn_nothingSeenWhenTheRequestWasSent_lowWaterIsZero() {
    LaneLedger.Request slow = ledger.sent();
    fetch(3);
    assertEquals(batch(3, 0, 0), ledger.handOn().received());
    ledger.received(slow, Batches.accepted(2), 0);
    assertEquals(batch(2, 1, 4), ledger.handOn().received());
  }

  @Test
  void handOn_smallerBatchWaits_lowWaterIsThatBatch() {
    LaneLedger.Request first = ledger.sent();
    LaneLedger.Request second = ledger.sent();
    ledger.received(second, Batches.accepted(4), 0);
    ledger.received(first, Batches.accepted(3), 0);
    assertEquals(batch(4, 0, 3), ledger.handOn().received());
    assertEquals(batch(3, 1, 5), ledger.handOn().received());
  }

  @Test
  void handOn_requestSentAgain_lowWaterForgetsItsFirstTry() {
    LaneLedger.Request broken = ledger.sent();
    fetch(3);
    ledger.sentAgain(broken);
    assertEquals(batch(3, 0, 4), ledger.handOn().received());
  }

  @Test
  void handOn_refusedMessage_isNotTrustedWithTheLowWaterMark() {
    fetch(5);
    LaneLedger.Request first = ledger.sent();
    LaneLedger.Request second = ledger.sent();
    ledger.received(first, Batches.accepted(6), 0);
    ledger.received(second, refused(1_000_000L), 0);

    assertEquals(batch(5, 0, 6), ledger.handOn().received());
    assertEquals(batch(6, 1, 6), ledger.handOn().received());
    RefusedBatch refused = (RefusedBatch) ledger.handOn().received();
    assertEquals(Batches.receipt(2, 7), refused.receipt());
  }

  @Test
  void handOn_layers_floorIsTheLowestThatMayCome() {
    fetch(15);
    LaneLedger.Request slow = ledger.sent();
    fetch(16);
    assertEquals(new Floor(16, 0), ledger.handOn().floor());
    assertEquals(new Floor(16, 0), ledger.handOn().floor());
    ledger.received(slow, Batches.accepted(17), 0);
    assertEquals(new Floor(18, 1), ledger.handOn().floor());
  }

  @Test
  void receivedEnd_otherRequestOutstanding_endsOnlyWhenThatIsAnswered() {
    LaneLedger.Request slow = ledger.sent();
    ledger.receivedEnd(ledger.sent(), 0);
    assertTrue(ledger.isEmpty());
    assertFalse(ledger.hasRoom());

    ledger.received(slow, Batches.accepted(3), 0);
    assertFalse(ledger.isAtEnd());
    assertEquals(batch(3, 0, Receipt.NOTHING_MORE), ledger.handOn().received());
    assertTrue(ledger.isAtEnd());
    LaneLedger.Handed end = ledger.handOn();
    assertEquals(new LaneEnd(Batches.receipt(1, Receipt.NOTHING_MORE)), end.received());
    assertEquals(Floor.END, end.floor());
  }

  @Test
  void hasRoom_twiceAsManyAsPrefetch_isFull() {
    for (int i = 0; i < 6; i++) {
      assertTrue(ledger.hasRoom());
      fetch(i);
    }
    assertFalse(ledger.hasRoom());
    ledger.handOn();
    assertTrue(ledger.hasRoom());
  }

  @Test
  void seek_backWithinReplay_handsOnTheSameAgain() {
    for (int i = 0; i < 3; i++) {
      fetch(i);
    }
    ledger.handOn();
    ledger.handOn();
    ledger.seek(0);
    assertEquals(List.of(0L, 1L, 2L), handedOn(3));
    ledger.seek(1);
    assertEquals(List.of(1L, 2L), handedOn(2));
  }

  @Test
  void seek_forwardOverWhatWasHandedOn_skipsIt() {
    for (int i = 0; i < 3; i++) {
      fetch(i);
    }
    ledger.handOn();
    ledger.handOn();
    ledger.seek(0);
    ledger.seek(2);
    assertEquals(batch(2, 2, 3), ledger.handOn().received());
  }

  @Test
  void seek_backBeyondReplay_keepsPositionsDense() {
    for (int i = 0; i < 4; i++) {
      fetch(i);
      ledger.handOn();
    }
    fetch(4);
    ledger.seek(1);
    // Batch 1, at position 1, is gone; batches 2 and 3 are in the replay but were handed on as 2,
    // 3.
    assertEquals(batch(2, 1, 3), ledger.handOn().received());
    assertEquals(batch(3, 2, 4), ledger.handOn().received());
    assertEquals(batch(4, 3, 5), ledger.handOn().received());
  }

  @Test
  void seek_aheadOfThisProcess_numbersOnWhatWaits() {
    fetch(0);
    ledger.handOn();
    fetch(1);
    ledger.seek(7);
    assertEquals(batch(1, 7, 2), ledger.handOn().received());
  }

  @Test
  void seek_backOverTheEnd_endsAgain() {
    fetch(0);
    ledger.receivedEnd(ledger.sent(), 0);
    ledger.handOn();
    ledger.handOn();
    ledger.seek(0);
    assertEquals(batch(0, 0, Receipt.NOTHING_MORE), ledger.handOn().received());
    assertTrue(ledger.isAtEnd());
  }

  @Test
  void exhaust_nothingOutstanding_endsAtOnce() {
    fetch(0);
    ledger.exhaust(0);
    ledger.handOn();
    assertTrue(ledger.isAtEnd());
  }

  @Test
  void unclaimed_waitingMessages_areNamed() {
    fetch(3);
    ledger.received(ledger.sent(), refused(null), 0);
    ledger.exhaust(0);
    assertEquals(List.of("batch 3", "refused message null"), ledger.unclaimed());
  }

  private void fetch(long seqId) {
    ledger.received(ledger.sent(), Batches.accepted(seqId), 0);
  }

  private List<Long> handedOn(int count) {
    return Stream.generate(() -> ((Batch) ledger.handOn().received()).seqId())
        .limit(count)
        .toList();
  }

  private static Message refused(Long seqId) {
    return new Message.Refused(seqId, null, null, "test", new byte[0]);
  }

  private static Received batch(long seqId, long position, long lowWater) {
    Message.Accepted accepted = Batches.accepted(seqId);
    return new Batch(
        Batches.receipt(position, lowWater),
        seqId,
        new TileKey(Batches.PRINT, (int) (seqId % Batches.TILES)),
        accepted.layer(),
        accepted.tif());
  }
}
