package org.meltwatch.io.kafka.lane;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.fetch.FetchSettings;
import org.meltwatch.io.fetch.HandOuts;
import org.meltwatch.io.fetch.OpenLane;
import org.meltwatch.io.lane.LaneRestriction;
import org.meltwatch.io.wire.Message;
import org.meltwatch.model.received.LaneEnd;
import org.meltwatch.model.received.Receipt;
import org.meltwatch.model.received.Received;
import org.meltwatch.model.received.Shortfall;

/** A lane of a topic, which is one of its partitions. Nothing is lost with it: the topic stays. */
final class KafkaLane implements OpenLane {

  private final KafkaTopic topic;
  private final LaneRestriction lane;
  private final boolean claims;
  private final Records records;
  private long position;
  private @Nullable Item current;
  private boolean ended;
  private long touchedNanos = System.nanoTime();

  private KafkaLane(KafkaTopic topic, LaneRestriction lane, boolean claims, Records records) {
    this.topic = topic;
    this.lane = lane;
    this.claims = claims;
    this.records = records;
    this.position = lane.from();
  }

  /** Opens a lane where its restriction begins. */
  static KafkaLane open(KafkaTopic topic, LaneRestriction lane, FetchSettings settings)
      throws IOException {
    Records records =
        topic.isForeign()
            ? ForeignRecords.open(topic, lane, settings.limits())
            : BenchRecords.open(topic, lane, settings.limits());
    return new KafkaLane(topic, lane, settings.claims(), records);
  }

  @Override
  public synchronized void seek(long wanted) {
    touchedNanos = System.nanoTime();
    if (wanted != position) {
      current = null;
      ended = false;
      position = wanted;
      records.seek(wanted);
    }
  }

  @Override
  public synchronized Next await(Duration patience) throws IOException, InterruptedException {
    touchedNanos = System.nanoTime();
    if (ended) {
      return Next.NOTHING_YET;
    }
    if (current == null) {
      current = records.next(patience);
    }
    if (current == null) {
      return records.pull().hasFailed() ? Next.FAILURE : Next.NOTHING_YET;
    }
    return current.isEnd() ? Next.END : Next.MESSAGE;
  }

  @Override
  public synchronized Handed handOn() {
    Item item = current == null ? Item.end(Shortfall.NONE) : current;
    current = null;
    ended = item.isEnd();
    if (ended) {
      records.pull().rest();
    }
    Receipt receipt =
        new Receipt(
            lane.lane(), lane.lanes(), position, item.floor().seqId(), item.receivedMicros());
    Message message = item.message();
    if (!ended) {
      HandOuts.note(topic, lane.lane(), position, message);
    }
    position++;
    return new Handed(received(item, receipt), item.floor());
  }

  private Received received(Item item, Receipt receipt) {
    if (item.isEnd()) {
      return new LaneEnd(receipt, item.shortfall());
    }
    return claims && item.claim() != null
        ? item.message().claimed(receipt, item.claim())
        : item.message().with(receipt);
  }

  @Override
  public @Nullable IOException takeFailure() {
    return records.pull().takeFailure();
  }

  /** What has been pulled and not handed on is in the topic for whoever reads it later. */
  @Override
  public synchronized void drain() {
    if (!ended) {
      current = Item.end(Shortfall.NONE);
    }
  }

  @Override
  public int backlog() {
    return records.pull().size();
  }

  @Override
  public boolean canGoOnAt(long wanted) {
    return true;
  }

  @Override
  public Commit commit() {
    return () -> {};
  }

  @Override
  public synchronized boolean isUntouchedFor(Duration limit) {
    return System.nanoTime() - touchedNanos > limit.toNanos();
  }

  @Override
  public void retire() {
    records.pull().retire();
  }

  @Override
  public void close() {
    records.close();
  }

  @Override
  public void awaitThreads(Duration patience) throws InterruptedException {
    records.pull().awaitEnd(patience);
  }
}
