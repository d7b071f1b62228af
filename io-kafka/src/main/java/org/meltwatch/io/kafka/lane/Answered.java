package org.meltwatch.io.kafka.lane;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.kafka.wire.Mark;
import org.meltwatch.io.kafka.wire.UnreadableMarkException;
import org.meltwatch.io.wire.BatchMessage;
import org.meltwatch.io.wire.Body;
import org.meltwatch.io.wire.Message;
import org.meltwatch.io.wire.MessageLimits;
import org.meltwatch.model.received.DeadLetter;
import org.meltwatch.ranges.IdRange;
import org.meltwatch.ranges.Ranges;
import org.meltwatch.source.Needed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which messages of a topic an earlier run has brought to their end, so that none is done twice.
 */
public final class Answered {

  private static final Logger LOG = LoggerFactory.getLogger(Answered.class);
  private static final int AT_ONCE = 32;
  private static final Duration POLL = Duration.ofSeconds(1);

  private Answered() {}

  /**
   * The positions that need nothing more, for each lane: all that the topic holds by now is looked
   * at.
   *
   * @throws IOException if the topic cannot be read
   */
  public static List<List<IdRange>> positions(KafkaTopic topic, Needed needed, MessageLimits limits)
      throws IOException {
    List<List<IdRange>> done = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        topic.brokers().consumer("meltwatch-resume", AT_ONCE)) {
      for (int lane = 0; lane < topic.lanes(); lane++) {
        done.add(lane(topic, lane, consumer, needed, limits).list());
      }
    } catch (KafkaException e) {
      throw new IOException(
          "%s cannot be read: %s".formatted(topic.described(), e.getMessage()), e);
    }
    return done;
  }

  private static Ranges lane(
      KafkaTopic topic,
      int lane,
      KafkaConsumer<byte[], byte[]> consumer,
      Needed needed,
      MessageLimits limits)
      throws IOException {
    TopicPartition partition = new TopicPartition(topic.topic(), lane);
    consumer.assign(List.of(partition));
    long end = consumer.endOffsets(List.of(partition)).get(partition);
    long begin = consumer.beginningOffsets(List.of(partition)).get(partition);
    consumer.seek(partition, Math.max(begin, topic.firsts().get(lane)));
    Ranges done = new Ranges();
    long deadline = System.nanoTime() + topic.patience().toNanos();
    while (consumer.position(partition) < end) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(partition)) {
        Mark mark = mark(topic, record);
        if (mark != null && !isNeeded(record, mark, needed, limits)) {
          done.add(mark.position());
        }
        deadline = System.nanoTime() + topic.patience().toNanos();
      }
      if (System.nanoTime() > deadline) {
        throw new IOException("no broker has answered for %s".formatted(partition));
      }
    }
    return done;
  }

  private static @Nullable Mark mark(KafkaTopic topic, ConsumerRecord<byte[], byte[]> record) {
    try {
      Mark mark = Mark.of(record.headers());
      return mark != null && mark.kind() != Mark.Kind.END && topic.holds(record) ? mark : null;
    } catch (UnreadableMarkException e) {
      LOG.debug("passed over: {}", Places.place(record), e);
      return null;
    }
  }

  private static boolean isNeeded(
      ConsumerRecord<byte[], byte[]> record, Mark mark, Needed needed, MessageLimits limits) {
    byte[] value = record.value() == null ? new byte[0] : record.value();
    boolean whole = mark.kind() == Mark.Kind.MESSAGE;
    Message message = BatchMessage.read(new Body(value, mark.length(), whole), limits);
    String origin = DeadLetter.origin(mark.lane(), mark.position());
    long micros = mark.receivedMicros();
    if (message instanceof Message.Accepted batch) {
      return needed.isNeeded(batch.seqId(), micros, origin, batch.key(), batch.layer());
    }
    return !(message instanceof Message.Refused refused)
        || needed.isNeeded(refused.seqId(), micros, origin, refused.key(), refused.layer());
  }
}
