package org.meltwatch.runners.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.bench.Settings;
import org.meltwatch.conformance.ChallengerProxy;
import org.meltwatch.conformance.ProxiedAnswer;
import org.meltwatch.pipeline.MonitorRun;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.synthetic.SyntheticPrint;

/** Nothing is fetched, computed or posted twice, however Spark comes to its results. */
class OnceTest {

  private static final int TILES = 40;
  private static final SyntheticPrint PRINT =
      new SyntheticPrint("SYN", TILES / 4, Grid.parse("2x2"), 60, 7);

  @TempDir private Path temporary = Path.of("");
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  /** How often, by {@code next_batch STATUS} and {@code result BATCH_ID STATUS}. */
  private final Map<String, Integer> counts = new ConcurrentSkipListMap<>();

  /** Some ten micro-batches, so that Spark saves its state in between, with a backlog all along. */
  @Test
  void run_overManyMicroBatches_fetchesComputesAndPostsOnce() throws Exception {
    try (LocalChallenger challenger = LocalChallenger.start(Settings.of(PRINT));
        ChallengerProxy proxy = counting(challenger, true)) {
      int code = run(proxy, "--maxRecordsPerBatch=4", "--lanes=2", "--prefetch=8");
      assertEquals(MonitorRun.OK, code, said.toString(StandardCharsets.UTF_8));

      Map<String, Integer> expected = new TreeMap<>();
      expected.put("next_batch 200", TILES);
      counts.keySet().stream()
          .filter("next_batch 404"::equals)
          .forEach(asked -> expected.put(asked, counts.get(asked)));
      challenger
          .tiles()
          .forEach(
              tile -> expected.put(String.format(Locale.ROOT, "result %d 200", tile.batchId()), 1));
      assertEquals(expected, counts);
    }
    assertEquals(
        List.of(TILES, TILES, TILES, 2),
        List.of(rows("q1"), rows("q2"), rows("q3"), rows("events")),
        "rows of each query, and the ends of both lanes");
  }

  @Test
  void run_withResultsRefused_failsAndTellsWhy() throws Exception {
    try (LocalChallenger challenger = LocalChallenger.start(Settings.of(PRINT));
        ChallengerProxy proxy = counting(challenger, false)) {
      assertEquals(MonitorRun.FAILED, run(proxy));
      counts.forEach((what, times) -> assertTrue(isAskedOnce(what, times), what));
    }
    String complaint = said.toString(StandardCharsets.UTF_8);
    assertTrue(
        complaint.contains("meltwatch: the result of batch ") && complaint.contains("403"),
        complaint);
  }

  private ChallengerProxy counting(LocalChallenger challenger, boolean takesResults)
      throws IOException {
    return ChallengerProxy.before(
        challenger.url(),
        call -> {
          boolean refused = call.postsResult() && !takesResults;
          ProxiedAnswer answer = refused ? ProxiedAnswer.empty(403) : call.passOn();
          if (call.asksForBatch()) {
            counts.merge("next_batch " + answer.status(), 1, Integer::sum);
          } else if (call.postsResult()) {
            String batch = call.path().substring(call.path().lastIndexOf('/') + 1);
            counts.merge("result " + batch + " " + answer.status(), 1, Integer::sum);
          }
          return answer;
        });
  }

  private static boolean isAskedOnce(String what, int times) {
    return what.startsWith("next_batch") || times == 1;
  }

  private int run(ChallengerProxy proxy, String... more) {
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    List<String> args = new ArrayList<>(List.of(more));
    args.addAll(
        List.of(
            "--challenger=" + proxy.url(),
            "--output=" + temporary.resolve("out"),
            "--batchIntervalMillis=200",
            "--minReadTimeMillis=50"));
    return new MonitorRun(new SparkProfile(), out, out).run(args.toArray(String[]::new));
  }

  private int rows(String kind) throws IOException {
    int rows = 0;
    try (Stream<Path> files = Files.list(temporary.resolve("out/parts"))) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().startsWith(kind)) {
          rows += Files.readAllLines(file).size();
        }
      }
    }
    return rows;
  }
}
