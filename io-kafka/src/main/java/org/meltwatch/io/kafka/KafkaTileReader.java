package org.meltwatch.io.kafka;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.BatchIds;
import org.meltwatch.io.fetch.FetchSettings;
import org.meltwatch.io.fetch.LaneFetchers;
import org.meltwatch.io.http.Bench;
import org.meltwatch.io.http.ChallengerClient;
import org.meltwatch.io.kafka.lane.KafkaTopic;
import org.meltwatch.io.lane.Lane;
import org.meltwatch.io.lane.LaneRestriction;
import org.meltwatch.io.wire.MessageLimits;
import org.meltwatch.model.TileResult;
import org.meltwatch.model.received.Batch;
import org.meltwatch.model.received.LaneEnd;
import org.meltwatch.model.received.Receipt;
import org.meltwatch.model.received.Received;
import org.meltwatch.model.received.RefusedBatch;
import org.meltwatch.model.received.Settled;
import org.meltwatch.model.received.Shortfall;
import org.meltwatch.model.received.StopSign;
import org.meltwatch.source.TileReader;

/**
 * Reads all lanes of a topic as one, message by message, by ascending batch id: a message waits
 * until no lane can hand on a smaller one. For programs without Beam.
 */
final class KafkaTileReader implements TileReader {

  private static final Duration PATIENCE = Duration.ofMillis(200);

  private final List<Lane> lanes = new ArrayList<>();
  private final List<Long> marks = new ArrayList<>();
  private final PriorityQueue<Received> waiting =
      new PriorityQueue<>(
          Comparator.comparingLong(KafkaTileReader::order)
              .thenComparingInt(received -> received.receipt().lane())
              .thenComparingLong(received -> received.receipt().position()));
  private final @Nullable Bench bench;
  private final @Nullable ChallengerClient client;
  private final BatchIds ids;
  private final StopSign stop;
  private Shortfall shortfall = Shortfall.NONE;
  private long position;

  private KafkaTileReader(KafkaTopic topic, @Nullable Bench bench, StopSign stop) {
    this.ids = BatchIds.of(topic);
    this.bench = bench;
    this.client = bench == null ? null : ChallengerClient.at(bench.challenger());
    this.stop = stop;
  }

  /** A reader that has read nothing. */
  static KafkaTileReader of(
      KafkaTopic topic, @Nullable Bench bench, MessageLimits limits, StopSign stop)
      throws IOException {
    KafkaTileReader reader = new KafkaTileReader(topic, bench, stop);
    FetchSettings settings = FetchSettings.DEFAULT.withLimits(limits);
    for (int lane = 0; lane < topic.lanes(); lane++) {
      LaneRestriction whole = LaneRestriction.whole(lane, topic.lanes());
      reader.lanes.add(LaneFetchers.ofProcess().lane(topic, whole, settings));
      reader.marks.add(0L);
    }
    return reader;
  }

  @Override
  public Received next() throws IOException, InterruptedException {
    while (true) {
      int last = behind();
      Received first = waiting.peek();
      if (first != null && order(first) <= marks.get(last)) {
        return renumbered(ids.checked(waiting.remove()));
      }
      if (first == null && marks.get(last) == Receipt.NOTHING_MORE) {
        return new LaneEnd(new Receipt(0, 1, position, Receipt.NOTHING_MORE, 0), shortfall);
      }
      read(last);
    }
  }

  /** The lane that can still hand on the smallest batch id. */
  private int behind() {
    int behind = 0;
    for (int lane = 1; lane < lanes.size(); lane++) {
      if (marks.get(lane) < marks.get(behind)) {
        behind = lane;
      }
    }
    return behind;
  }

  /** Waits for the next message of a lane. */
  private void read(int number) throws IOException, InterruptedException {
    Lane lane = lanes.get(number);
    if (stop.isUp()) {
      lane.drain();
    }
    Lane.Next next = lane.await(PATIENCE);
    if (next == Lane.Next.FAILURE) {
      throw requireNonNull(lane.takeFailure());
    }
    if (next == Lane.Next.NOTHING_YET) {
      return;
    }
    Received received = lane.handOn().received();
    if (received instanceof LaneEnd end) {
      marks.set(number, Receipt.NOTHING_MORE);
      add(end.shortfall());
    } else {
      marks.set(number, received.receipt().lowWater());
      waiting.add(received);
    }
  }

  private void add(Shortfall more) {
    shortfall =
        new Shortfall(
            shortfall.lostAnswers() + more.lostAnswers(),
            shortfall.openAnswers() + more.openAnswers(),
            shortfall.givenUp() == null ? more.givenUp() : shortfall.givenUp());
  }

  private static long order(Received received) {
    if (received instanceof Batch batch) {
      return batch.seqId();
    }
    return received instanceof RefusedBatch refused && refused.seqId() != null
        ? refused.seqId()
        : -1;
  }

  private Received renumbered(Received received) {
    Receipt receipt = new Receipt(0, 1, position++, 0, received.receipt().receivedMicros());
    if (received instanceof Batch batch) {
      return new Batch(receipt, batch.seqId(), batch.key(), batch.layer(), batch.tif());
    }
    return received instanceof RefusedBatch refused
        ? new RefusedBatch(
            receipt,
            refused.seqId(),
            refused.key(),
            refused.layer(),
            refused.reason(),
            refused.message())
        : new Settled(receipt);
  }

  @Override
  public void post(TileResult result) throws IOException, InterruptedException {
    if (client != null && bench != null) {
      client.postResult(bench, result);
    }
  }
}
