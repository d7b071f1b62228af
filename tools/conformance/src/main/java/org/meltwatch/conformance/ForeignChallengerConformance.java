package org.meltwatch.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.bench.Settings;
import org.meltwatch.model.DefectRules;
import org.meltwatch.pipeline.MonitorRun;
import org.meltwatch.pipeline.RunnerProfile;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.synthetic.SyntheticPrint;

/** Whole runs against challengers that somebody else wrote, and what stands before them. */
@Timeout(120)
public abstract class ForeignChallengerConformance {

  private static final int TILES = 80;
  private static final SyntheticPrint PRINT =
      new SyntheticPrint("SYN", TILES / 4, Grid.parse("2x2"), 32, 7);

  /** The answers to come that are not the challenger's. */
  private final AtomicInteger spell = new AtomicInteger();

  private final AtomicInteger asked = new AtomicInteger();

  @TempDir private Path temporary = Path.of("");

  /** The engine under test. */
  protected abstract RunnerProfile profile();

  /** How many requests for batches are in flight at once. */
  protected int requests() {
    return 8;
  }

  /**
   * Each, for so many times a request in flight, instead of the answer to a request for a batch.
   */
  static Stream<Arguments> spells() {
    return Stream.of(
        Arguments.of(1, ProxiedAnswer.html(404)),
        Arguments.of(5, ProxiedAnswer.html(404)),
        Arguments.of(1, ProxiedAnswer.html(200)),
        Arguments.of(1, ProxiedAnswer.html(403)),
        Arguments.of(1, ProxiedAnswer.empty(404)),
        Arguments.of(1, ProxiedAnswer.text(404, "text/plain", "404 page not found")),
        Arguments.of(1, ProxiedAnswer.empty(204)),
        Arguments.of(1, ProxiedAnswer.empty(200)),
        Arguments.of(1, ProxiedAnswer.empty(302)),
        Arguments.of(
            5,
            ProxiedAnswer.text(
                404,
                "application/json",
                "{\"status\":404,\"error\":\"Not Found\",\"path\":\"/api/next_batch/b\"}")));
  }

  @ParameterizedTest
  @MethodSource("spells")
  protected void run_pastASpellOfOtherAnswers_readsToTheEnd(int rounds, ProxiedAnswer other)
      throws Exception {
    JsonNode run =
        check(
            MonitorRun.OK,
            call -> call.asksForBatch() && isInSpell(rounds * requests()) ? other : call.passOn(),
            "--endConfirm=0.5");
    assertEquals(0, run.get("counts").get("missing_batch_ids").size(), run.toPrettyString());
  }

  /** Whatever stands before the challenger has its own word for results, too. */
  @ParameterizedTest
  @ValueSource(ints = {200, 404, 502})
  protected void run_pastASpellOfPages_storesEveryResult(int status) throws Exception {
    JsonNode run =
        check(
            MonitorRun.OK,
            call ->
                call.postsResult() && isInSpell(requests())
                    ? ProxiedAnswer.html(status)
                    : call.passOn(),
            "--endConfirm=0.05");
    assertEquals(0, run.get("challenger").get("0").get("missing").asInt(), run.toPrettyString());
  }

  @Test
  protected void run_pastASpellOfResultsNotFound_storesEveryResult() throws Exception {
    JsonNode run =
        check(
            MonitorRun.OK,
            call ->
                call.postsResult() && isInSpell(requests())
                    ? ProxiedAnswer.empty(404)
                    : call.passOn(),
            "--endConfirm=0.05");
    assertEquals(0, run.get("challenger").get("0").get("missing").asInt(), run.toPrettyString());
  }

  /** Some say in an object that there is no more. */
  @Test
  protected void run_ofAChallengerWhoseEndIsAnObject_endsByItself() throws Exception {
    check(
        MonitorRun.OK,
        call -> {
          ProxiedAnswer answer = call.passOn();
          return call.asksForBatch() && answer.status() == 404
              ? ProxiedAnswer.text(404, "application/json", "{\"detail\": \"no more batches\"}")
              : answer;
        },
        "--endConfirm=0.05");
  }

  /** Every third connection that was kept open is closed when it is used again. */
  @Test
  protected void run_overConnectionsThatAreClosedUnannounced_losesNothing() throws Exception {
    JsonNode run =
        check(
            MonitorRun.OK,
            call ->
                call.onKeptConnection() && asked.incrementAndGet() % 3 == 1 ? null : call.passOn(),
            "--endConfirm=0.05");
    assertEquals(0, run.get("counts").get("lost_answers").asInt(), run.toPrettyString());
  }

  @Test
  protected void run_ofAChallengerThatFallsSilent_endsWithWhatItHas() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try {
      Ran ran =
          run(
              call -> {
                if (call.asksForBatch() && asked.incrementAndGet() > 20) {
                  over.await();
                }
                return call.passOn();
              },
              "--challengerPatience=4");
      assertEquals(MonitorRun.INCOMPLETE, ran.code, ran.said);
      assertEquals(20, ran.run().get("counts").get("results").asInt(), ran.said);
      assertEquals(0, ran.run().get("counts").get("unanswered").size(), ran.said);
      assertTrue(ran.said.contains("GIVEN UP: lane 0: no usable answer came for 4 s: "), ran.said);
    } finally {
      over.countDown();
    }
  }

  /** One request hangs for as long as the others are at it: its batch comes behind all others. */
  @Test
  protected void run_withARequestThatHangs_answersWhatCameBehindIt() throws Exception {
    assumeTrue(requests() > 1, "nothing comes behind it");
    CountDownLatch answered = new CountDownLatch(TILES / 2);
    JsonNode run =
        check(
            MonitorRun.OK,
            call -> {
              ProxiedAnswer answer = call.passOn();
              if (call.postsResult()) {
                answered.countDown();
              }
              if (call.asksForBatch() && asked.incrementAndGet() == 20) {
                assertTrue(answered.await(60, TimeUnit.SECONDS));
              }
              return answer;
            },
            "--lanes=1",
            "--prefetch=4");
    assertEquals(0, run.get("counts").get("skipped_layers").asInt(), run.toPrettyString());
  }

  /** It hears nothing more, neither requests nor results. */
  @Test
  protected void run_ofAChallengerThatDies_endsWithWhatItHas() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    AtomicBoolean dead = new AtomicBoolean();
    try {
      Ran ran =
          run(
              call -> {
                if (call.postsResult() && asked.incrementAndGet() > 40) {
                  dead.set(true);
                }
                if (dead.get()) {
                  over.await();
                }
                return call.passOn();
              },
              "--challengerPatience=4");
      assertEquals(MonitorRun.INCOMPLETE, ran.code, ran.said);
      assertTrue(ran.said.contains("no usable answer came for 4 s: "), ran.said);
      assertTrue(ran.run().get("counts").get("results").asInt() > 0, ran.said);
    } finally {
      over.countDown();
    }
  }

  @Test
  protected void run_ofAChallengerThatEndsInGarbage_givesUpAndSaysWhy() throws Exception {
    Ran ran =
        run(
            call -> {
              ProxiedAnswer answer = call.passOn();
              return call.asksForBatch() && answer.status() == 404
                  ? ProxiedAnswer.text(200, "application/msgpack", "no more, good bye")
                  : answer;
            },
            "--lanes=2");
    assertEquals(MonitorRun.INCOMPLETE, ran.code, ran.said);
    assertEquals(TILES, ran.run().get("counts").get("results").asInt(), ran.said);
    assertTrue(ran.run().get("counts").get("dead_letters").asInt() <= 2 * 110, ran.said);
    assertTrue(ran.said.contains("messages in a row have no header that can be read"), ran.said);
  }

  /** In its report, with what clears a terminal; and where it refuses. */
  @Test
  protected void run_ofAChallengerThatSaysTheTokenBack_tellsItNobody() throws Exception {
    String token = "t0ken\"of the test";
    Path file = Files.writeString(temporary.resolve("token"), token + "\n");
    String report = "{\"0\": {\"\u001b[2Jyou\": \"t0ken\\\"of the test\", \"n\": 1}}";
    Ran reported =
        run(
            call ->
                call.kind().equals("end")
                    ? ProxiedAnswer.text(200, "application/json", report)
                    : call.passOn(),
            "--endConfirm=0",
            "--figures=true",
            "--apiTokenFile=" + file);
    assertEquals(MonitorRun.OK, reported.code, reported.said);
    assertFalse(reported.said.contains("t0ken"), reported.said);
    assertTrue(reported.said.contains("\\u001b[2Jyou"), reported.said);
    assertFalse(Files.readString(reported.out.resolve("run.json")).contains("t0ken"));

    Ran refused =
        run(
            call ->
                call.postsResult()
                    ? ProxiedAnswer.text(403, "text/plain", "not by " + token + "\u001b[2J")
                    : call.passOn(),
            "--apiTokenFile=" + file);
    assertEquals(MonitorRun.FAILED, refused.code, refused.said);
    assertTrue(refused.said.contains("with: not by ***\\u001b[2J"), refused.said);
    assertFalse(refused.said.contains("t0ken"), refused.said);
  }

  /** From the 21st call on, for so many calls. */
  private boolean isInSpell(int length) {
    return asked.incrementAndGet() > 20 && spell.getAndIncrement() < length;
  }

  private JsonNode check(int exitCode, ChallengerProxy.Manner manner, String... more)
      throws Exception {
    Ran ran = run(manner, more);
    assertEquals(exitCode, ran.code, ran.said);
    try (LocalChallenger challenger = LocalChallenger.start(Settings.of(PRINT))) {
      Expected.of(challenger.tiles(), DefectRules.DEFAULT, Map.of()).requireIn(ran.out, ran.said);
    }
    return ran.run();
  }

  private record Ran(int code, String said, Path out) {

    JsonNode run() throws Exception {
      return new ObjectMapper().readTree(out.resolve("run.json").toFile());
    }
  }

  private Ran run(ChallengerProxy.Manner manner, String... more) throws Exception {
    Path out = Files.createTempDirectory(temporary, "run").resolve("out");
    try (LocalChallenger challenger = LocalChallenger.start(Settings.of(PRINT));
        ChallengerProxy foreign = ChallengerProxy.before(challenger.url(), manner)) {
      List<String> args =
          new ArrayList<>(List.of("--challenger=" + foreign.url(), "--output=" + out));
      args.addAll(List.of(more));
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
      int code = new MonitorRun(profile(), stream, stream).run(args.toArray(String[]::new));
      return new Ran(code, said.toString(StandardCharsets.UTF_8), out);
    }
  }
}
