package org.meltwatch.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meltwatch.alerts.Hook.Mood.ANSWERS_500;
import static org.meltwatch.alerts.Hook.Mood.NEVER_ANSWERS;
import static org.meltwatch.alerts.Hook.Mood.REFUSES;
import static org.meltwatch.alerts.Hook.Mood.TAKES;
import static org.meltwatch.alerts.Hook.Mood.TAKES_AND_CLOSES;
import static org.meltwatch.alerts.Raisings.ID;
import static org.meltwatch.alerts.Raisings.raised;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.record.commands.Command;
import org.meltwatch.record.commands.CommandFiles;
import org.meltwatch.record.commands.Note;
import org.meltwatch.record.rows.AlertsAnswer;
import org.meltwatch.record.run.AlertRecord.SinkRecord;
import org.meltwatch.retry.Retries;
import org.meltwatch.tracking.Family;
import org.meltwatch.tracking.Level;

final class WebhookTest {

  private static final Retries QUICK =
      new Retries(Integer.MAX_VALUE, Duration.ofMillis(5), Duration.ofMillis(20));
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir private Path dir;
  private final Hook hook;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private Duration attempt = LONG;

  WebhookTest() throws IOException {
    hook = new Hook();
  }

  @AfterEach
  void close() {
    hook.close();
  }

  @Test
  void deliver_aHookThatTakes_hasBodyKeyAndSignature() throws IOException {
    AlertDesk desk = desk("secret");
    desk.take(raised(5, Level.MINOR));
    desk.finish(LONG);

    String key = AlertMessage.of(raised(5, Level.MINOR)).key();
    String body =
        "{\"key\":\"%s\",\"print_id\":\"P\",\"level\":\"MINOR\",\"defect\":\"3-18-19\","
                .formatted(key)
            + "\"family\":\"hot\",\"layer\":5,\"height\":3,\"points\":50,"
            + "\"time\":\"1970-01-01T00:00:05Z\"}";
    assertEquals(Map.of(key, body), hook.taken());
    assertEquals(
        Map.of(key, "sha256=" + WebhookSink.sign(body.getBytes(UTF_8), "secret".getBytes(UTF_8))),
        hook.signatures());
    assertEquals(new SinkRecord("hook", 1, 0, 0, ""), desk.alerts().sinks().get(0));
  }

  @Test
  void sign_ofAKnownCase_isItsDigest() {
    // RFC 4231, test case 2.
    assertEquals(
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        WebhookSink.sign("what do ya want for nothing?".getBytes(UTF_8), "Jefe".getBytes(UTF_8)));
  }

  @Test
  void deliver_everyFault_eachAlertIsTakenOnce() throws IOException {
    attempt = Duration.ofMillis(400);
    hook.behave(
        TAKES, ANSWERS_500, ANSWERS_500, TAKES_AND_CLOSES, NEVER_ANSWERS, TAKES, ANSWERS_500);
    AlertDesk desk = desk(null);
    desk.take(raised(5, Level.MINOR));
    desk.take(raised(7, Level.MAJOR));
    desk.take(raised(10, Level.STOP));
    desk.finish(LONG);

    assertEquals(
        List.of("MINOR", "MAJOR", "STOP"),
        hook.taken().values().stream()
            .map(body -> body.replaceAll(".*\"level\":\"([A-Z]+)\".*", "$1"))
            .toList());
    SinkRecord sink = desk.alerts().sinks().get(0);
    assertEquals(
        List.of(3L, 0L, 0L), List.of(sink.delivered(), sink.refused(), sink.undelivered()));
    assertEquals(1, said.toString(UTF_8).lines().count(), said::toString);
  }

  @Test
  void finish_aHookThatNeverAnswers_isLeftInTimeAndSaid() throws IOException {
    attempt = Duration.ofMillis(400);
    hook.behave(NEVER_ANSWERS);
    AlertDesk desk = desk(null);
    long start = System.nanoTime();
    desk.take(raised(5, Level.MINOR));
    desk.take(raised(7, Level.MAJOR));
    assertTrue(System.nanoTime() - start < Duration.ofSeconds(1).toNanos(), "taking waits");
    desk.finish(Duration.ofSeconds(2));

    assertTrue(System.nanoTime() - start < Duration.ofSeconds(10).toNanos(), "ending waits");
    SinkRecord sink = desk.alerts().sinks().get(0);
    assertEquals(List.of(0L, 2L), List.of(sink.delivered(), sink.undelivered()));
    assertEquals("no answer within 0 s", sink.lastProblem());
  }

  @Test
  void deliver_aHookThatRefuses_isNotAskedAgain() throws IOException {
    hook.behave(REFUSES);
    AlertDesk desk = desk(null);
    desk.take(raised(5, Level.MINOR));
    desk.finish(LONG);

    assertEquals(1, hook.requests());
    assertEquals(
        new SinkRecord("hook", 0, 1, 0, "it answers with status 404"),
        desk.alerts().sinks().get(0));
    assertEquals(
        "meltwatch: MINOR of P, hot defect 3-18-19 was not taken by hook: it answers with status"
            + " 404\n",
        said.toString(UTF_8));
  }

  @Test
  void sendTheRest_ofARunThatDied_sendsWhatIsMissingAlone() throws Exception {
    AlertDesk died = desk(null);
    died.take(raised(5, Level.MINOR));
    died.finish(LONG);
    hook.behave(NEVER_ANSWERS);
    AlertDesk failed = desk(null);
    failed.take(raised(5, Level.MINOR));
    failed.take(raised(7, Level.MAJOR));
    while (hook.requests() < 2) {
      Thread.sleep(5);
    }
    failed.finish(Duration.ZERO);
    // A kill in the midst of a line.
    Files.writeString(
        dir.resolve("alerts-sent.jsonl"),
        "{\"fate\":\"deliv",
        java.nio.file.StandardOpenOption.APPEND);
    hook.behave(TAKES);
    int before = hook.requests();

    AlertDesk again = desk(null);
    AlertsAnswer.Raised major = raised(7, Level.MAJOR);
    AlertsAnswer.Raised anew =
        new AlertsAnswer.Raised(
            "P", 7, Level.MAJOR, ID, major.family(), major.height(), major.points(), 99);
    again.sendTheRest(List.of(raised(5, Level.MINOR), major, anew));
    again.finish(LONG);

    assertEquals(2, hook.taken().size());
    assertEquals(before + 1, hook.requests());
    assertTrue(
        Files.readString(dir.resolve("alerts-sent.jsonl")).contains("\"deliv\n{\"fate\""),
        "the half line has its end");
  }

  @Test
  void step_muteWhileAHookIsDown_takesTheAlertBack() throws Exception {
    hook.behave(ANSWERS_500);
    AlertDesk desk = desk(null);
    desk.take(raised(5, Level.MINOR));
    CommandFiles.write(
        dir, Command.mute("P", ID, Family.HOT, new Note("r", "a", Instant.ofEpochSecond(1))));
    desk.step();
    // An attempt may be under way.
    Thread.sleep(200);
    hook.behave(TAKES);
    desk.take(raised(5, Level.MINOR, new org.meltwatch.tracking.DefectId(1, 1, 1)));
    desk.finish(LONG);

    assertEquals(1, hook.taken().size());
    assertTrue(hook.taken().values().iterator().next().contains("\"defect\":\"1-1-1\""));
  }

  private AlertDesk desk(String secret) throws IOException {
    WebhookSink sink =
        new WebhookSink(
            "hook",
            URI.create(hook.url()),
            secret == null ? null : secret.getBytes(UTF_8),
            attempt);
    return new AlertDesk(
        dir, new Sinks(List.of(sink)), alert -> {}, new PrintStream(said, true, UTF_8), QUICK);
  }
}
