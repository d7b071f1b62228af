package org.meltwatch.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.meltwatch.conformance.BrokerCluster;
import org.meltwatch.conformance.FeedProcess;
import org.meltwatch.io.kafka.client.Brokers;
import org.meltwatch.io.kafka.wire.Mark;

/** Brokers and the feed that fills their topic, as processes of their own. */
final class FedTopic implements AutoCloseable {

  private static final String TOPIC = "benchmarks";

  private static final long CONCLUDING_SECONDS = 60;
  private static final String PATIENCE = "--kafkaPatience=";

  private final ChaosCase one;
  private final Path directory;
  private final String challenger;
  private final BrokerCluster brokers;
  private final List<String> poisoned = new ArrayList<>();
  private Process feed;

  private FedTopic(ChaosCase one, Path directory, String challenger, BrokerCluster brokers)
      throws IOException {
    this.one = one;
    this.directory = directory;
    this.challenger = challenger;
    this.brokers = brokers;
    this.feed = launched();
  }

  /**
   * Starts all.
   *
   * @param directory the case's
   * @param disk what the broker keeps its log on, if the case says so
   */
  static FedTopic start(ChaosCase one, Path directory, @Nullable SmallDisk disk, String challenger)
      throws IOException, InterruptedException {
    Path own = Files.createDirectories(directory.resolve("kafka"));
    List<Path> directories =
        disk != null && one.disk() == ChaosCase.Disk.BROKER
            ? List.of(disk.directory())
            : IntStream.rangeClosed(1, one.brokers())
                .mapToObj(number -> own.resolve("broker-" + number))
                .toList();
    BrokerCluster brokers = BrokerCluster.start(directories);
    try {
      return new FedTopic(one, own, challenger, brokers);
    } catch (IOException e) {
      brokers.close();
      throw e;
    }
  }

  private Process launched() throws IOException {
    List<String> more = new ArrayList<>(List.of("--replicas=" + one.brokers()));
    one.options().stream().filter(option -> option.startsWith(PATIENCE)).forEach(more::add);
    return FeedProcess.start(challenger, brokers.brokers(), TOPIC, spool(), more, log());
  }

  private Path log() {
    return directory.resolve("feed.txt");
  }

  private Path spool() {
    return directory.resolve("feed");
  }

  /** What a run reads it by. */
  List<String> options() {
    return List.of("--brokers=" + brokers.brokers(), "--topic=" + TOPIC);
  }

  ProcessHandle feed() {
    return feed.toHandle();
  }

  List<ProcessHandle> brokers() {
    return brokers.handles();
  }

  /** Starts the feed anew. */
  void restartFeed() throws IOException {
    feed = launched();
  }

  /** Starts brokers anew that have ended. */
  void restartBrokers() throws IOException, InterruptedException {
    brokers.revive();
  }

  /** Removes all that is in the topic by now, as retention does. */
  void cut() throws IOException, InterruptedException {
    try (Admin admin = cluster().admin("meltwatch-chaos")) {
      Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
      admin.describeTopics(List.of(TOPIC)).allTopicNames().get().get(TOPIC).partitions().stream()
          .map(partition -> new TopicPartition(TOPIC, partition.partition()))
          .forEach(partition -> all.put(partition, RecordsToDelete.beforeOffset(-1)));
      admin.deleteRecords(all).all().get();
    } catch (ExecutionException e) {
      throw new IOException("topic %s cannot be cut: %s".formatted(TOPIC, e.getCause()), e);
    }
  }

  /** Writes a record without our header, and one whose header is broken. */
  void poison() throws IOException, InterruptedException {
    try (Producer<byte[], byte[]> producer =
        cluster().producer("meltwatch-chaos", Duration.ofMinutes(1))) {
      put(producer, new ProducerRecord<>(TOPIC, 0, null, "no batch".getBytes(UTF_8)));
      ProducerRecord<byte[], byte[]> broken =
          new ProducerRecord<>(TOPIC, 1, null, "nor is this".getBytes(UTF_8));
      broken.headers().add(Mark.HEADER, new byte[] {9, 9});
      put(producer, broken);
    } catch (ExecutionException e) {
      throw new IOException("topic %s takes no more: %s".formatted(TOPIC, e.getCause()), e);
    }
  }

  private void put(Producer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record)
      throws InterruptedException, ExecutionException {
    RecordMetadata there = producer.send(record).get();
    poisoned.add(
        String.format(
            Locale.ROOT,
            "partition %d, offset %d of topic %s",
            there.partition(),
            there.offset(),
            TOPIC));
  }

  /** Where records are that are no batches, as dead letters name it. */
  List<String> poisoned() {
    return List.copyOf(poisoned);
  }

  private Brokers cluster() {
    return new Brokers(brokers.brokers(), null);
  }

  /** What is wrong with how the feed ended, beside a run that ended with this code. */
  List<String> problems(int exitCode) throws IOException, InterruptedException {
    if (!feed.waitFor(CONCLUDING_SECONDS, TimeUnit.SECONDS)) {
      return List.of("the feed has not ended");
    }
    List<String> problems = new ArrayList<>();
    String said = Files.readString(log());
    int code = feed.exitValue();
    boolean right = code == 0 || (exitCode != 0 && (code == 3 || (code == 1 && one.isCutOff())));
    if (!right) {
      problems.add(String.format(Locale.ROOT, "the feed ended with exit code %d", code));
    }
    if (code == 1 && !said.contains("the same command goes on with the bench")) {
      problems.add("the feed failed and does not say the way out");
    }
    if ((code == 0 || code == 3) && Files.exists(spool())) {
      problems.add("the feed has left its spool");
    }
    boolean silence =
        one.disturbances().stream()
            .anyMatch(
                what ->
                    what instanceof Disturbance.Kill kill
                        && kill.target() == Disturbance.Target.BROKERS_OF_THREE);
    if (silence && !said.contains("say nothing: waiting for them")) {
      problems.add("the feed does not say that it waits for brokers");
    }
    return problems;
  }

  @Override
  public void close() {
    feed.destroyForcibly().onExit().join();
    brokers.close();
  }
}
