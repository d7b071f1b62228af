package org.meltwatch.io.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.bench.Settings;
import org.meltwatch.io.fetch.FetchSettings;
import org.meltwatch.io.kafka.feed.Feed;
import org.meltwatch.io.kafka.lane.KafkaTopic;
import org.meltwatch.kafka.KafkaBroker;
import org.meltwatch.model.received.Batch;
import org.meltwatch.model.received.LaneEnd;
import org.meltwatch.model.received.Received;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.synthetic.SyntheticPrint;

/** Feeds that are killed, and brokers that are away. */
@Tag("processes")
@Timeout(150)
class FeedTest {

  private static final SyntheticPrint PRINT =
      new SyntheticPrint("SYN", 30, Grid.parse("2x2"), 48, 7);
  private static final int TILES = 120;
  private static final int LANES = 2;

  @TempDir private Path temporary = Path.of("");

  @Test
  void feed_killedTwice_losesNothingAndDoublesNothing() throws Exception {
    try (KafkaBroker kafka = KafkaBroker.start(temporary.resolve("broker"), 0, Map.of());
        LocalChallenger challenger = LocalChallenger.start(Settings.of(PRINT).withRate(40))) {
      Topic topic = new Topic(kafka.brokers(), "killed").made(LANES);
      killAt(topic, challenger, 30);
      killAt(topic, challenger, 70);
      assertTrue(Files.exists(temporary.resolve("feed/feed.json")), "what it goes on by");
      topic.feed(challenger.url(), temporary.resolve("feed"), "--lanes=" + LANES);
      List<Received> all = readAll(topic);
      assertEquals(TILES, ids(all).size());
      assertEquals(TILES + LANES, all.size());
      assertFalse(Files.exists(temporary.resolve("feed")), "nothing is left of it");
    }
  }

  /** What was received is there; what may have been on its way is counted in the lanes' ends. */
  @Test
  void feed_killedBesideAChallengerThatForgets_losesNoMoreThanWasOnItsWay() throws Exception {
    try (KafkaBroker kafka = KafkaBroker.start(temporary.resolve("broker"), 0, Map.of());
        LocalChallenger challenger =
            LocalChallenger.start(Settings.of(PRINT).withRate(40).withoutMemory())) {
      Topic topic = new Topic(kafka.brokers(), "forgetful").made(LANES);
      killAt(topic, challenger, 30);
      topic.feed(challenger.url(), temporary.resolve("feed"), "--lanes=" + LANES);
      List<Received> all = readAll(topic);
      int lost = TILES - ids(all).size();
      long open = 0;
      for (Received one : all) {
        open += one instanceof LaneEnd end ? end.shortfall().openAnswers() : 0;
      }
      assertEquals(2 * LANES, open, "requests that each lane has in flight");
      assertTrue(lost <= open, lost + " lost");
    }
  }

  @Test
  void feed_whileItsBrokerIsAway_waitsAndSaysSo() throws Exception {
    Path log = temporary.resolve("broker");
    KafkaBroker kafka = KafkaBroker.start(log, 0, Map.of());
    try (LocalChallenger challenger = LocalChallenger.start(Settings.of(PRINT).withRate(40))) {
      Topic topic = new Topic(kafka.brokers(), "away").made(LANES);
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      PrintStream out = new PrintStream(said, true, UTF_8);
      String[] args = arguments(topic, challenger).toArray(String[]::new);
      CompletableFuture<Integer> feed =
          CompletableFuture.supplyAsync(() -> Feed.run(out, out, args));
      awaitRecords(topic, 20);
      int port = kafka.port();
      kafka.close();
      while (!said.toString(UTF_8).contains("say nothing")) {
        assertFalse(feed.isDone(), said.toString(UTF_8));
        Thread.sleep(50);
      }
      kafka = KafkaBroker.start(log, port, Map.of());
      assertEquals(Feed.OK, feed.get(60, TimeUnit.SECONDS), said.toString(UTF_8));
      assertTrue(said.toString(UTF_8).contains("brokers are back"), said.toString(UTF_8));
      List<Received> all = readAll(topic);
      assertEquals(TILES, ids(all).size());
      assertEquals(TILES + LANES, all.size());
    } finally {
      kafka.close();
    }
  }

  @Test
  void feed_begunBeforeItsBrokersAnswer_waitsAndSaysSo() throws Exception {
    int port = KafkaBroker.freePort();
    try (LocalChallenger challenger = LocalChallenger.start(Settings.of(PRINT))) {
      Topic topic = new Topic("127.0.0.1:" + port, "early");
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      PrintStream out = new PrintStream(said, true, UTF_8);
      String[] args = arguments(topic, challenger).toArray(String[]::new);
      CompletableFuture<Integer> feed =
          CompletableFuture.supplyAsync(() -> Feed.run(out, out, args));
      while (!said.toString(UTF_8).contains("do not answer yet")) {
        assertFalse(feed.isDone(), said.toString(UTF_8));
        Thread.sleep(50);
      }
      try (KafkaBroker kafka = KafkaBroker.start(temporary.resolve("broker"), port, Map.of())) {
        assertEquals(Feed.OK, feed.get(60, TimeUnit.SECONDS), said.toString(UTF_8));
        assertEquals(TILES, ids(readAll(topic)).size(), kafka.brokers());
      }
    }
  }

  @Test
  void feed_whoseBrokersStayAway_givesUpInTimeAndIsGoneOnWith() throws Exception {
    Path log = temporary.resolve("broker");
    KafkaBroker kafka = KafkaBroker.start(log, 0, Map.of());
    try (LocalChallenger challenger = LocalChallenger.start(Settings.of(PRINT).withRate(40))) {
      Topic topic = new Topic(kafka.brokers(), "gone").made(LANES);
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      PrintStream out = new PrintStream(said, true, UTF_8);
      List<String> impatient = new ArrayList<>(arguments(topic, challenger));
      impatient.add("--kafkaPatience=2");
      String[] args = impatient.toArray(String[]::new);
      CompletableFuture<Integer> feed =
          CompletableFuture.supplyAsync(() -> Feed.run(out, out, args));
      awaitRecords(topic, 20);
      int port = kafka.port();
      kafka.close();
      assertEquals(Feed.FAILED, feed.get(30, TimeUnit.SECONDS), said.toString(UTF_8));
      assertTrue(
          said.toString(UTF_8).contains("cannot be written to topic gone"), said.toString(UTF_8));
      assertTrue(said.toString(UTF_8).contains("the same command goes on"), said.toString(UTF_8));
      kafka = KafkaBroker.start(log, port, Map.of());
      assertEquals(Feed.OK, Feed.run(out, out, args), said.toString(UTF_8));
      List<Received> all = readAll(topic);
      assertEquals(TILES, ids(all).size());
      assertEquals(TILES + LANES, all.size());
    } finally {
      kafka.close();
    }
  }

  @Test
  void feed_intoATopicWithTooFewPartitions_saysTheWayOut() throws Exception {
    try (KafkaBroker kafka = KafkaBroker.start(temporary.resolve("broker"), 0, Map.of());
        LocalChallenger challenger = LocalChallenger.start(Settings.of(PRINT))) {
      Topic topic = new Topic(kafka.brokers(), "narrow").made(1);
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      PrintStream out = new PrintStream(said, true, UTF_8);
      String[] args = arguments(topic, challenger).toArray(String[]::new);
      assertEquals(Feed.USAGE, Feed.run(out, out, args));
      assertTrue(said.toString(UTF_8).contains("--lanes=1"), said.toString(UTF_8));
    }
  }

  private List<String> arguments(Topic topic, LocalChallenger challenger) {
    return List.of(
        "--challenger=" + challenger.url(),
        "--brokers=" + topic.brokers.servers(),
        "--topic=" + topic.name,
        "--lanes=" + LANES,
        "--endConfirm=0.05",
        "--spoolDir=" + temporary.resolve("feed"));
  }

  private void killAt(Topic topic, LocalChallenger challenger, long records) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
    command.add(Feed.class.getName());
    command.addAll(arguments(topic, challenger));
    Path said = temporary.resolve("said");
    Process feed =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      awaitRecords(topic, records);
      assertTrue(feed.isAlive(), () -> text(said));
    } finally {
      feed.destroyForcibly();
      feed.waitFor();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static void awaitRecords(Topic topic, long records) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", topic.brokers.servers()))) {
      long there = 0;
      while (there < records) {
        Thread.sleep(50);
        there = 0;
        for (int lane = 0; lane < LANES; lane++) {
          TopicPartition partition = new TopicPartition(topic.name, lane);
          there +=
              admin
                  .listOffsets(Map.of(partition, OffsetSpec.latest()))
                  .partitionResult(partition)
                  .get()
                  .offset();
        }
      }
    }
  }

  private static List<Received> readAll(Topic topic) throws Exception {
    KafkaTopic found = topic.found(null, Duration.ZERO);
    List<Received> all = new ArrayList<>();
    for (int lane = 0; lane < found.lanes(); lane++) {
      all.addAll(Topic.read(found, lane, 0, FetchSettings.DEFAULT));
    }
    return all;
  }

  private static Set<Long> ids(List<Received> received) {
    Set<Long> ids = new TreeSet<>();
    for (Received one : received) {
      if (one instanceof Batch batch) {
        assertTrue(ids.add(batch.seqId()), "batch " + batch.seqId() + " is there twice");
      }
    }
    return ids;
  }
}
