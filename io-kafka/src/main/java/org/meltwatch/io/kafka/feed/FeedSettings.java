package org.meltwatch.io.kafka.feed;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.kafka.KafkaNames;
import org.meltwatch.io.kafka.client.Brokers;
import org.meltwatch.io.source.ChallengerUrl;
import org.meltwatch.options.OptionRange;

/** What the options of a feed come to. */
record FeedSettings(
    URI challenger,
    Brokers brokers,
    Topic topic,
    Lanes lanes,
    Patience patience,
    NewBench bench,
    Path spoolDir,
    boolean endBench) {

  private static final String BENCH = "{bench}";

  /**
   * Where the records go.
   *
   * @param pattern its name, with {@code {bench}} where the bench's id is to be
   * @param replicas how many brokers hold it; 0 for what suits the cluster
   * @param retention how long it keeps records; zero for ever
   */
  record Topic(String pattern, int replicas, Duration retention) {

    String named(String bench) {
      return pattern.replace(BENCH, bench.replaceAll("[^A-Za-z0-9._-]", "_"));
    }
  }

  /** How a bench is read. */
  record Lanes(int count, int prefetch) {}

  /** How long others may be away. */
  record Patience(Duration challenger, Duration brokers, Duration endConfirm) {}

  /** What the challenger is told of the bench. */
  record NewBench(String name, boolean test, @Nullable Integer maxBatches) {}

  /**
   * Checks them.
   *
   * @throws org.meltwatch.options.UsageException if they are malformed or out of range
   */
  static FeedSettings of(
      String challenger,
      String brokers,
      @Nullable String properties,
      Topic topic,
      Lanes lanes,
      Patience patience,
      NewBench bench,
      Path spoolDir,
      boolean endBench) {
    KafkaNames.requireTopic(topic.pattern().replace(BENCH, "bench"));
    OptionRange.require("replicas", topic.replicas(), 0, Short.MAX_VALUE);
    OptionRange.require("lanes", lanes.count(), 1, 1024);
    OptionRange.require("prefetch", lanes.prefetch(), 1, 64);
    OptionRange.require("kafkaPatience", (int) patience.brokers().toSeconds(), 1, 86_400);
    OptionRange.require("challengerPatience", (int) patience.challenger().toSeconds(), 1, 86_400);
    return new FeedSettings(
        ChallengerUrl.parse(challenger),
        KafkaNames.brokers(brokers, properties),
        topic,
        lanes,
        patience,
        bench,
        spoolDir.toAbsolutePath().normalize(),
        endBench);
  }
}
