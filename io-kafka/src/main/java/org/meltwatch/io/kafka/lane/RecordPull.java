package org.meltwatch.io.kafka.lane;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.fetch.LaneFetcher;
import org.meltwatch.io.kafka.client.Brokers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pulls a partition's records by a thread of its own, a few ahead of whoever takes them: a poll may
 * wait, and an engine's thread must not. The thread ends when nobody asks any more, for engines let
 * go of a lane without a word; who asks again begins another. Safe for use by many threads.
 */
final class RecordPull {

  private static final Logger LOG = LoggerFactory.getLogger(RecordPull.class);
  private static final int AT_ONCE = 8;
  private static final int ROOM = 16;
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration CONTACT = Duration.ofSeconds(2);
  private static final long SAY_NANOS = Duration.ofMinutes(5).toNanos();
  private static final long PAUSE_MILLIS = 500;

  private final Brokers brokers;
  private final TopicPartition partition;
  private final Duration patience;
  private final ArrayDeque<ConsumerRecord<byte[], byte[]>> waiting = new ArrayDeque<>();
  private @Nullable Pulling pulling;
  private @Nullable Thread last;
  private long wanted;
  private int epoch;
  private boolean closed;
  private boolean retired;
  private long askedNanos = System.nanoTime();
  private long removedBelow = -1;
  private long lastRecordNanos;
  private long lastContactNanos;
  private @Nullable IOException failure;
  private @Nullable String gone;

  /**
   * Begins to pull.
   *
   * @param offset the first that is wanted; those below it that are gone are passed over
   * @param patience how long no broker may answer
   * @throws IOException if no consumer can be made of what is said of the brokers
   */
  RecordPull(Brokers brokers, TopicPartition partition, long offset, Duration patience)
      throws IOException {
    this.brokers = brokers;
    this.partition = partition;
    this.patience = patience;
    this.wanted = offset;
    begin();
  }

  private synchronized void begin() throws IOException {
    lastRecordNanos = System.nanoTime();
    lastContactNanos = lastRecordNanos;
    pulling = new Pulling(brokers.consumer("meltwatch-lane-" + partition.partition(), AT_ONCE));
    last = new Thread(pulling, "meltwatch-kafka-" + partition);
    last.setDaemon(true);
    last.start();
  }

  private void goOn() {
    if (pulling != null || closed || retired || waiting.size() >= ROOM) {
      return;
    }
    try {
      begin();
    } catch (IOException e) {
      failure = e;
    }
  }

  /** Makes another offset the next one. */
  synchronized void seek(long offset) {
    waiting.clear();
    wanted = offset;
    epoch++;
    notifyAll();
  }

  /** The next record, once there is one; null if that takes longer. It stays until it is taken. */
  synchronized @Nullable ConsumerRecord<byte[], byte[]> first(Duration longest)
      throws InterruptedException {
    askedNanos = System.nanoTime();
    long end = askedNanos + longest.toNanos();
    goOn();
    while (waiting.isEmpty() && failure == null && gone == null) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return null;
      }
      wait(1 + left / 1_000_000);
      goOn();
    }
    return waiting.peek();
  }

  /** Takes what {@link #first} gave. */
  synchronized void take() {
    waiting.remove();
    notifyAll();
  }

  /** Pulls no more until somebody asks again. */
  synchronized void rest() {
    if (pulling != null) {
      pulling.end();
    }
  }

  /** Pulls no more, whoever asks. */
  synchronized void retire() {
    retired = true;
    rest();
  }

  /** How many records wait. */
  synchronized int size() {
    return waiting.size();
  }

  synchronized boolean hasFailed() {
    return failure != null;
  }

  /** What went wrong since somebody asked; null if nothing did. Pulling goes on. */
  synchronized @Nullable IOException takeFailure() {
    IOException taken = failure;
    failure = null;
    notifyAll();
    return taken;
  }

  /** Why there is no use in waiting on, in one line; null if there may be. */
  synchronized @Nullable String gone() {
    return gone;
  }

  /** Where the partition began when records were found removed; -1 if none were. */
  synchronized long removedBelow() {
    return removedBelow;
  }

  /** For how long brokers have had nothing, by their own word. */
  synchronized Duration silent() {
    return waiting.isEmpty()
        ? Duration.ofNanos(Math.max(0, lastContactNanos - lastRecordNanos))
        : Duration.ZERO;
  }

  /** Ends at once. */
  synchronized void close() {
    closed = true;
    rest();
  }

  void awaitEnd(Duration longest) throws InterruptedException {
    Thread ending;
    synchronized (this) {
      ending = last;
    }
    if (ending != null) {
      ending.join(Math.max(1, longest.toMillis()));
    }
  }

  private boolean hasRoom() {
    return waiting.size() < ROOM && failure == null && gone == null;
  }

  /** How long the thread may stay if nobody asks; not above 0 if it is to end. */
  private long idleMillis() {
    return LaneFetcher.IDLE_LIMIT.minusNanos(System.nanoTime() - askedNanos).toMillis();
  }

  private synchronized void sayOfSilence(long now) {
    long silent = now - lastRecordNanos;
    if (removedBelow >= 0 && silent > patience.toNanos()) {
      giveUp(
          String.format(
              Locale.ROOT,
              "partition %d of topic %s begins at offset %d, for retention has removed what was"
                  + " below, and nothing has come since",
              partition.partition(),
              partition.topic(),
              removedBelow));
    } else if (silent / SAY_NANOS > (silent - CONTACT.toNanos()) / SAY_NANOS) {
      LOG.warn(
          "nothing has come in {} for {} s; it is waited for on",
          partition,
          Duration.ofNanos(silent).toSeconds());
    }
  }

  private synchronized void giveUp(String why) {
    LOG.warn("{} is given up: {}", partition, why);
    gone = why;
    notifyAll();
  }

  private void fail(KafkaException e) {
    synchronized (this) {
      failure = new IOException("%s cannot be read: %s".formatted(partition, e.getMessage()), e);
      notifyAll();
    }
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    }
  }

  /** What a thread does, and the consumer that is its own. */
  private final class Pulling implements Runnable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private int seen = -1;

    Pulling(KafkaConsumer<byte[], byte[]> consumer) {
      this.consumer = consumer;
      consumer.assign(List.of(partition));
    }

    /** To be called by who holds the monitor; another one may begin at once. */
    void end() {
      pulling = null;
      consumer.wakeup();
      RecordPull.this.notifyAll();
    }

    @Override
    public void run() {
      try (consumer) {
        while (awaitRoom()) {
          try {
            pullOnce();
          } catch (WakeupException e) {
            LOG.debug("{} is let go of", partition, e);
          } catch (OffsetOutOfRangeException e) {
            outOfRange();
            seen = -1;
          } catch (KafkaException e) {
            fail(e);
          }
        }
      } catch (InterruptedException | InterruptException e) {
        LOG.debug("{} is let go of", partition, e);
        synchronized (RecordPull.this) {
          if (pulling == this) {
            end();
          }
        }
      }
    }

    /** False if this is the end. */
    private boolean awaitRoom() throws InterruptedException {
      synchronized (RecordPull.this) {
        while (pulling == this && idleMillis() > 0 && !hasRoom()) {
          RecordPull.this.wait(Math.max(1, idleMillis()));
          // Nobody has looked meanwhile, so that nothing can be said of silence.
          lastRecordNanos = System.nanoTime();
          lastContactNanos = lastRecordNanos;
        }
        if (pulling == this && idleMillis() <= 0) {
          end();
        }
        return pulling == this;
      }
    }

    private void pullOnce() {
      int now;
      long offset;
      synchronized (RecordPull.this) {
        now = epoch;
        offset = wanted;
      }
      if (now != seen) {
        consumer.seek(partition, offset);
        seen = now;
      }
      var records = consumer.poll(POLL).records(partition);
      if (records.isEmpty()) {
        lookAround();
        return;
      }
      synchronized (RecordPull.this) {
        lastRecordNanos = System.nanoTime();
        lastContactNanos = lastRecordNanos;
        if (now == epoch && pulling == this) {
          waiting.addAll(records);
          wanted = records.get(records.size() - 1).offset() + 1;
          RecordPull.this.notifyAll();
        }
      }
    }

    /** A consumer says nothing of brokers that are away, and just brings nothing. */
    private void lookAround() {
      long now = System.nanoTime();
      if (now - lastContactNanos < CONTACT.toNanos()) {
        return;
      }
      try {
        consumer.endOffsets(List.of(partition), CONTACT);
        synchronized (RecordPull.this) {
          lastContactNanos = System.nanoTime();
        }
      } catch (TimeoutException e) {
        Duration away = Duration.ofNanos(System.nanoTime() - lastContactNanos);
        if (away.compareTo(patience) > 0) {
          giveUp(
              String.format(
                  Locale.ROOT,
                  "no broker has answered for %s of topic %s for %d s",
                  "partition " + partition.partition(),
                  partition.topic(),
                  away.toSeconds()));
        }
      }
      sayOfSilence(now);
    }

    /** What is wanted was removed, or the topic is another one than it was. */
    private void outOfRange() {
      try {
        long begin = consumer.beginningOffsets(List.of(partition)).get(partition);
        long end = consumer.endOffsets(List.of(partition)).get(partition);
        synchronized (RecordPull.this) {
          if (wanted > end) {
            failure =
                new IOException(
                    String.format(
                        Locale.ROOT,
                        "partition %d of topic %s ends at offset %d, and was read up to %d: it was"
                            + " emptied or made anew",
                        partition.partition(),
                        partition.topic(),
                        end,
                        wanted));
          } else if (wanted < begin) {
            LOG.warn(
                "{} begins at offset {}: retention has removed records from offset {} on before they"
                    + " were read",
                partition,
                begin,
                wanted);
            removedBelow = begin;
            wanted = begin;
          }
          RecordPull.this.notifyAll();
        }
      } catch (KafkaException e) {
        fail(e);
      }
    }
  }
}
