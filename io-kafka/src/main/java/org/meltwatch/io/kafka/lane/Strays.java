package org.meltwatch.io.kafka.lane;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.kafka.client.Brokers;
import org.meltwatch.io.wire.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records of a partition that have no place in its lane, in order of their offsets. They must
 * be the same for every process that comes to the lane's end: one that has not read the lane from
 * its beginning looks through the rest when it gets there. Not safe for use by many threads.
 */
final class Strays {

  private static final Logger LOG = LoggerFactory.getLogger(Strays.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int AT_ONCE = 64;

  private final Brokers brokers;
  private final TopicPartition partition;
  private final long first;
  private final Function<ConsumerRecord<byte[], byte[]>, @Nullable String> reasonOf;
  private final TreeMap<Long, Message> found = new TreeMap<>();
  private long from;
  private long next;
  private volatile boolean closed;
  private @Nullable CompletableFuture<Map<Long, Message>> looking;

  /**
   * None yet.
   *
   * @param first where the lane begins
   * @param reasonOf why a record is one; null if it is not
   */
  Strays(
      Brokers brokers,
      TopicPartition partition,
      long first,
      Function<ConsumerRecord<byte[], byte[]>, @Nullable String> reasonOf) {
    this.brokers = brokers;
    this.partition = partition;
    this.first = first;
    this.reasonOf = reasonOf;
    this.from = Long.MAX_VALUE;
  }

  /** Takes note of where reading goes on. */
  void readFrom(long offset) {
    if (offset < from || offset > next) {
      from = offset;
    }
    next = Math.max(next, offset);
  }

  /** Takes note of a record that is in order. */
  void read(long offset) {
    next = Math.max(next, offset + 1);
  }

  /** Looks whether a record is a stray. */
  void look(ConsumerRecord<byte[], byte[]> record) {
    look(record, found);
    read(record.offset());
  }

  private void look(ConsumerRecord<byte[], byte[]> record, Map<Long, Message> to) {
    String reason = reasonOf.apply(record);
    if (reason != null) {
      String whole = "%s: %s".formatted(Places.place(record), reason);
      byte[] value = record.value() == null ? new byte[0] : record.value();
      if (to.put(record.offset(), Places.refused(whole, value)) == null) {
        LOG.warn("a record is refused, {}", whole);
      }
    }
  }

  /** True once all are known; until then they are looked for. */
  boolean areKnown() throws IOException {
    if (from <= first) {
      return true;
    }
    if (looking == null) {
      long to = from;
      looking = CompletableFuture.supplyAsync(() -> between(first, to), Strays::start);
    }
    if (!looking.isDone()) {
      return false;
    }
    try {
      found.putAll(looking.join());
      from = first;
    } catch (CompletionException e) {
      throw new IOException("%s cannot be looked through".formatted(partition), e.getCause());
    } finally {
      looking = null;
    }
    return true;
  }

  /** The n-th of them; null if there are not so many. */
  @Nullable Message get(int number) {
    return found.values().stream().skip(number).findFirst().orElse(null);
  }

  void close() {
    closed = true;
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "meltwatch-kafka-strays");
    thread.setDaemon(true);
    thread.start();
  }

  private Map<Long, Message> between(long least, long to) {
    Map<Long, Message> strays = new TreeMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer = brokers.consumer("meltwatch-strays", AT_ONCE)) {
      consumer.assign(List.of(partition));
      long begin = consumer.beginningOffsets(List.of(partition)).get(partition);
      consumer.seek(partition, Math.max(least, begin));
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (!closed && consumer.position(partition) < to) {
        var records = consumer.poll(POLL).records(partition);
        for (ConsumerRecord<byte[], byte[]> record : records) {
          if (record.offset() < to) {
            look(record, strays);
          }
        }
        if (!records.isEmpty()) {
          end = System.nanoTime() + PATIENCE.toNanos();
        } else if (System.nanoTime() > end) {
          throw new IOException("no broker has answered for " + PATIENCE.toSeconds() + " s");
        }
      }
      return strays;
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }
}
