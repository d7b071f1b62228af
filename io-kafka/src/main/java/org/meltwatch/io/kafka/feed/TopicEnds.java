package org.meltwatch.io.kafka.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.kafka.client.Brokers;
import org.meltwatch.io.kafka.wire.Mark;
import org.meltwatch.io.kafka.wire.UnreadableMarkException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a topic ends, and with what: a feed that goes on begins behind its last record. */
final class TopicEnds {

  private static final Logger LOG = LoggerFactory.getLogger(TopicEnds.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final int STEP = 64;

  private final Brokers brokers;
  private final String topic;
  private final Duration patience;

  TopicEnds(Brokers brokers, String topic, Duration patience) {
    this.brokers = brokers;
    this.topic = topic;
    this.patience = patience;
  }

  /** The end offsets of the first partitions. */
  List<Long> offsets(int lanes) throws IOException {
    List<TopicPartition> partitions =
        IntStream.range(0, lanes).mapToObj(lane -> new TopicPartition(topic, lane)).toList();
    try (KafkaConsumer<byte[], byte[]> consumer = brokers.consumer("meltwatch-feed-ends", STEP)) {
      var ends = consumer.endOffsets(partitions, patience);
      return partitions.stream().map(ends::get).toList();
    } catch (KafkaException e) {
      throw new IOException("topic %s cannot be read: %s".formatted(topic, e.getMessage()), e);
    }
  }

  /** For each lane the mark of the bench's last record; null where there is none. */
  List<@Nullable Mark> last(String bench, List<Long> firsts) throws IOException {
    List<Long> ends = offsets(firsts.size());
    List<@Nullable Mark> last = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = brokers.consumer("meltwatch-feed-ends", STEP)) {
      for (int lane = 0; lane < firsts.size(); lane++) {
        last.add(last(consumer, lane, bench, firsts.get(lane), ends.get(lane)));
      }
    } catch (KafkaException e) {
      throw new IOException("topic %s cannot be read: %s".formatted(topic, e.getMessage()), e);
    }
    return last;
  }

  /** Backwards, by steps that grow, for other benches may have come in between. */
  private @Nullable Mark last(
      KafkaConsumer<byte[], byte[]> consumer, int lane, String bench, long first, long end)
      throws IOException {
    TopicPartition partition = new TopicPartition(topic, lane);
    consumer.assign(List.of(partition));
    long least = Math.max(first, consumer.beginningOffsets(List.of(partition)).get(partition));
    long to = end;
    for (long step = STEP; to > least; step *= 2) {
      long from = Math.max(least, to - step);
      Mark mark = lastBetween(consumer, partition, bench, from, to);
      if (mark != null) {
        return mark;
      }
      to = from;
    }
    return null;
  }

  private @Nullable Mark lastBetween(
      KafkaConsumer<byte[], byte[]> consumer,
      TopicPartition partition,
      String bench,
      long from,
      long to)
      throws IOException {
    consumer.seek(partition, from);
    long deadline = System.nanoTime() + patience.toNanos();
    @Nullable Mark last = null;
    while (consumer.position(partition) < to) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(partition)) {
        Mark mark = mark(record, bench);
        if (mark != null && (last == null || mark.position() > last.position())) {
          last = mark;
        }
      }
      if (System.nanoTime() > deadline) {
        throw new IOException(
            String.format(
                Locale.ROOT,
                "no broker has answered for %s for %d s",
                partition,
                patience.toSeconds()));
      }
    }
    return last;
  }

  private static @Nullable Mark mark(ConsumerRecord<byte[], byte[]> record, String bench) {
    try {
      boolean own = record.key() != null && new String(record.key(), UTF_8).equals(bench);
      return own ? Mark.of(record.headers()) : null;
    } catch (UnreadableMarkException e) {
      LOG.warn("passed over, offset {} of {}: {}", record.offset(), record.topic(), e.getMessage());
      return null;
    }
  }
}
