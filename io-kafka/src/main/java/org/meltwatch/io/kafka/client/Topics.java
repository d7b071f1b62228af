package org.meltwatch.io.kafka.client;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.meltwatch.options.UsageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Topics as whoever manages them sees them. */
public final class Topics implements Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(Topics.class);
  private static final String CLEANUP = "cleanup.policy";

  private final Brokers brokers;
  private final Admin admin;

  private Topics(Brokers brokers, Admin admin) {
    this.brokers = brokers;
    this.admin = admin;
  }

  /** Those of a cluster. */
  public static Topics at(Brokers brokers) throws IOException {
    return new Topics(brokers, brokers.admin("meltwatch-topics"));
  }

  /**
   * Whether a broker answers within a while.
   *
   * @throws IOException if one answers, and refuses
   */
  public boolean answer(Duration longest) throws IOException, InterruptedException {
    int millis = Math.toIntExact(longest.toMillis());
    try {
      get(admin.describeCluster(new DescribeClusterOptions().timeoutMs(millis)).nodes());
      return true;
    } catch (IOException e) {
      if (e.getCause() instanceof TimeoutException) {
        LOG.debug("brokers {} do not answer", brokers, e);
        return false;
      }
      throw e;
    }
  }

  /**
   * How many partitions a topic has; 0 if it is not there.
   *
   * @throws IOException if no broker answers, or it refuses
   */
  public int partitions(String topic) throws IOException, InterruptedException {
    try {
      return get(admin.describeTopics(List.of(topic)).topicNameValues().get(topic))
          .partitions()
          .size();
    } catch (UnknownTopicOrPartitionException e) {
      LOG.debug("topic {} is not there", topic, e);
      return 0;
    }
  }

  /**
   * Makes a topic, unless somebody else has just made it.
   *
   * @param replicas how many brokers hold it; 0 for what suits the cluster
   * @param settings of the topic
   * @throws IOException if that is refused
   */
  public void create(String topic, int partitions, int replicas, Map<String, String> settings)
      throws IOException, InterruptedException {
    Optional<Short> copies = replicas == 0 ? Optional.empty() : Optional.of((short) replicas);
    NewTopic wanted = new NewTopic(topic, Optional.of(partitions), copies).configs(settings);
    try {
      get(admin.createTopics(List.of(wanted)).all());
    } catch (TopicExistsException e) {
      LOG.debug("topic {} is there already", topic, e);
    }
  }

  /** A setting of a topic; empty if it may not be asked for. */
  public Optional<String> setting(String topic, String name)
      throws IOException, InterruptedException {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try {
      Collection<Config> configs = get(admin.describeConfigs(List.of(resource)).all()).values();
      return configs.stream()
          .map(config -> config.get(name))
          .filter(entry -> entry != null && entry.value() != null)
          .map(entry -> entry.value())
          .findFirst();
    } catch (ApiException e) {
      LOG.warn("the settings of topic {} cannot be looked at: {}", topic, e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Refuses a topic that keeps the last record of each key alone: a bench has one key.
   *
   * @throws UsageException if it is compacted
   */
  public void requireKept(String topic) throws IOException, InterruptedException {
    String cleanup = setting(topic, CLEANUP).orElse("");
    if (cleanup.contains("compact")) {
      throw new UsageException(
          "--topic (%s) has cleanup.policy %s, which keeps one record of each bench: it must be"
                  .formatted(topic, cleanup)
              + " delete");
    }
  }

  private <T> T get(KafkaFuture<T> future) throws IOException, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException
          || e.getCause() instanceof TopicExistsException
          || e.getCause() instanceof AuthorizationException) {
        throw (ApiException) e.getCause();
      }
      throw new IOException(
          "brokers %s do not answer as they should: %s"
              .formatted(brokers, e.getCause().getMessage()),
          e.getCause());
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
