package org.meltwatch.io.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.meltwatch.io.wire.Batches;
import org.meltwatch.io.wire.Floor;
import org.meltwatch.io.wire.Message;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.received.Batch;
import org.meltwatch.model.received.Receipt;
import org.meltwatch.model.received.Received;
import org.meltwatch.model.received.RefusedBatch;

final class LaneLedgerTest {

  private static final int WINDOW = 6;
  private static final int REPLAY = 2;

  private final Map<Kept, Message> messages = new HashMap<>();
  private final LaneLedger ledger = ledger(LaneStart.at(0, WINDOW));

  @Test
  void handOn_requestsAnsweredInOrder_lowWaterIsTheNextBatch() {
    fetch(5);
    assertEquals(batch(5, 0, 6), handOn());
    fetch(9);
    assertEquals(batch(9, 1, 10), handOn());
  }

  @Test
  void handOn_laterRequestOutstanding_lowWaterStaysAtItsFloor() {
    fetch(5);
    handOn();
    LaneLedger.Request quick = ledger.sent();
    LaneLedger.Request slow = ledger.sent();
    receive(quick, Batches.accepted(8));
    assertEquals(batch(8, 1, 6), handOn());
    LaneLedger.Request later = ledger.sent();
    receive(slow, Batches.accepted(7));
    assertEquals(batch(7, 2, 9), handOn());
    receive(later, Batches.accepted(11));
    assertEquals(batch(11, 3, 12), handOn());
  }

  @Test
  void isReady_firstRequestOutstanding_waitsForItsAnswer() {
    LaneLedger.Request slow = ledger.sent();
    fetch(3);
    assertFalse(ledger.isReady());
    receive(slow, Batches.accepted(2));
    assertEquals(batch(2, 0, 3), handOn());
    assertEquals(batch(3, 1, 4), handOn());
  }

  @Test
  void handOn_nothingSeenWhenTheRequestWasSent_lowWaterIsZero() {
    LaneLedger.Request quick = ledger.sent();
    LaneLedger.Request slow = ledger.sent();
    receive(quick, Batches.accepted(3));
    assertEquals(batch(3, 0, 0), handOn());
    receive(slow, Batches.accepted(2));
    assertEquals(batch(2, 1, 4), handOn());
  }

  @Test
  void handOn_smallerBatchWaits_lowWaterIsThatBatch() {
    LaneLedger.Request first = ledger.sent();
    LaneLedger.Request second = ledger.sent();
    receive(second, Batches.accepted(3));
    receive(first, Batches.accepted(4));
    assertEquals(batch(4, 0, 3), handOn());
    assertEquals(batch(3, 1, 5), handOn());
  }

  @Test
  void failed_request_isSentAgainFirstWithItsNumberAndFloor() {
    LaneLedger.Request broken = ledger.sent();
    fetch(3);
    ledger.failed(broken, false);
    assertFalse(ledger.isReady());
    assertSame(broken, ledger.sent());
    receive(broken, Batches.accepted(4));
    assertEquals(batch(4, 0, 3), handOn());
    assertEquals(batch(3, 1, 5), handOn());
  }

  @Test
  void failed_whenDrained_isGivenUp() {
    LaneLedger.Request broken = ledger.sent();
    LaneLedger.Request unwritten = ledger.sent();
    fetch(3);
    ledger.drain();
    ledger.failed(broken, false);
    ledger.failed(unwritten, true);
    assertSame(unwritten, ledger.sent());
    receive(unwritten, Batches.accepted(4));
    assertTrue(ledger.mayEnd());
    ledger.end(0);
    assertEquals(List.of(4L, 3L), handedOn(2));
    assertTrue(ledger.isAtEnd());
  }

  @Test
  void lost_waitingMessage_isAskedForOnceMore() {
    fetch(0);
    fetch(1);
    handOn();
    ledger.lost();
    assertFalse(ledger.isReady());
    LaneLedger.Request again = ledger.sent();
    assertEquals(new LaneLedger.Request(1, new Floor(1, 0)), again);
    receive(again, Batches.accepted(1));
    assertEquals(batch(1, 1, 2), handOn());
  }

  @Test
  void handOn_refusedMessage_isNotTrustedWithTheLowWaterMark() {
    fetch(5);
    LaneLedger.Request first = ledger.sent();
    LaneLedger.Request second = ledger.sent();
    receive(first, Batches.accepted(6));
    receive(second, refused(1_000_000L));

    assertEquals(batch(5, 0, 6), handOn());
    assertEquals(batch(6, 1, 6), handOn());
    RefusedBatch refused = (RefusedBatch) handOn();
    assertEquals(Batches.receipt(2, 7), refused.receipt());
  }

  @Test
  void handOn_layers_floorIsTheLowestThatMayCome() {
    fetch(15);
    LaneLedger.Request quick = ledger.sent();
    LaneLedger.Request slow = ledger.sent();
    receive(quick, Batches.accepted(16));
    assertEquals(new Floor(16, 0), ledger.handOn().floor());
    assertEquals(new Floor(16, 0), ledger.handOn().floor());
    receive(slow, Batches.accepted(17));
    assertEquals(new Floor(18, 1), ledger.handOn().floor());
  }

  @Test
  void receivedEnd_otherRequestOutstanding_endsOnlyWhenThatIsAnswered() {
    LaneLedger.Request first = ledger.sent();
    LaneLedger.Request slow = ledger.sent();
    ledger.receivedEnd(first);
    assertFalse(ledger.isReady());
    assertFalse(ledger.hasRoom());
    assertFalse(ledger.mayEnd());

    receive(slow, Batches.accepted(3));
    assertTrue(ledger.mayEnd());
    ledger.end(0);
    assertFalse(ledger.isAtEnd());
    assertEquals(batch(3, 0, Receipt.NOTHING_MORE), handOn());
    assertTrue(ledger.isAtEnd());
    LaneLedger.Handed end = ledger.handOn();
    assertEquals(Batches.receipt(1, Receipt.NOTHING_MORE), end.receipt());
    assertNull(end.kept());
    assertEquals(Floor.END, end.floor());
    assertFalse(ledger.isReady());
  }

  @Test
  void add_messagesOfAGivenUpReader_comeBeforeTheEnd() {
    fetch(8);
    ledger.receivedEnd(ledger.sent());
    ledger.add(List.of(answer(2, 5)));
    ledger.end(0);
    assertEquals(batch(8, 0, 5), handOn());
    assertEquals(batch(5, 1, Receipt.NOTHING_MORE), handOn());
    assertTrue(ledger.isAtEnd());
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
    assertEquals(batch(2, 2, 3), handOn());
  }

  @Test
  void seek_backBeyondReplay_keepsPositionsDense() {
    for (int i = 0; i < 4; i++) {
      fetch(i);
      ledger.handOn();
    }
    fetch(4);
    ledger.seek(1);
    // Batch 1, at position 1, is gone; batches 2 and 3 were handed on at positions 2 and 3.
    assertEquals(batch(2, 1, 3), handOn());
    assertEquals(batch(3, 2, 4), handOn());
    assertEquals(batch(4, 3, 5), handOn());
  }

  @Test
  void seek_aheadOfThisProcess_numbersOnWhatWaits() {
    fetch(0);
    ledger.handOn();
    fetch(1);
    ledger.seek(7);
    assertEquals(batch(1, 7, 2), handOn());
  }

  @Test
  void seek_backOverTheEnd_endsAgain() {
    fetch(0);
    ledger.receivedEnd(ledger.sent());
    ledger.end(0);
    handOn();
    ledger.handOn();
    assertTrue(ledger.reaches(0));
    ledger.seek(0);
    assertEquals(batch(0, 0, Receipt.NOTHING_MORE), handOn());
    assertTrue(ledger.isAtEnd());
  }

  @Test
  void reaches_positions_areThoseRemembered() {
    for (int i = 0; i < 4; i++) {
      fetch(i);
      handOn();
    }
    assertEquals(
        List.of(false, false, true, true, true, false),
        LongStream.range(0, 6).mapToObj(ledger::reaches).toList());
  }

  @Test
  void drain_nothingOutstanding_mayEndAtOnce() {
    fetch(0);
    ledger.drain();
    assertFalse(ledger.mayAsk());
    assertTrue(ledger.mayEnd());
    ledger.end(0);
    handOn();
    assertTrue(ledger.isAtEnd());
  }

  @Test
  void unclaimed_waitingMessages_areNamed() {
    fetch(3);
    receive(ledger.sent(), refused(null));
    ledger.drain();
    assertEquals(List.of("batch 3", "refused message null"), ledger.unclaimed());
  }

  @Test
  void start_inTheMiddleWithoutASpool_asksAgainForWhatMayHaveBeenAsked() {
    LaneLedger late = ledger(LaneStart.at(5, 2));
    assertEquals(new LaneLedger.Request(5, Floor.BOTTOM), late.sent());
    late.receivedEnd(late.sent());
    assertFalse(late.mayAsk());
    assertEquals(5, late.position());
  }

  @Test
  void start_withEnds_positionsAreThoseOfTheirNumbers() {
    LaneStart start =
        new LaneStart(
            2,
            4,
            List.of(answer(5, 9)),
            new TreeSet<>(List.of(1L, 3L)),
            List.of(new LaneLedger.Request(4, new Floor(7, 0))),
            new Floor(10, 0),
            6);
    LaneLedger reopened = ledger(start);
    assertFalse(reopened.isReady());
    assertTrue(reopened.hasRoom());
    LaneLedger.Request again = reopened.sent();
    assertEquals(new LaneLedger.Request(4, new Floor(7, 0)), again);
    reopened.received(again, Batches.accepted(8), 0, Kept.inMemory(Batches.accepted(8)));
    assertEquals(Batches.receipt(2, 9), reopened.handOn().receipt());
    assertEquals(Batches.receipt(3, 10), reopened.handOn().receipt());
    assertTrue(reopened.mayAsk(), "those may have been postponed");
    reopened.receivedEnd(reopened.sent());
    assertFalse(reopened.mayAsk());
  }

  @Test
  void postpone_aRequestThatHoldsBack_letsOthersByAndCountsWithIt() {
    LaneLedger.Request hanging = ledger.sent();
    assertNull(ledger.holdsBack(), "nothing waits");
    fetch(5);
    assertEquals(hanging, ledger.holdsBack());

    ledger.postpone(hanging);
    assertEquals(new LaneLedger.Request(2, Floor.BOTTOM), ledger.current(hanging));
    assertEquals(batch(5, 0, 0), handOn());
    assertNull(ledger.holdsBack());

    receive(ledger.current(hanging), Batches.accepted(4));
    assertEquals(batch(4, 1, 6), handOn());
  }

  private LaneLedger ledger(LaneStart start) {
    return new LaneLedger("lane", 0, 1, WINDOW, REPLAY, start);
  }

  private LaneLedger.Answer answer(long number, long seqId) {
    Kept kept = Kept.inMemory(Batches.accepted(seqId));
    messages.put(kept, Batches.accepted(seqId));
    return new LaneLedger.Answer(number, new Floor(seqId, 0), 0, kept);
  }

  private void receive(LaneLedger.Request request, Message message) {
    Kept kept = Kept.inMemory(message);
    messages.put(kept, message);
    ledger.received(request, message, 0, kept);
  }

  private Received handOn() {
    LaneLedger.Handed handed = ledger.handOn();
    return messages.get(handed.kept()).with(handed.receipt());
  }

  private void fetch(long seqId) {
    receive(ledger.sent(), Batches.accepted(seqId));
  }

  private List<Long> handedOn(int count) {
    return Stream.generate(() -> ((Batch) handOn()).seqId()).limit(count).toList();
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
