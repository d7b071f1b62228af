package org.meltwatch.io.kafka.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Brokers, and how they are spoken to. What is secret lies in a file that every process reads for
 * itself: it is in no option, no state and no message.
 *
 * @param servers some of the brokers, as {@code HOST:PORT,...}
 * @param properties file with Kafka's own settings of clients, such as TLS and SASL; null for none
 */
public record Brokers(String servers, @Nullable String properties) implements Serializable {

  /** The largest record that is written or read: 64 MiB, and its frame. */
  public static final int RECORD_BYTES = (64 << 20) + (1 << 16);

  private static final int FETCHED_AHEAD = 4 << 20;

  /** A reader of partitions that are assigned to it; offsets are nobody's but its own. */
  public KafkaConsumer<byte[], byte[]> consumer(String name, int atOnce) throws IOException {
    Map<String, Object> config = settings(name);
    config.put("enable.auto.commit", false);
    config.put("auto.offset.reset", "none");
    config.put("isolation.level", "read_committed");
    config.put("max.poll.records", atOnce);
    // A single larger record comes nevertheless.
    config.put("max.partition.fetch.bytes", atOnce == 1 ? 1 : FETCHED_AHEAD);
    config.put("fetch.max.wait.ms", 100);
    config.put("allow.auto.create.topics", false);
    return made(
        () ->
            new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
  }

  /** A writer whose records are written once, in order, by all replicas that there are. */
  public KafkaProducer<byte[], byte[]> producer(String name, Duration patience) throws IOException {
    int millis = Math.toIntExact(Math.min(patience.toMillis(), Integer.MAX_VALUE));
    Map<String, Object> config = settings(name);
    config.put("acks", "all");
    config.put("enable.idempotence", true);
    // A record a batch: whoever claims one fetches no other with it.
    config.put("batch.size", 0);
    config.put("linger.ms", 0);
    config.put("compression.type", "none");
    config.put("max.request.size", RECORD_BYTES);
    config.put("buffer.memory", (long) RECORD_BYTES);
    config.put("max.block.ms", millis);
    config.put("request.timeout.ms", Math.min(millis, 30_000));
    config.put("delivery.timeout.ms", millis);
    return made(
        () -> new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()));
  }

  /** Who creates topics, and asks about them. */
  public Admin admin(String name) throws IOException {
    Map<String, Object> config = settings(name);
    config.put("default.api.timeout.ms", 10_000);
    config.put("request.timeout.ms", 5_000);
    return made(() -> Admin.create(config));
  }

  /**
   * Reads what the file of settings holds, for what is wrong with it.
   *
   * @throws IOException naming the file, and nothing that it holds
   */
  public void check() throws IOException {
    settings("meltwatch-check");
  }

  private Map<String, Object> settings(String name) throws IOException {
    Map<String, Object> settings = new HashMap<>();
    if (properties != null) {
      Properties read = new Properties();
      try (InputStream in = Files.newInputStream(Path.of(properties))) {
        read.load(in);
      } catch (IllegalArgumentException e) {
        // Its message would tell what is written there.
        throw new IOException("%s is no properties file".formatted(properties));
      } catch (IOException e) {
        throw new IOException("%s cannot be read: %s".formatted(properties, e), e);
      }
      read.stringPropertyNames().forEach(key -> settings.put(key, read.getProperty(key)));
    }
    settings.put("bootstrap.servers", servers);
    settings.put("client.id", name);
    settings.put("enable.metrics.push", false);
    settings.put("metric.reporters", "");
    settings.put("reconnect.backoff.max.ms", 1000);
    return settings;
  }

  /** How a client is made. */
  private interface Made<T> {
    T make();
  }

  /** Kafka says what is wrong with settings; of those that it calls passwords it shows nothing. */
  private <T> T made(Made<T> made) throws IOException {
    try {
      return made.make();
    } catch (KafkaException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(
          "no client for brokers %s: %s%s"
              .formatted(
                  servers,
                  cause.getMessage(),
                  properties == null ? "" : " (settings in %s)".formatted(properties)),
          e);
    }
  }

  @Override
  public String toString() {
    return servers;
  }
}
