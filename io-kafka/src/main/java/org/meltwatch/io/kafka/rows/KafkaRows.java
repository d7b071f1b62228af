package org.meltwatch.io.kafka.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.meltwatch.source.RowSink;

/** Rows on their way into a topic, each once and in order. */
final class KafkaRows implements RowSink {

  private static final String TIMES = "meltwatch-times";
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final String topic;
  private final Producer<byte[], byte[]> producer;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  KafkaRows(String topic, Producer<byte[], byte[]> producer) {
    this.topic = topic;
    this.producer = producer;
  }

  @Override
  public void put(String key, byte[] json, byte[] times) throws IOException {
    ProducerRecord<byte[], byte[]> row = new ProducerRecord<>(topic, key.getBytes(UTF_8), json);
    row.headers().add(TIMES, times);
    send(row);
  }

  @Override
  public void remove(String key) throws IOException {
    send(new ProducerRecord<>(topic, key.getBytes(UTF_8), null));
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the callback is told the same
  private void send(ProducerRecord<byte[], byte[]> row) throws IOException {
    requireWell();
    try {
      producer.send(
          row,
          (metadata, problem) -> {
            if (problem != null) {
              failure.compareAndSet(null, problem);
            }
          });
    } catch (KafkaException e) {
      throw unwritten(e);
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      producer.flush();
    } catch (KafkaException e) {
      throw unwritten(e);
    }
    requireWell();
  }

  private void requireWell() throws IOException {
    Exception problem = failure.get();
    if (problem != null) {
      throw unwritten(problem);
    }
  }

  private IOException unwritten(Exception cause) {
    return new IOException(
        "a row cannot be written to topic %s: %s".formatted(topic, cause.getMessage()), cause);
  }

  @Override
  public void close() {
    producer.close(CLOSING);
  }
}
