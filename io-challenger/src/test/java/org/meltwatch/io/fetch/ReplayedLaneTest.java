package org.meltwatch.io.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

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
import org.meltwatch.io.spool.SpooledFile;
import org.meltwatch.io.wire.BatchMessage;
import org.meltwatch.io.wire.Batches;
import org.meltwatch.io.wire.Body;
import org.meltwatch.io.wire.Floor;
import org.meltwatch.io.wire.MessageLimits;
import org.meltwatch.model.received.Batch;
import org.meltwatch.model.received.LaneEnd;
import org.meltwatch.model.received.Receipt;
import org.meltwatch.model.received.Received;
import org.meltwatch.model.received.RefusedBatch;
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
  void handOn_damagedFiles_refusesThemAndGoesOn() throws Exception {
    write();
    List<SpooledFile> files = SpoolDirectory.messages(spool.toString());
    damage(files.get(1), -9);
    damage(files.get(3), 20);
    assertEquals(
        List.of(
            "0@0<0",
            "refused@1<1",
            "refused@2<2",
            "2@3<4",
            "4@4<4",
            "refused@5<5",
            "5@6<6",
            "6@7<end",
            "end@8<end"),
        all(lane(0, 1)));

    ReplayedLane lane = lane(0, 1);
    lane.seek(1);
    assertEquals(Lane.Next.MESSAGE, lane.await(Duration.ZERO));
    RefusedBatch unknown = (RefusedBatch) lane.handOn().received();
    assertNull(unknown.seqId());
    assertEquals(
        "spool file %s: has a header that does not match its checksum"
            .formatted(files.get(3).file()),
        unknown.reason());
  }

  private static void damage(SpooledFile file, int at) throws IOException {
    byte[] bytes = Files.readAllBytes(Path.of(file.file()));
    bytes[at < 0 ? bytes.length + at : at]++;
    Files.write(Path.of(file.file()), bytes);
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
