package org.meltwatch.io.kafka;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** Which topic is read, and how; {@link KafkaSettings} checks them. */
public interface KafkaOptions extends PipelineOptions {

  @Description("Kafka brokers, as HOST:PORT,HOST:PORT: one that answers is enough.")
  @Nullable String getBrokers();

  void setBrokers(@Nullable String value);

  @Description("Read this Kafka topic, which a feed fills or has filled, instead of a challenger.")
  @Nullable String getTopic();

  void setTopic(@Nullable String value);

  @Description(
      "Id of the bench that is read from the topic. Default: the one of the topic's newest record.")
  @Nullable String getBench();

  void setBench(@Nullable String value);

  @Description(
      "Whether results are posted to the challenger that the topic's records name, and its bench is"
          + " ended with the run; false to read a topic again later.")
  @Default.Boolean(true)
  boolean getPost();

  void setPost(boolean value);

  @Description(
      "File with Kafka's own client settings, such as TLS and SASL, where every process of the run"
          + " finds it. Secrets belong there alone.")
  @Nullable String getKafkaProperties();

  void setKafkaProperties(@Nullable String value);

  @Description(
      "Seconds for which no broker may answer, and for which a topic without records is waited for;"
          + " then a lane ends with what it has.")
  @Default.Double(300)
  double getKafkaPatience();

  void setKafkaPatience(double value);

  @Description(
      "Seconds without a record after which a topic counts as ended. Default: 60 for a foreign"
          + " topic, which has no other end; never for one that a feed fills.")
  @Nullable Double getTopicSilence();

  void setTopicSilence(@Nullable Double value);
}
