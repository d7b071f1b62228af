package org.meltwatch.io.kafka.lane;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.kafka.client.Brokers;
import org.meltwatch.worker.WorkerState;

/** The consumers of this process that redeem claims; each serves one thread at a time. */
final class ClaimReaders implements WorkerState.Part {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Map<Brokers, Deque<KafkaConsumer<byte[], byte[]>>> idle = new HashMap<>();

  private ClaimReaders() {}

  static ClaimReaders ofProcess() {
    return WorkerState.of(ClaimReaders.class, ClaimReaders::new);
  }

  /**
   * The value of the record that a claim names.
   *
   * @throws IOException if it is not there, or no broker answers for two minutes
   */
  byte[] read(Claim claim) throws IOException {
    KafkaConsumer<byte[], byte[]> consumer = borrow(claim.brokers());
    boolean whole = false;
    try {
      byte[] value = read(consumer, claim);
      whole = true;
      return value;
    } catch (OffsetOutOfRangeException e) {
      throw new IOException(
          "%s is no longer there: its topic's retention must be longer than a run".formatted(claim),
          e);
    } catch (KafkaException e) {
      throw new IOException("%s cannot be fetched: %s".formatted(claim, e.getMessage()), e);
    } finally {
      if (whole) {
        giveBack(claim.brokers(), consumer);
      } else {
        consumer.close();
      }
    }
  }

  private static byte[] read(KafkaConsumer<byte[], byte[]> consumer, Claim claim)
      throws IOException {
    consumer.assign(List.of(claim.partition()));
    consumer.seek(claim.partition(), claim.offset());
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
        byte @Nullable [] value = record.value();
        if (record.offset() != claim.offset() || value == null) {
          throw new IOException(
              String.format(
                  Locale.ROOT, "%s is not there: the next is %d", claim, record.offset()));
        }
        return value;
      }
    }
    throw new IOException("%s cannot be fetched: no broker answered".formatted(claim));
  }

  private KafkaConsumer<byte[], byte[]> borrow(Brokers brokers) throws IOException {
    synchronized (this) {
      Deque<KafkaConsumer<byte[], byte[]>> free = idle.get(brokers);
      if (free != null && !free.isEmpty()) {
        return free.pop();
      }
    }
    return brokers.consumer("meltwatch-claims", 1);
  }

  private synchronized void giveBack(Brokers brokers, KafkaConsumer<byte[], byte[]> consumer) {
    idle.computeIfAbsent(brokers, absent -> new ArrayDeque<>()).push(consumer);
  }

  @Override
  public synchronized void close() {
    idle.values().forEach(free -> free.forEach(KafkaConsumer::close));
    idle.clear();
  }
}
