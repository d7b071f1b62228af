package org.meltwatch.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.bench.Settings;
import org.meltwatch.challenger.faults.Fault;
import org.meltwatch.io.kafka.feed.Feed;
import org.meltwatch.model.Plate;
import org.meltwatch.pipeline.MonitorRun;
import org.meltwatch.pipeline.RunnerProfile;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.synthetic.SyntheticPrint;
import org.meltwatch.reference.ReferenceAnswers;

/**
 * Runs by way of a real broker: what comes out equals the reference model's files, and so those of
 * a run that asks the challenger itself.
 */
@Tag("processes")
@Timeout(180)
public abstract class KafkaConformance {

  private static final SyntheticPrint PRINT =
      new SyntheticPrint("SYN", 8, Grid.parse("2x2"), 120, 7);
  private static final Plate PLATE = new Plate(2, 2);

  @TempDir private static Path shared = Path.of("");
  private static BrokerProcess broker;

  @TempDir private Path temporary = Path.of("");

  /** The engine under test. */
  protected abstract RunnerProfile profile();

  /** Options that make the engine small enough for a test. */
  protected List<String> arguments() {
    return List.of();
  }

  /** Options of the run that posts results, besides. */
  protected List<String> posting() {
    return List.of("--payload=spool");
  }

  @BeforeAll
  static void start() throws Exception {
    broker = BrokerProcess.start(shared.resolve("broker"));
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  /** The topic is read twice: for the challenger, and later once more for its own sake. */
  @Test
  protected void runs_byWayOfATopic_equalTheReferenceModel() throws Exception {
    Settings settings =
        Settings.of(PRINT)
            .withFaults(
                new Fault(Fault.Kind.DROP, 2, 0),
                new Fault(Fault.Kind.DUPLICATE, 3, 1),
                new Fault(Fault.Kind.CORRUPT, 4, 2),
                new Fault(Fault.Kind.TRUNCATE, 5, 0));
    try (LocalChallenger challenger = LocalChallenger.start(settings)) {
      feed(challenger, "conformance");
      Expected expected = Expected.of(challenger, PLATE);
      Path out = temporary.resolve("posted");
      String said = run(out, "conformance", posting());
      expected.requireIn(out, said);
      JsonNode report = summary(out).at("/challenger/0");
      int answers = expected.answers().answers().size();
      assertEquals(answers, report.get("count").asInt(), said);
      Map<String, String> rows = rows();
      assertEquals(tileKeys(expected), tileKeys(rows), "the topic has the tiles of the files");
      assertTrue(rows.keySet().stream().anyMatch(key -> key.contains("/defects/SYN/")));

      Path again = temporary.resolve("again");
      String saidAgain =
          run(again, "conformance", List.of("--post=false", "--payload=inline", "--maxInFlight=4"));
      expected.requireIn(again, saidAgain);
      JsonNode nobody = summary(again).at("/challenger");
      assertTrue(nobody.isMissingNode() || nobody.isNull(), saidAgain);
      assertEquals(rows, rows(), "rows are equal when they are computed again");
    }
  }

  private static Set<String> tileKeys(Map<String, String> rows) {
    return rows.keySet().stream()
        .filter(key -> key.matches("[^/]+/q[123]/\\d+"))
        .map(key -> key.substring(key.indexOf('/') + 1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> tileKeys(Expected expected) {
    Set<String> keys = new TreeSet<>();
    for (ReferenceAnswers.Answer answer : expected.answers().answers()) {
      for (String kind : List.of("q1", "q2", "q3")) {
        keys.add(kind + "/" + answer.header().seqId());
      }
    }
    return keys;
  }

  /** The last row of each key. */
  private static Map<String, String> rows() {
    Map<String, Object> config =
        Map.of("bootstrap.servers", broker.brokers(), "enable.auto.commit", false);
    Map<String, String> rows = new TreeMap<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      TopicPartition partition = new TopicPartition("rows", 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<String, String> row : consumer.poll(Duration.ofSeconds(1))) {
          if (row.value() == null) {
            rows.remove(row.key());
          } else {
            rows.put(row.key(), row.value());
          }
        }
      }
    }
    return rows;
  }

  private static JsonNode summary(Path out) throws IOException {
    return new ObjectMapper().readTree(out.resolve("run.json").toFile());
  }

  private void feed(LocalChallenger challenger, String topic) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
    int code =
        Feed.run(
            stream,
            stream,
            "--challenger=" + challenger.url(),
            "--brokers=" + broker.brokers(),
            "--topic=" + topic,
            "--lanes=3",
            "--endConfirm=0.05",
            "--spoolDir=" + temporary.resolve("feed"));
    assertEquals(Feed.OK, code, said.toString(StandardCharsets.UTF_8));
  }

  private String run(Path out, String topic, List<String> more) {
    List<String> args = new ArrayList<>(arguments());
    args.addAll(
        Arrays.asList(
            "--source=kafka",
            "--brokers=" + broker.brokers(),
            "--topic=" + topic,
            "--rows=kafka:rows",
            "--output=" + out,
            "--plate=" + PLATE,
            "--verbose"));
    args.addAll(more);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
    int code = new MonitorRun(profile(), stream, stream).run(args.toArray(String[]::new));
    String text = said.toString(StandardCharsets.UTF_8);
    assertEquals(MonitorRun.INCOMPLETE, code, text);
    return text;
  }
}
