package org.meltwatch.io.kafka.lane;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.lane.LaneRestriction;
import org.meltwatch.io.wire.BatchMessage;
import org.meltwatch.io.wire.Body;
import org.meltwatch.io.wire.Floor;
import org.meltwatch.io.wire.Message;
import org.meltwatch.io.wire.MessageLimits;
import org.meltwatch.model.received.Shortfall;

/**
 * All records of a partition that some other producer fills, in order of their offsets. Nothing is
 * known of what may still come, so no floor rises before the end; and the end is silence.
 *
 * <p>Positions are counted from the first record on. What is between the offsets of two records,
 * such as the marks of transactions, takes none; what retention removed takes one each.
 */
final class ForeignRecords implements Records {

  private static final int REMEMBERED = 4096;

  private final KafkaTopic topic;
  private final TopicPartition partition;
  private final MessageLimits limits;
  private final RecordPull pull;
  private final TreeMap<Long, Long> offsets = new TreeMap<>();
  private long wanted;
  private long position;
  private long offset;

  private ForeignRecords(
      KafkaTopic topic, LaneRestriction lane, MessageLimits limits, RecordPull pull) {
    this.topic = topic;
    this.partition = new TopicPartition(topic.topic(), lane.lane());
    this.limits = limits;
    this.pull = pull;
    this.wanted = lane.from();
    this.offset = topic.firsts().get(lane.lane());
  }

  /** Opens a partition; where a lane begins is found by counting. */
  static ForeignRecords open(KafkaTopic topic, LaneRestriction lane, MessageLimits limits)
      throws IOException {
    TopicPartition partition = new TopicPartition(topic.topic(), lane.lane());
    long first = topic.firsts().get(lane.lane());
    RecordPull pull = new RecordPull(topic.brokers(), partition, first, topic.patience());
    return new ForeignRecords(topic, lane, limits, pull);
  }

  @Override
  public void seek(long next) {
    Map.Entry<Long, Long> known = offsets.floorEntry(next);
    position = known == null ? 0 : known.getKey();
    offset = known == null ? topic.firsts().get(partition.partition()) : known.getValue();
    wanted = next;
    pull.seek(offset);
  }

  @Override
  public @Nullable Item next(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      ConsumerRecord<byte[], byte[]> record = pull.first(left);
      if (record == null) {
        return nothing();
      }
      Item item = step(record);
      if (item != null) {
        wanted++;
        return item;
      }
    }
  }

  /** Takes a position; null if it is none that is wanted. */
  private @Nullable Item step(ConsumerRecord<byte[], byte[]> record) {
    boolean removed = offset < Math.min(record.offset(), pull.removedBelow());
    Item item = removed ? removed() : message(record);
    remember();
    boolean isWanted = position == wanted;
    position++;
    offset = removed ? offset + 1 : record.offset() + 1;
    if (!removed) {
      pull.take();
    }
    return isWanted ? item : null;
  }

  private void remember() {
    offsets.put(position, offset);
    if (offsets.size() > REMEMBERED) {
      offsets.pollFirstEntry();
    }
  }

  private Item removed() {
    String reason =
        String.format(
            Locale.ROOT,
            "offset %d of partition %d of topic %s is not there: retention has removed it before it"
                + " was read, and the partition begins at offset %d now",
            offset,
            partition.partition(),
            topic.topic(),
            pull.removedBelow());
    return new Item(Places.refused(reason, new byte[0]), Floor.BOTTOM, 0, null, Shortfall.NONE);
  }

  private Item message(ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value() == null ? new byte[0] : record.value();
    boolean whole = value.length <= limits.bytes();
    Message message = BatchMessage.read(new Body(value, value.length, whole), limits);
    // When the producer, or the broker, says that it was written.
    long micros =
        ChronoUnit.MICROS.between(Instant.EPOCH, Instant.ofEpochMilli(record.timestamp()));
    return new Item(
        Places.named(message, record),
        Floor.BOTTOM,
        micros,
        new Claim(topic.brokers(), partition, record.offset()).toString(),
        Shortfall.NONE);
  }

  private @Nullable Item nothing() {
    String gone = pull.gone();
    if (gone != null) {
      return Item.givenUp(gone);
    }
    return pull.silent().compareTo(topic.silence()) > 0 ? Item.end(Shortfall.NONE) : null;
  }

  @Override
  public RecordPull pull() {
    return pull;
  }
}
