package org.meltwatch.io.kafka.feed;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.meltwatch.io.http.Bench;
import org.meltwatch.io.http.ChallengerClient;
import org.meltwatch.io.http.ChallengerToken;
import org.meltwatch.io.kafka.client.Brokers;
import org.meltwatch.io.kafka.client.Topics;
import org.meltwatch.options.UsageException;

/**
 * How a feed begins: with a bench at the challenger, and a topic.
 *
 * @param say takes what is worth a line
 */
record FeedBeginning(FeedSettings settings, Consumer<String> say) {

  private static final Duration MOMENT = Duration.ofSeconds(2);

  /** Begins; the bench is started only once its state is kept. */
  FeedState begin() throws IOException, InterruptedException {
    // Whether brokers can be reached is known before a bench is begun that nobody reads.
    try (Topics topics = Topics.at(settings.brokers())) {
      awaitBrokers(topics);
      ChallengerClient client = ChallengerClient.at(settings.challenger());
      FeedSettings.NewBench wanted = settings.bench();
      Bench bench =
          client.create(
              ChallengerToken.ofEnvironment(), wanted.name(), wanted.test(), wanted.maxBatches());
      String topic = settings.topic().named(bench.id());
      make(topics, topic);
      TopicEnds ends = new TopicEnds(settings.brokers(), topic, settings.patience().brokers());
      FeedState state =
          new FeedState(
              bench.challenger().toString(),
              bench.id(),
              topic,
              ends.offsets(settings.lanes().count()),
              0);
      state.write(settings.spoolDir());
      client.start(bench);
      return state;
    }
  }

  private void awaitBrokers(Topics topics) throws IOException, InterruptedException {
    long seconds = settings.patience().brokers().toSeconds();
    long end = System.nanoTime() + settings.patience().brokers().toNanos();
    for (boolean said = false; !topics.answer(MOMENT); said = true) {
      if (System.nanoTime() > end) {
        throw new IOException(
            String.format(
                Locale.ROOT, "brokers %s have not answered for %d s", settings.brokers(), seconds));
      }
      if (!said) {
        say.accept(
            String.format(
                Locale.ROOT,
                "brokers %s do not answer yet: waiting for them, %d s at the most",
                settings.brokers(),
                seconds));
      }
    }
  }

  private void make(Topics topics, String topic) throws IOException, InterruptedException {
    int lanes = settings.lanes().count();
    int there = topics.partitions(topic);
    if (there == 0) {
      Duration retention = settings.topic().retention();
      Map<String, String> config = new TreeMap<>();
      config.put("cleanup.policy", "delete");
      config.put("max.message.bytes", Integer.toString(Brokers.RECORD_BYTES));
      config.put("retention.bytes", "-1");
      config.put("retention.ms", retention.isZero() ? "-1" : Long.toString(retention.toMillis()));
      if (settings.topic().replicas() >= 3) {
        config.put("min.insync.replicas", "2");
      }
      topics.create(topic, lanes, settings.topic().replicas(), config);
      say.accept(
          String.format(Locale.ROOT, "topic %s is made, %d partitions, %s", topic, lanes, config));
    } else if (there < lanes) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "--topic (%s) has %d partitions, and needs one for each of %d lanes: --lanes=%d",
              topic,
              there,
              lanes,
              there));
    } else {
      topics.requireKept(topic);
      say.accept(
          "topic %s is there: retention.ms %s, max.message.bytes %s"
              .formatted(
                  topic,
                  topics.setting(topic, "retention.ms").orElse("unknown"),
                  topics.setting(topic, "max.message.bytes").orElse("unknown")));
    }
  }
}
