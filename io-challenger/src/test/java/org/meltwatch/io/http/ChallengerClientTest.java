package org.meltwatch.io.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meltwatch.io.FakeChallenger;
import org.meltwatch.io.FakeChallenger.Answer;
import org.meltwatch.io.wire.Batches;
import org.meltwatch.io.wire.Body;
import org.meltwatch.model.Cluster;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.TileResult;
import org.meltwatch.retry.Retries;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;

public final class ChallengerClientTest {

  public static final Retries QUICK = new Retries(3, Duration.ofMillis(1), Duration.ofMillis(2));

  private static final int LIMIT = 1 << 20;

  private final LostAnswers lost = new LostAnswers();
  private FakeChallenger challenger;
  private ChallengerClient client;

  @BeforeEach
  void start() throws Exception {
    challenger = FakeChallenger.handingOut(Batches.messages(2));
    client = ChallengerClient.at(challenger.uri(), QUICK, Duration.ofSeconds(20));
  }

  @AfterEach
  void stop() {
    challenger.close();
  }

  @Test
  void create_token_isSentAndGivesTheBench() throws Exception {
    assertEquals(challenger.bench(), client.create("secret", "a name", true, 5));
    assertEquals(
        List.of(
            "{\"apitoken\":\"secret\",\"name\":\"a name\",\"test\":true,\"max_batches\":5,"
                + "\"queries\":[0]}"),
        challenger.bodies());
  }

  @Test
  void create_refused_neverNamesTheToken() {
    challenger.onOther(new Answer.Status(403, "unknown token 'secret'\nask\tus"));
    ChallengerException error =
        assertThrows(ChallengerException.class, () -> client.create("secret", "name", false, null));
    assertEquals(403, error.status());
    assertEquals(
        "POST /api/create at %s was answered 403 (bad API token) with: unknown token '***' ask us"
            .formatted(challenger.uri()),
        error.getMessage());
  }

  @Test
  void startAndHistory_bench_isNamedInThePath() throws Exception {
    client.start(challenger.bench());
    assertEquals("n", client.history().get(0).get("name").textValue());
    assertEquals(
        List.of("POST /api/start/bench 0", "GET /api/history"),
        challenger.requests().stream().map(one -> one.replace("%20", " ")).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"0\": {\"missing\": 3}}", "\"{\\\"0\\\": {\\\"missing\\\": 3}}\""})
  void end_objectOrText_isParsed(String report) throws Exception {
    challenger.withEndReport(report);
    assertEquals(3, client.end(challenger.bench()).get("0").get("missing").intValue());
  }

  @ParameterizedTest
  @CsvSource({"'',''", "'\"done\"',done", "all well,all well"})
  void end_plainText_isKept(String report, String text) throws Exception {
    challenger.withEndReport(report);
    assertEquals(text, client.end(challenger.bench()).textValue());
  }

  @Test
  void nextBatch_messagesThen404_givesThemThenNull() throws Exception {
    assertArrayEquals(Batches.message(0), nextBatch().bytes());
    assertArrayEquals(Batches.message(1), nextBatch().bytes());
    assertNull(nextBatch());
  }

  @Test
  void nextBatch_errorsThatMayPass_areRetried() throws Exception {
    challenger.onNextBatch(new Answer.Status(500, "once"), new Answer.Status(429, "twice"));
    assertArrayEquals(Batches.message(0), nextBatch().bytes());
    assertEquals(3, challenger.requests().size());
  }

  @Test
  void nextBatch_halfABody_isRetried() throws Exception {
    challenger.onNextBatch(new Answer.HalfBody());
    assertArrayEquals(Batches.message(0), nextBatch().bytes());
  }

  @Test
  void nextBatch_errorsThatStay_failNamingTheLastOne() {
    challenger.onNextBatch(
        new Answer.Status(500, "a"), new Answer.Status(503, "b"), new Answer.Status(500, "c"));
    ChallengerException error = assertThrows(ChallengerException.class, this::nextBatch);
    assertEquals(
        ("GET /api/next_batch/bench%%200 at %s was answered 500 (an error inside the challenger)"
                + " with: c (attempt 3, the last)")
            .formatted(challenger.uri()),
        error.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "400,the challenger cannot read the call",
    "403,bad API token",
    "412,the bench has not been started or has ended"
  })
  void nextBatch_refusal_isClearAndNotRetried(int status, String meaning) {
    challenger.onNextBatch(new Answer.Status(status, "text"));
    ChallengerException error = assertThrows(ChallengerException.class, this::nextBatch);
    assertEquals(
        String.format(
            Locale.ROOT,
            "GET /api/next_batch/bench%%200 at %s was answered %d (%s) with: text",
            challenger.uri(),
            status,
            meaning),
        error.getMessage());
    assertEquals(1, challenger.requests().size());
  }

  @Test
  void nextBatch_stall_timesOutAndIsRetried() throws Exception {
    ChallengerClient hasty = ChallengerClient.at(challenger.uri(), QUICK, Duration.ofMillis(500));
    challenger.onNextBatch(new Answer.Late(Duration.ofSeconds(2)));
    Body body = hasty.nextBatch(challenger.bench(), 1, 4, 7, LIMIT, lost);
    assertTrue(body != null && body.whole());
    assertEquals(2, challenger.requests().size());
    assertEquals(1, lost.shortfall(null).lostAnswers(), "the first answer held a batch");
  }

  @Test
  void nextBatch_stallOfAChallengerThatRepeats_losesNothing() throws Exception {
    ChallengerClient hasty = ChallengerClient.at(challenger.uri(), QUICK, Duration.ofMillis(500));
    challenger.thatRemembers();
    challenger.onNextBatch(new Answer.Late(Duration.ofSeconds(2)));
    hasty.nextBatch(challenger.bench(), 1, 4, 7, LIMIT, lost);
    assertEquals(0, lost.shortfall(null).lostAnswers());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nextBatch_overlongBody_isCutShort(boolean chunked) throws Exception {
    challenger.onNextBatch(new Answer.Zeros(5 * LIMIT, chunked));
    Body body = nextBatch();
    assertFalse(body.whole());
    assertEquals(BoundedBody.KEPT_OF_OVERLONG, body.bytes().length);
    assertTrue(body.length() > LIMIT);
    assertArrayEquals(Batches.message(0), nextBatch().bytes());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nextBatch_longestBody_isWhole(boolean chunked) throws Exception {
    challenger.onNextBatch(new Answer.Zeros(LIMIT, chunked));
    assertArrayEquals(new byte[LIMIT], nextBatch().bytes());
  }

  @Test
  void call_nobodyListens_saysSo() {
    Bench bench = challenger.bench();
    challenger.close();
    ChallengerException error = assertThrows(ChallengerException.class, () -> client.start(bench));
    assertEquals(0, error.status());
    assertTrue(error.getMessage().contains("failed: Connection refused"), error.toString());
  }

  @Test
  void start_noAnswer_isNotSentAgain() {
    challenger.onOther(new Answer.HalfBody());
    assertThrows(IOException.class, () -> client.start(challenger.bench()));
    assertEquals(1, challenger.requests().size());
  }

  @Test
  void postResult_result_isTheContractsMap() throws Exception {
    TileHeader header = new TileHeader(70_000, new TileKey("p", 5), 2, 1);
    client.postResult(
        challenger.bench(), new TileResult(header, 9, List.of(new Cluster(4, 10, 7))));
    try (MessageUnpacker in = MessagePack.newDefaultUnpacker(challenger.results().get(70_000L))) {
      assertEquals(
          "{\"batch_id\":70000,\"query\":0,\"print_id\":\"p\",\"tile_id\":5,\"saturated\":9,"
              + "\"centroids\":[{\"x\":2.5,\"y\":1.75,\"count\":4}]}",
          in.unpackValue().toJson());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://h:1", "http://h:1/", "http://h:1/api", "http://h:1/api/"})
  void bench_addressVariants_areTheSame(String address) {
    assertEquals(new Bench(URI.create("http://h:1"), "b"), new Bench(URI.create(address), "b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://h", "h:1", "http://u:p@h", "http://h?x=1", "/api"})
  void bench_badAddress_isRefused(String address) {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> new Bench(URI.create(address), "b"));
    assertFalse(error.getMessage().contains("u:p"), error.getMessage());
  }

  @Test
  void retries_waits_doubleUpToTheLongest() {
    Retries retries = new Retries(9, Duration.ofMillis(100), Duration.ofSeconds(1));
    assertEquals(Duration.ofMillis(100), retries.ceiling(1));
    assertEquals(Duration.ofMillis(400), retries.ceiling(3));
    assertEquals(Duration.ofSeconds(1), retries.ceiling(60));
    for (int i = 0; i < 100; i++) {
      Duration wait = retries.wait(2);
      assertTrue(wait.toMillis() >= 100 && wait.toMillis() <= 200, wait.toString());
    }
  }

  private Body nextBatch() throws IOException, InterruptedException {
    return client.nextBatch(challenger.bench(), 1, 4, 7, LIMIT, lost);
  }
}
