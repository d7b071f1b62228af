package org.meltwatch.io.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.meltwatch.io.fetch.FetchSettings;
import org.meltwatch.io.kafka.client.Brokers;
import org.meltwatch.io.kafka.feed.Feed;
import org.meltwatch.io.kafka.lane.KafkaTopic;
import org.meltwatch.io.lane.Lane;
import org.meltwatch.io.lane.LaneRestriction;
import org.meltwatch.model.received.LaneEnd;
import org.meltwatch.model.received.Received;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/** What tests do to a topic. */
final class Topic {

  private static final long LONGEST_NANOS = Duration.ofSeconds(30).toNanos();

  final String name;
  final Brokers brokers;

  Topic(String brokers, String name) {
    this.brokers = new Brokers(brokers, null);
    this.name = name;
  }

  Topic made(int partitions) throws Exception {
    try (Admin admin = admin()) {
      NewTopic topic = new NewTopic(name, partitions, (short) 1);
      admin
          .createTopics(List.of(topic.configs(Map.of("max.message.bytes", "1000000"))))
          .all()
          .get();
    }
    return this;
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", brokers.servers()));
  }

  /** Cuts a partition off as retention does. */
  void cut(int partition, long below) throws Exception {
    try (Admin admin = admin()) {
      TopicPartition cut = new TopicPartition(name, partition);
      admin.deleteRecords(Map.of(cut, RecordsToDelete.beforeOffset(below))).all().get();
    }
  }

  /** Writes a record by another producer than the feed. */
  void put(int partition, byte[] key, byte[] value, Map<String, byte[]> headers) throws Exception {
    Map<String, Object> config = Map.of("bootstrap.servers", brokers.servers());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(name, partition, key, value);
      headers.forEach((header, bytes) -> record.headers().add(header, bytes));
      producer.send(record).get();
    }
  }

  /** Feeds a bench; returns its id. */
  String feed(String challenger, Path spool, String... more) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, UTF_8);
    List<String> args = new ArrayList<>();
    args.addAll(List.of("--challenger=" + challenger, "--brokers=" + brokers.servers()));
    args.addAll(List.of("--topic=" + name, "--spoolDir=" + spool, "--endConfirm=0.05"));
    args.addAll(Arrays.asList(more));
    int code = Feed.run(out, out, args.toArray(String[]::new));
    assertEquals(Feed.OK, code, said.toString(UTF_8));
    return said.toString(UTF_8).replaceAll("(?s).*--bench=(\\S+).*", "$1");
  }

  /** The topic as a run finds it. */
  KafkaTopic found(String bench, Duration silence) throws Exception {
    KafkaSettings settings =
        new KafkaSettings(brokers, name, bench, true, Duration.ofSeconds(20), silence);
    Survey survey = Surveyor.survey(settings, bench);
    return new KafkaTopic(
        brokers, name, survey.bench(), survey.firsts(), List.of(), Duration.ofSeconds(20), silence);
  }

  /** All that a lane hands on from a position on. */
  static List<Received> read(KafkaTopic topic, int lane, long from, FetchSettings settings)
      throws Exception {
    LaneRestriction rest = LaneRestriction.whole(lane, topic.lanes()).startingAt(from);
    var open = topic.open(rest, settings);
    try {
      return readOn(open);
    } finally {
      open.close();
      open.awaitThreads(Duration.ofSeconds(5));
    }
  }

  /** All that a lane hands on from where it is. */
  static List<Received> readOn(Lane lane) throws Exception {
    List<Received> received = new ArrayList<>();
    long end = System.nanoTime() + LONGEST_NANOS;
    while (received.isEmpty() || !(received.get(received.size() - 1) instanceof LaneEnd)) {
      Lane.Next next = lane.await(Duration.ofMillis(100));
      if (next == Lane.Next.FAILURE) {
        throw lane.takeFailure();
      }
      if (next != Lane.Next.NOTHING_YET) {
        received.add(lane.handOn().received());
      } else if (System.nanoTime() > end) {
        throw new AssertionError("no end after " + received);
      }
    }
    return received;
  }

  /** A message as another producer writes it. */
  static byte[] message(long batch, int tile, int layer, byte[] tif) throws Exception {
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      packer.packMapHeader(5).packString("batch_id").packLong(batch);
      packer.packString("print_id").packString("SYN").packString("tile_id").packInt(tile);
      packer.packString("layer").packInt(layer).packString("tif").packBinaryHeader(tif.length);
      packer.writePayload(tif);
      return packer.toByteArray();
    }
  }
}
