package org.meltwatch.io.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.sdk.util.SerializableUtils;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.bench.Settings;
import org.meltwatch.io.fetch.FetchSettings;
import org.meltwatch.io.kafka.lane.Answered;
import org.meltwatch.io.kafka.lane.KafkaImages;
import org.meltwatch.io.kafka.lane.KafkaTopic;
import org.meltwatch.io.kafka.wire.Mark;
import org.meltwatch.io.lane.Lane;
import org.meltwatch.io.lane.LaneRestriction;
import org.meltwatch.io.wire.MessageLimits;
import org.meltwatch.kafka.KafkaBroker;
import org.meltwatch.model.received.Batch;
import org.meltwatch.model.received.ClaimedBatch;
import org.meltwatch.model.received.LaneEnd;
import org.meltwatch.model.received.Received;
import org.meltwatch.model.received.RefusedBatch;
import org.meltwatch.model.received.Settled;
import org.meltwatch.model.received.Shortfall;
import org.meltwatch.options.UsageException;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.synthetic.SyntheticPrint;
import org.meltwatch.ranges.IdRange;

/** Feed, lanes and claims over a broker in this process. */
class KafkaTopicTest {

  private static final SyntheticPrint PRINT =
      new SyntheticPrint("SYN", 6, Grid.parse("2x2"), 48, 7);
  private static final int TILES = 24;
  private static final FetchSettings INLINE = FetchSettings.DEFAULT;

  @TempDir private static Path broker = Path.of("");
  @TempDir private Path temporary = Path.of("");

  private static KafkaBroker kafka;

  @BeforeAll
  static void start() throws Exception {
    kafka = KafkaBroker.start(broker, 0, Map.of());
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  private static Topic topic(String name) {
    return new Topic(kafka.brokers(), name);
  }

  private String fed(Topic topic, String... more) throws Exception {
    try (LocalChallenger challenger = LocalChallenger.start(Settings.of(PRINT))) {
      return topic.feed(challenger.url(), temporary.resolve("feed"), more);
    }
  }

  private static List<Received> readAll(KafkaTopic topic) throws Exception {
    List<Received> all = new ArrayList<>();
    for (int lane = 0; lane < topic.lanes(); lane++) {
      all.addAll(Topic.read(topic, lane, 0, INLINE));
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

  @Test
  void lanes_ofABenchThatWasFed_handOnEveryTileOnceAndTheirEnds() throws Exception {
    Topic topic = topic("plain");
    String bench = fed(topic);
    assertFalse(Files.exists(temporary.resolve("feed")), "nothing is left of the feed");
    KafkaTopic found = topic.found(null, Duration.ZERO);
    assertEquals(bench, found.bench());
    List<Received> all = readAll(found);
    assertEquals(TILES, ids(all).size());
    assertEquals(4, all.stream().filter(LaneEnd.class::isInstance).count());
    assertEquals(TILES + 4, all.size());
  }

  @Test
  void lane_readOnAtAPosition_handsOnTheSameFromThere() throws Exception {
    Topic topic = topic("readon");
    fed(topic, "--lanes=2");
    KafkaTopic found = topic.found(null, Duration.ZERO);
    List<Received> whole = Topic.read(found, 1, 0, INLINE);
    for (int from = 0; from < whole.size(); from++) {
      assertEquals(
          whole.subList(from, whole.size()), Topic.read(found, 1, from, INLINE), "from " + from);
    }
  }

  /** Engines let go of lanes without a word; their processes go on with other runs. */
  @Test
  void lane_readToItsEnd_leavesNoThreadAndCanBeReadAgain() throws Exception {
    Topic topic = topic("threads");
    fed(topic, "--lanes=1");
    var lane = topic.found(null, Duration.ZERO).open(LaneRestriction.whole(0, 1), INLINE);
    try {
      assertEquals(1, threads(topic.name));
      List<Received> whole = Topic.readOn(lane);
      awaitNoThread(topic.name);

      lane.seek(0);
      assertEquals(whole, Topic.readOn(lane));
      awaitNoThread(topic.name);

      lane.seek(3);
      lane.retire();
      assertEquals(Lane.Next.NOTHING_YET, lane.await(Duration.ofMillis(50)));
      assertEquals(0, threads(topic.name));
    } finally {
      lane.close();
    }
  }

  private static void awaitNoThread(String topic) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (threads(topic) > 0) {
      assertTrue(System.nanoTime() < end, "a thread is left");
      Thread.sleep(10);
    }
  }

  private static long threads(String topic) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("meltwatch-kafka-" + topic))
        .count();
  }

  /** As a run that goes on finds it: the origin travels to workers with what was answered. */
  @Test
  void lane_ofWhatAnEarlierRunHasAnswered_handsOnItsPositionsAlone() throws Exception {
    Topic topic = topic("resumed");
    fed(topic, "--lanes=1");
    KafkaTopic found = topic.found(null, Duration.ZERO);
    List<Received> whole = Topic.read(found, 0, 0, INLINE);
    List<List<IdRange>> done =
        Answered.positions(
            found, (seqId, micros, origin, key, layer) -> seqId >= 10, MessageLimits.DEFAULT);
    KafkaTopic again =
        SerializableUtils.clone(
            new KafkaTopic(
                found.brokers(),
                found.topic(),
                found.bench(),
                found.firsts(),
                done,
                found.patience(),
                found.silence()));
    List<Received> rest = Topic.read(again, 0, 0, INLINE);
    assertEquals(whole.size(), rest.size());
    for (int i = 0; i < whole.size(); i++) {
      boolean answered = whole.get(i) instanceof Batch batch && batch.seqId() < 10;
      assertEquals(answered, rest.get(i) instanceof Settled, "position " + i);
      assertEquals(whole.get(i).receipt().position(), rest.get(i).receipt().position());
      assertTrue(answered || whole.get(i).equals(rest.get(i)), "position " + i);
    }
  }

  @Test
  void claims_ofALane_giveTheImagesByOneFetch() throws Exception {
    Topic topic = topic("claims");
    fed(topic, "--lanes=1");
    KafkaTopic found = topic.found(null, Duration.ZERO);
    List<Received> inline = Topic.read(found, 0, 0, INLINE);
    List<Received> claimed = Topic.read(found, 0, 0, INLINE.withClaims(true));
    assertEquals(inline.size(), claimed.size());
    for (int i = 0; i < inline.size() - 1; i++) {
      ClaimedBatch batch = assertInstanceOf(ClaimedBatch.class, claimed.get(i));
      assertEquals("kafka://" + kafka.brokers() + "/claims/0/" + i, batch.claim());
      assertEquals(
          ((Batch) inline.get(i)).tif(), new KafkaImages().tif(batch.claim()), batch.claim());
      assertArrayEquals(
          ((Batch) inline.get(i)).tif().array(), found.message(batch.claim()), batch.claim());
    }
  }

  @Test
  void topic_ofSeveralBenches_givesEachItsOwn() throws Exception {
    Topic topic = topic("several");
    String first = fed(topic, "--lanes=2");
    String second = fed(topic, "--lanes=2", "--maxBatches=5");
    assertEquals(second, topic.found(null, Duration.ZERO).bench(), "the newest one");
    assertEquals(TILES, ids(readAll(topic.found(first, Duration.ZERO))).size());
    List<Received> ofSecond = readAll(topic.found(second, Duration.ZERO));
    assertEquals(5, ids(ofSecond).size());
    assertEquals(0, ofSecond.get(0).receipt().position());
    UsageException refused =
        assertThrows(
            UsageException.class,
            () ->
                Surveyor.survey(
                    new KafkaSettings(
                        topic.brokers, topic.name, "no-such", true, Duration.ofSeconds(1), null),
                    "no-such"));
    assertTrue(refused.getMessage().contains(first), refused.getMessage());
  }

  @Test
  void topic_aBench_isNamedAfterIt() throws Exception {
    String bench = fed(topic("bench-{bench}"));
    Topic own = topic("bench-" + bench);
    assertEquals(TILES, ids(readAll(own.found(null, Duration.ZERO))).size());
  }

  @Test
  void lane_whoseRecordsRetentionRemoved_namesEachAndHandsOnTheRest() throws Exception {
    Topic topic = topic("cut");
    fed(topic, "--lanes=2");
    KafkaTopic found = topic.found(null, Duration.ZERO);
    List<Received> before = Topic.read(found, 0, 0, INLINE);
    topic.cut(0, 3);
    List<Received> after = Topic.read(found, 0, 0, INLINE);
    assertEquals(before.subList(3, before.size()), after.subList(3, after.size()));
    for (int i = 0; i < 3; i++) {
      RefusedBatch lost = assertInstanceOf(RefusedBatch.class, after.get(i));
      assertEquals(
          "message "
              + i
              + " of partition 0 of topic cut is not there: retention has removed it before it was"
              + " read: the partition begins at offset 3 now",
          lost.reason());
    }
  }

  @Test
  void lane_ofPoisonedRecords_refusesThemByPartitionAndOffset() throws Exception {
    Topic topic = topic("poison").made(1);
    byte[] key = "bench-1".getBytes(UTF_8);
    Mark mark = mark(Mark.Kind.MESSAGE, 0);
    topic.put(0, key, "no MessagePack".getBytes(UTF_8), Map.of(Mark.HEADER, mark.bytes()));
    topic.put(0, key, new byte[] {1}, Map.of());
    topic.put(0, key, new byte[] {2}, Map.of(Mark.HEADER, new byte[] {9, 9}));
    byte[] message = Topic.message(0, 0, 0, new byte[] {1, 2, 3});
    topic.put(0, key, message, Map.of(Mark.HEADER, mark(Mark.Kind.MESSAGE, 1).bytes()));
    topic.put(0, "other".getBytes(UTF_8), new byte[] {3}, Map.of());
    topic.put(0, key, new byte[0], Map.of(Mark.HEADER, mark(Mark.Kind.END, 2).bytes()));

    KafkaTopic found = topic.found("bench-1", Duration.ZERO);
    List<Received> whole = Topic.read(found, 0, 0, INLINE);
    assertEquals(5, whole.size(), whole.toString());
    assertTrue(reason(whole, 0).endsWith("(partition 0, offset 0 of topic poison)"));
    assertEquals(0, assertInstanceOf(Batch.class, whole.get(1)).seqId());
    assertEquals(
        "partition 0, offset 1 of topic poison: it has no header meltwatch, and so no place in its"
            + " lane",
        reason(whole, 2));
    assertTrue(reason(whole, 3).startsWith("partition 0, offset 2 of topic poison: header"));
    for (int from = 1; from < whole.size(); from++) {
      assertEquals(
          whole.subList(from, whole.size()), Topic.read(found, 0, from, INLINE), "from " + from);
    }
  }

  private static String reason(List<Received> received, int at) {
    return assertInstanceOf(RefusedBatch.class, received.get(at)).reason();
  }

  private static Mark mark(Mark.Kind kind, long position) {
    return new Mark(
        kind, 0, 1, position, 0, 0, 1, 0, List.of(0L), Shortfall.NONE, "http://127.0.0.1:1");
  }

  @Test
  void foreignTopic_isReadInOrderOfOffsetsAndEndsWithSilence() throws Exception {
    Topic topic = topic("foreign").made(2);
    for (int batch = 0; batch < 6; batch++) {
      byte[] message = Topic.message(batch, batch % 4, batch / 4, new byte[] {1, (byte) batch});
      topic.put(batch % 2, null, message, Map.of());
    }
    KafkaTopic found = topic.found(null, Duration.ofSeconds(1));
    List<Received> lane = Topic.read(found, 1, 0, INLINE);
    assertEquals(new TreeSet<>(List.of(1L, 3L, 5L)), ids(lane));
    assertEquals(4, lane.size());
    assertEquals(0, lane.get(0).receipt().lowWater(), "nothing is proven before the end");
    List<Received> rest = Topic.read(found, 1, 2, INLINE);
    assertEquals(lane.get(2), rest.get(0));
  }

  @Test
  void survey_ofACompactedTopic_isRefused() throws Exception {
    Topic topic = topic("compacted");
    try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.brokers()))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(topic.name, 1, (short) 1)
                      .configs(Map.of("cleanup.policy", "compact"))))
          .all()
          .get();
    }
    topic.put(0, new byte[] {1}, new byte[] {1}, Map.of());
    UsageException refused =
        assertThrows(UsageException.class, () -> topic.found(null, Duration.ofSeconds(1)));
    assertTrue(refused.getMessage().contains("cleanup.policy compact"), refused.getMessage());
  }
}
