package org.meltwatch.io.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.io.lane.Lane;
import org.meltwatch.io.lane.LaneRestriction;
import org.meltwatch.io.spool.LaneSpool;
import org.meltwatch.io.spool.SpoolDirectory;
import org.meltwatch.io.spool.TornFileException;
import org.meltwatch.io.wire.BatchMessage;
import org.meltwatch.io.wire.Batches;
import org.meltwatch.io.wire.Body;
import org.meltwatch.io.wire.Floor;
import org.meltwatch.io.wire.MessageLimits;
import org.meltwatch.model.received.Batch;
import org.meltwatch.model.received.LaneEnd;
import org.meltwatch.model.received.Receipt;
import org.meltwatch.model.received.Received;
import org.meltwatch.retry.Retries;

/** A spool that two lanes have written: batches 0 to 6, and after 4 a message that is none. */
final class ReplayedLaneTest {

  @TempDir private Path spool;

  @Test
  void handOn_everyNthMessage_inOrderWithWhatCanStillCome() throws Exception {
    write();
    assertEquals(List.of("0@0<2", "2@1<4", "4@2<5", "5@3<end", "end@4<end"), all(lane(0, 2)));
    assertEquals(List.of("1@0<3", "3@1<4", "refused@2<6", "6@3<end", "end@4<end"), all(lane(1, 2)));
  }

  @Test
  void seek_back_handsOnTheSameWithTheSameTimes() throws Exception {
    write();
    ReplayedLane lane = lane(0, 1);
    assertEquals(Lane.Next.MESSAGE, lane.await(Duration.ZERO));
    Receipt first = lane.handOn().received().receipt();
    List<String> rest = all(lane);
    lane.seek(0);
    assertEquals(Lane.Next.MESSAGE, lane.await(Duration.ZERO));
    assertEquals(first, lane.handOn().received().receipt());
    assertEquals(rest, all(lane));
  }

  @Test
  void drain_inTheMiddle_ends() throws Exception {
    write();
    ReplayedLane lane = lane(0, 1);
    lane.drain();
    assertEquals(List.of("end@0<end"), all(lane));
  }

  @Test
  void await_changedFile_failsByName() throws Exception {
    write();
    Path file = Path.of(SpoolDirectory.messages(spool.toString()).get(0).file());
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 9]++;
    Files.write(file, bytes);
    TornFileException error =
        assertThrows(TornFileException.class, () -> lane(0, 1).await(Duration.ZERO));
    assertTrue(error.getMessage().contains(file.toString()), error::getMessage);
  }

  private ReplayedLane lane(int lane, int lanes) throws IOException {
    return ReplayedLane.open(
        spool.toString(),
        LaneRestriction.whole(lane, lanes),
        FetchSettings.DEFAULT.withMessageLimit(1 << 20));
  }

  private void write() throws Exception {
    Keeping[] lanes = {keeping(0), keeping(1)};
    for (int seqId = 0; seqId < 7; seqId++) {
      keep(lanes[seqId % 2], seqId / 2, seqId, Batches.message(seqId));
    }
    keep(lanes[0], 4, 4, new byte[] {1, 2, 3});
    lanes[1].end(new LaneLedger.Request(3, new Floor(7, 0)), 9);
  }

  private static void keep(Keeping lane, long number, long floor, byte[] message)
      throws IOException, InterruptedException {
    Body body = Batches.body(message);
    LaneLedger.Request request = new LaneLedger.Request(number, new Floor(floor, 0));
    lane.message(request, body, BatchMessage.read(body, MessageLimits.DEFAULT), 9);
  }

  private Keeping keeping(int lane) throws IOException {
    LaneSpool opened = LaneSpool.open(SpoolDirectory.lane(spool.toString(), lane, 2), 4);
    return new Keeping(lane, 2, opened, Retries.DEFAULT);
  }

  private static List<String> all(ReplayedLane lane) throws IOException {
    List<String> handed = new ArrayList<>();
    while (lane.await(Duration.ZERO) != Lane.Next.NOTHING_YET) {
      Received received = lane.handOn().received();
      Receipt receipt = received.receipt();
      handed.add(
          String.format(
              Locale.ROOT,
              "%s@%d<%s",
              name(received),
              receipt.position(),
              receipt.lowWater() == Receipt.NOTHING_MORE ? "end" : receipt.lowWater()));
    }
    return handed;
  }

  private static String name(Received received) {
    if (received instanceof Batch batch) {
      return String.valueOf(batch.seqId());
    }
    return received instanceof LaneEnd ? "end" : "refused";
  }
}
