package org.meltwatch.io.kafka.rows;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.apache.beam.sdk.options.PipelineOptions;
import org.meltwatch.io.kafka.KafkaNames;
import org.meltwatch.io.kafka.KafkaOptions;
import org.meltwatch.io.kafka.client.Brokers;
import org.meltwatch.io.kafka.client.Topics;
import org.meltwatch.options.OptionRange;
import org.meltwatch.options.UsageException;
import org.meltwatch.source.RowSink;
import org.meltwatch.source.RowSinkFactory;

/** Rows into a topic: {@code --rows=kafka:TOPIC --brokers=HOST:PORT}. */
public final class KafkaRowsFactory implements RowSinkFactory {

  /** The last row of each key is kept, and nothing is removed for its age. */
  private static final Map<String, String> SETTINGS =
      Map.of("cleanup.policy", "compact", "retention.ms", "-1");

  private static final int DAY = 86_400;

  @Override
  public String scheme() {
    return "kafka";
  }

  @Override
  public RowSink open(String target, PipelineOptions options)
      throws IOException, InterruptedException {
    KafkaNames.requireTopic(target);
    KafkaOptions own = options.as(KafkaOptions.class);
    if (target.equals(own.getTopic())) {
      throw new UsageException(
          "--rows=kafka:%s must be another topic than --topic".formatted(target));
    }
    Brokers brokers = KafkaNames.brokers(own.getBrokers(), own.getKafkaProperties());
    Duration patience = OptionRange.seconds("kafkaPatience", own.getKafkaPatience(), 1, DAY);
    try (Topics topics = Topics.at(brokers)) {
      if (topics.partitions(target) == 0) {
        topics.create(target, 1, 0, SETTINGS);
      }
    } catch (IOException e) {
      throw new UsageException("--rows=kafka:%s: %s".formatted(target, e.getMessage()), e);
    }
    return new KafkaRows(target, brokers.producer("meltwatch-rows", patience));
  }
}
