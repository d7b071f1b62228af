package org.meltwatch.io.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.bench.Settings;
import org.meltwatch.io.fetch.FetchSettings;
import org.meltwatch.io.kafka.feed.Feed;
import org.meltwatch.io.kafka.lane.KafkaImages;
import org.meltwatch.io.kafka.lane.KafkaTopic;
import org.meltwatch.kafka.KafkaBroker;
import org.meltwatch.model.received.ClaimedBatch;
import org.meltwatch.model.received.Received;
import org.meltwatch.options.UsageException;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.synthetic.SyntheticPrint;

/** Brokers that ask for a password, which is in a file and nowhere else. */
class LoginTest {

  private static final String SECRET = "h4mster-wheel";
  private static final SyntheticPrint PRINT =
      new SyntheticPrint("SYN", 3, Grid.parse("1x1"), 48, 7);

  @TempDir private Path temporary = Path.of("");

  private Path properties(String password) throws Exception {
    String text =
        """
        security.protocol=SASL_PLAINTEXT
        sasl.mechanism=PLAIN
        sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required \
        username="press" password="%s";
        """
            .formatted(password);
    return Files.writeString(temporary.resolve(password.length() + ".properties"), text);
  }

  private static int feed(ByteArrayOutputStream said, String... args) {
    PrintStream out = new PrintStream(said, true, UTF_8);
    return Feed.run(out, out, args);
  }

  @Test
  void topic_behindALogin_isFedAndReadByAFileOfProperties() throws Exception {
    PrintStream terminal = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, UTF_8));
    try (KafkaBroker kafka =
            KafkaBroker.startWithLogin(temporary.resolve("broker"), "press", SECRET);
        LocalChallenger challenger = LocalChallenger.start(Settings.of(PRINT))) {
      String[] args = {
        "--challenger=" + challenger.url(),
        "--brokers=" + kafka.brokers(),
        "--lanes=1",
        "--endConfirm=0.05",
        "--spoolDir=" + temporary.resolve("feed"),
        "--kafkaProperties=" + properties("wrong")
      };
      assertNotEquals(Feed.OK, feed(said, args), said.toString(UTF_8));
      args[5] = "--kafkaProperties=" + properties(SECRET);
      assertEquals(Feed.OK, feed(said, args), said.toString(UTF_8));

      KafkaSettings settings =
          new KafkaSettings(
              KafkaNames.brokers(kafka.brokers(), properties(SECRET).toString()),
              "benchmarks",
              null,
              true,
              Duration.ofSeconds(20),
              null);
      Survey survey = Surveyor.survey(settings, null);
      KafkaTopic topic =
          new KafkaTopic(
              settings.brokers(),
              "benchmarks",
              survey.bench(),
              survey.firsts(),
              List.of(),
              settings.patience(),
              Duration.ZERO);
      List<Received> lane = Topic.read(topic, 0, 0, FetchSettings.DEFAULT.withClaims(true));
      assertEquals(4, lane.size());
      ClaimedBatch batch = assertInstanceOf(ClaimedBatch.class, lane.get(0));
      assertTrue(new KafkaImages().tif(batch.claim()).length() > 0, batch.claim());
      assertSilent(topic + " " + lane);
      assertSilent(said.toString(UTF_8));
    } finally {
      System.setErr(terminal);
    }
  }

  private static void assertSilent(String text) {
    int at = text.indexOf(SECRET);
    assertTrue(at < 0, () -> text.substring(Math.max(0, at - 400), at));
  }

  @Test
  void properties_thatCannotBeRead_areNamedAndNotShown() throws Exception {
    Path broken = Files.writeString(temporary.resolve("broken"), "password=\\u12" + SECRET + "\n");
    UsageException refused =
        assertThrows(
            UsageException.class, () -> KafkaNames.brokers("127.0.0.1:1", broken.toString()));
    assertTrue(refused.getMessage().contains(broken.toString()), refused.getMessage());
    assertFalse(refused.getMessage().contains(SECRET), refused.getMessage());
    assertThrows(
        UsageException.class, () -> KafkaNames.brokers("127.0.0.1:1", temporary + "/absent"));
  }

  @Test
  void names_ofBrokersAndTopics_areChecked() {
    for (String servers : List.of("localhost", "a b:1", "h:1,", "", "kafka://h:1")) {
      assertThrows(UsageException.class, () -> KafkaNames.brokers(servers, null), servers);
    }
    assertEquals("h:1,[::1]:9092", KafkaNames.brokers("h:1,[::1]:9092", null).servers());
    for (String topic : List.of("", "a/b", "..", "a b", "x".repeat(250))) {
      assertThrows(UsageException.class, () -> KafkaNames.requireTopic(topic), topic);
    }
  }
}
