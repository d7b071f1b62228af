package org.meltwatch.io.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.kafka.client.Topics;
import org.meltwatch.io.kafka.wire.Mark;
import org.meltwatch.io.kafka.wire.UnreadableMarkException;
import org.meltwatch.options.UsageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out what a topic holds; waits for its first record, if need be. */
final class Surveyor {

  private static final Logger LOG = LoggerFactory.getLogger(Surveyor.class);
  private static final long PAUSE_MILLIS = 300;
  private static final Duration POLL = Duration.ofMillis(500);

  /** How many records at a partition's end tell what it holds. */
  private static final int TAIL = 16;

  private final KafkaSettings settings;
  private final @Nullable String wanted;
  private final TreeSet<String> seen = new TreeSet<>();

  /** One record that says where its bench is. */
  private record Sign(String bench, Mark mark, long timestamp) {}

  private Surveyor(KafkaSettings settings, @Nullable String wanted) {
    this.settings = settings;
    this.wanted = wanted;
  }

  /**
   * Looks at a topic.
   *
   * @param bench the bench that is read; null for that of the newest record
   * @throws UsageException if brokers cannot be reached, or nothing came in time
   */
  static Survey survey(KafkaSettings settings, @Nullable String bench)
      throws IOException, InterruptedException {
    return new Surveyor(settings, bench).survey();
  }

  private Survey survey() throws IOException, InterruptedException {
    long end = System.nanoTime() + settings.patience().toNanos();
    boolean said = false;
    try (Topics topics = Topics.at(settings.brokers())) {
      while (true) {
        int partitions = topics.partitions(settings.topic());
        Survey found = partitions == 0 ? null : look(partitions);
        if (found != null) {
          topics.requireKept(settings.topic());
          return found;
        }
        if (System.nanoTime() > end) {
          throw new UsageException(nothing(partitions));
        }
        if (!said) {
          said = true;
          LOG.warn("{}: waiting for its feed", nothing(partitions));
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (KafkaException e) {
      throw new UsageException(
          "--topic (%s) cannot be read at %s: %s"
              .formatted(settings.topic(), settings.brokers(), e.getMessage()),
          e);
    }
  }

  private String nothing(int partitions) {
    if (partitions == 0) {
      return "--topic (%s) is not there".formatted(settings.topic());
    }
    return wanted == null
        ? "--topic (%s) holds nothing".formatted(settings.topic())
        : "--topic (%s) holds no bench %s%s"
            .formatted(
                settings.topic(), wanted, seen.isEmpty() ? "" : ", but " + String.join(", ", seen));
  }

  private @Nullable Survey look(int count) throws IOException {
    List<TopicPartition> partitions =
        IntStream.range(0, count)
            .mapToObj(number -> new TopicPartition(settings.topic(), number))
            .toList();
    try (KafkaConsumer<byte[], byte[]> consumer =
        settings.brokers().consumer("meltwatch-survey", TAIL)) {
      consumer.assign(partitions);
      Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<Sign> signs = new ArrayList<>();
      boolean holdsAny = false;
      for (TopicPartition partition : partitions) {
        long begin = begins.get(partition);
        long end = ends.get(partition);
        holdsAny |= end > begin;
        collect(consumer, partition, Math.max(begin, end - TAIL), end, signs);
      }
      Sign sign = newest(signs);
      if (sign == null && wanted != null) {
        sign = search(consumer, partitions, begins, ends);
      }
      if (sign != null) {
        Mark mark = sign.mark();
        return new Survey(sign.bench(), mark.challenger(), mark.firsts());
      }
      return signs.isEmpty() && holdsAny && wanted == null
          ? new Survey(null, null, partitions.stream().map(begins::get).toList())
          : null;
    }
  }

  private @Nullable Sign newest(List<Sign> signs) {
    return signs.stream()
        .filter(sign -> wanted == null || sign.bench().equals(wanted))
        .max(Comparator.comparingLong(Sign::timestamp))
        .orElse(null);
  }

  /** An earlier bench, from the beginning on: its records may be anywhere. */
  private @Nullable Sign search(
      KafkaConsumer<byte[], byte[]> consumer,
      List<TopicPartition> partitions,
      Map<TopicPartition, Long> begins,
      Map<TopicPartition, Long> ends)
      throws IOException {
    for (TopicPartition partition : partitions) {
      List<Sign> signs = new ArrayList<>();
      collect(consumer, partition, begins.get(partition), ends.get(partition), signs);
      Sign sign = newest(signs);
      if (sign != null) {
        return sign;
      }
    }
    return null;
  }

  /** Reads a stretch of a partition, up to the first record of the bench that is wanted. */
  private void collect(
      KafkaConsumer<byte[], byte[]> consumer,
      TopicPartition partition,
      long from,
      long to,
      List<Sign> signs)
      throws IOException {
    consumer.assign(List.of(partition));
    consumer.seek(partition, from);
    long end = System.nanoTime() + settings.patience().toNanos();
    while (consumer.position(partition) < to) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(partition)) {
        Sign sign = sign(record);
        if (sign != null) {
          seen.add(sign.bench());
          signs.add(sign);
          if (sign.bench().equals(wanted)) {
            return;
          }
        }
      }
      if (System.nanoTime() > end) {
        throw new IOException(
            String.format(
                Locale.ROOT,
                "%s cannot be read: no broker has answered for %d s",
                partition,
                settings.patience().toSeconds()));
      }
    }
  }

  private static @Nullable Sign sign(ConsumerRecord<byte[], byte[]> record) {
    try {
      Mark mark = Mark.of(record.headers());
      return mark == null || record.key() == null
          ? null
          : new Sign(new String(record.key(), UTF_8), mark, record.timestamp());
    } catch (UnreadableMarkException e) {
      LOG.debug("no sign at offset {} of {}", record.offset(), record.topic(), e);
      return null;
    }
  }
}
