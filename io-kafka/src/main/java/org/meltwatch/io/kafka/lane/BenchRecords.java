package org.meltwatch.io.kafka.lane;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.kafka.wire.Mark;
import org.meltwatch.io.kafka.wire.UnreadableMarkException;
import org.meltwatch.io.lane.LaneRestriction;
import org.meltwatch.io.wire.BatchMessage;
import org.meltwatch.io.wire.Body;
import org.meltwatch.io.wire.Floor;
import org.meltwatch.io.wire.Message;
import org.meltwatch.io.wire.MessageLimits;
import org.meltwatch.model.received.Shortfall;
import org.meltwatch.ranges.IdRange;
import org.meltwatch.ranges.Ranges;

/**
 * A bench's records in a partition, by the positions that the feed gave them.
 *
 * <pre>
 * Other benches' records and second copies are passed over. A position that is not there was removed
 * by retention, or lost by the brokers: it is handed on as a refused message, so that positions stay
 * dense and each is named. Strays, records that carry no position that can be read, are handed on as
 * refused ones behind the lane's last message, see Strays.
 * </pre>
 */
final class BenchRecords implements Records {

  private final KafkaTopic topic;
  private final TopicPartition partition;
  private final MessageLimits limits;
  private final RecordPull pull;
  private final Ranges done = new Ranges();
  private final Strays strays;
  private long position;
  private Floor floor = Floor.BOTTOM;
  private boolean skipping;
  private @Nullable Mark end;

  private BenchRecords(
      KafkaTopic topic, LaneRestriction lane, MessageLimits limits, RecordPull pull) {
    this.topic = topic;
    this.partition = new TopicPartition(topic.topic(), lane.lane());
    this.limits = limits;
    this.pull = pull;
    this.position = lane.from();
    if (!topic.done().isEmpty()) {
      for (IdRange range : topic.done().get(lane.lane())) {
        done.add(range.first(), range.last());
      }
    }
    long first = topic.firsts().get(lane.lane());
    this.strays = new Strays(topic.brokers(), partition, first, this::reasonOfStray);
    strays.readFrom(first + lane.from());
  }

  /** Opens a partition where a lane begins. */
  static BenchRecords open(KafkaTopic topic, LaneRestriction lane, MessageLimits limits)
      throws IOException {
    TopicPartition partition = new TopicPartition(topic.topic(), lane.lane());
    // A record's offset is never smaller than its position.
    long offset = topic.firsts().get(lane.lane()) + lane.from();
    RecordPull pull = new RecordPull(topic.brokers(), partition, offset, topic.patience());
    return new BenchRecords(topic, lane, limits, pull);
  }

  @Override
  public void seek(long wanted) {
    position = wanted;
    floor = Floor.BOTTOM;
    end = null;
    skipping = false;
    go(topic.firsts().get(partition.partition()) + wanted);
  }

  private void go(long offset) {
    strays.readFrom(offset);
    pull.seek(offset);
  }

  @Override
  public @Nullable Item next(Duration patience) throws IOException, InterruptedException {
    if (done.contains(position)) {
      position++;
      skipping = true;
      return new Item(new Message.Done(), floor, 0, null, Shortfall.NONE);
    }
    if (skipping) {
      skipping = false;
      go(topic.firsts().get(partition.partition()) + position);
    }
    long deadline = System.nanoTime() + patience.toNanos();
    while (end == null) {
      Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      ConsumerRecord<byte[], byte[]> record = pull.first(left);
      if (record == null) {
        return nothing();
      }
      Item item = read(record);
      if (item != null) {
        position++;
        return item;
      }
    }
    return atTheEnd(end);
  }

  /** What a record gives for the next position; null if it is another one's, or the lane's end. */
  private @Nullable Item read(ConsumerRecord<byte[], byte[]> record) {
    @Nullable Mark mark;
    try {
      mark = topic.holds(record) ? Mark.of(record.headers()) : null;
    } catch (UnreadableMarkException e) {
      mark = null;
    }
    if (mark == null) {
      strays.look(record);
      pull.take();
      return null;
    }
    if (mark.position() > position) {
      return missing();
    }
    pull.take();
    strays.read(record.offset());
    if (mark.kind() == Mark.Kind.END) {
      // Also for a lane that goes on at one of the strays behind it.
      floor = mark.floor();
      end = mark;
      return null;
    }
    if (mark.position() < position) {
      return null;
    }
    floor = mark.floor();
    return message(record, mark);
  }

  private Item message(ConsumerRecord<byte[], byte[]> record, Mark mark) {
    byte[] value = record.value() == null ? new byte[0] : record.value();
    boolean whole = mark.kind() == Mark.Kind.MESSAGE;
    Message message =
        BatchMessage.read(new Body(value, whole ? value.length : mark.length(), whole), limits);
    return new Item(
        Places.named(message, record),
        floor,
        mark.receivedMicros(),
        new Claim(topic.brokers(), partition, record.offset()).toString(),
        Shortfall.NONE);
  }

  private Item missing() {
    long begin = pull.removedBelow();
    String why =
        begin >= 0
            ? String.format(
                Locale.ROOT,
                "retention has removed it before it was read: the partition begins at offset %d"
                    + " now",
                begin)
            : "the brokers no longer have it";
    String reason =
        String.format(
            Locale.ROOT,
            "message %d of partition %d of topic %s is not there: %s",
            position,
            partition.partition(),
            topic.topic(),
            why);
    return new Item(Places.refused(reason, new byte[0]), floor, 0, null, Shortfall.NONE);
  }

  /** Strays come behind the last message, and then the end. */
  private @Nullable Item atTheEnd(Mark last) throws IOException {
    if (!strays.areKnown()) {
      return null;
    }
    int stray = Math.toIntExact(position - last.position());
    Message refused = strays.get(stray);
    if (refused == null) {
      return Item.end(last.shortfall());
    }
    position++;
    return new Item(refused, Floor.END, 0, null, Shortfall.NONE);
  }

  private @Nullable Item nothing() {
    String gone = pull.gone();
    if (gone != null) {
      return Item.givenUp(gone);
    }
    Duration silence = topic.silence();
    return !silence.isZero() && pull.silent().compareTo(silence) > 0
        ? Item.givenUp(
            String.format(
                Locale.ROOT,
                "nothing has come in partition %d of topic %s for %d s, and its feed has not said"
                    + " that there is no more",
                partition.partition(),
                topic.topic(),
                silence.toSeconds()))
        : null;
  }

  /** Why a record is a stray; null if it is another bench's, or in order. */
  private @Nullable String reasonOfStray(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() != null && !topic.holds(record)) {
      return null;
    }
    try {
      if (Mark.of(record.headers()) != null) {
        return record.key() == null ? "it has no key, which must name its bench" : null;
      }
      return "it has no header %s, and so no place in its lane".formatted(Mark.HEADER);
    } catch (UnreadableMarkException e) {
      return e.getMessage();
    }
  }

  @Override
  public RecordPull pull() {
    return pull;
  }

  @Override
  public void close() {
    Records.super.close();
    strays.close();
  }
}
