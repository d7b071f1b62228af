package org.meltwatch.io.kafka;

import java.time.Duration;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.kafka.client.Brokers;
import org.meltwatch.options.OptionRange;
import org.meltwatch.options.UsageException;

/**
 * What a run's {@link KafkaOptions} come to.
 *
 * @param brokers where the topic is
 * @param topic its name
 * @param bench the bench that is read; null for that of the newest record
 * @param post whether results are posted
 * @param patience how long no broker may answer
 * @param silence without a record for so long, a topic counts as ended; null for what suits it
 */
record KafkaSettings(
    Brokers brokers,
    String topic,
    @Nullable String bench,
    boolean post,
    Duration patience,
    @Nullable Duration silence) {

  private static final Duration FOREIGN_SILENCE = Duration.ofSeconds(60);
  private static final int DAY = 86_400;

  /**
   * The settings of a run.
   *
   * @throws UsageException if they are missing, malformed or out of range
   */
  static KafkaSettings of(PipelineOptions all) {
    KafkaOptions options = all.as(KafkaOptions.class);
    String topic = options.getTopic();
    if (topic == null) {
      throw new UsageException("--source=kafka needs --topic=NAME");
    }
    KafkaNames.requireTopic(topic);
    Double silence = options.getTopicSilence();
    return new KafkaSettings(
        KafkaNames.brokers(options.getBrokers(), options.getKafkaProperties()),
        topic,
        options.getBench(),
        options.getPost(),
        OptionRange.seconds("kafkaPatience", options.getKafkaPatience(), 1, DAY),
        silence == null ? null : OptionRange.seconds("topicSilence", silence, 1, DAY));
  }

  /** How long a topic of this kind may be silent; zero for ever. */
  Duration silence(boolean foreign) {
    if (silence != null) {
      return silence;
    }
    return foreign ? FOREIGN_SILENCE : Duration.ZERO;
  }
}
