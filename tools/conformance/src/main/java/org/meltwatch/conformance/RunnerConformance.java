package org.meltwatch.conformance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.bench.EncodedTile;
import org.meltwatch.challenger.bench.Settings;
import org.meltwatch.challenger.faults.Fault;
import org.meltwatch.challenger.faults.FaultRates;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Plate;
import org.meltwatch.pipeline.MonitorRun;
import org.meltwatch.pipeline.RunnerProfile;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.synthetic.SyntheticPrint;
import org.meltwatch.reference.ReferenceAnswers;

/**
 * Whole runs against a real challenger on loopback: the result files must equal those of the
 * sequential reference model byte for byte, and the challenger must hold every result.
 */
public abstract class RunnerConformance {

  private static final SyntheticPrint PRINT =
      new SyntheticPrint("SYN", 8, Grid.parse("2x2"), 120, 7);

  /** Where in a message of the local challenger its batch id is, if it is below 128. */
  private static final int BATCH_ID_AT = 10;

  /** How defects are tracked; a print that is cut otherwise has tiles off the plate. */
  private static final Plate PLATE = new Plate(2, 2);

  @TempDir private Path temporary = Path.of("");

  /** The engine under test. */
  protected abstract RunnerProfile profile();

  /** Options that make the engine small enough for a test. */
  protected List<String> arguments() {
    return List.of();
  }

  @Test
  protected void run_ofPrintInOrder_equalsTheReferenceModel() throws Exception {
    JsonNode counts = check(Settings.of(PRINT), MonitorRun.OK);
    assertEquals(0, counts.get("duplicates").asInt() + counts.get("skipped_layers").asInt());
    assertTrue(
        Files.readString(temporary.resolve("out/q3.csv")).contains("\"\"count\"\":"),
        "the print must have clusters");
    assertTrue(
        Files.readString(temporary.resolve("out/defects.csv")).contains(",hot,"),
        "the print must have defects");
  }

  @Test
  protected void run_ofTwoPrints_equalsTheReferenceModel() throws Exception {
    SyntheticPrint other = new SyntheticPrint("SYN, \"other\"", 6, Grid.parse("1x3"), 77, 8);
    check(Settings.of(PRINT, other), MonitorRun.OK, "--lanes=3", "--prefetch=3");
  }

  @Test
  protected void run_withOneLane_equalsTheReferenceModel() throws Exception {
    check(Settings.of(PRINT), MonitorRun.OK, "--lanes=1", "--prefetch=1");
  }

  @Test
  protected void run_withCommonsMath_equalsTheReferenceModel() throws Exception {
    check(Settings.of(PRINT), MonitorRun.OK, "--clusterer=commons-math3");
  }

  @Test
  protected void run_withGapsDuplicatesAndUnreadableTiles_equalsTheReferenceModel()
      throws Exception {
    Settings settings =
        Settings.of(PRINT)
            .withFaults(
                new Fault(Fault.Kind.DROP, 2, 0),
                new Fault(Fault.Kind.DROP, 0, 3),
                new Fault(Fault.Kind.DUPLICATE, 3, 1),
                new Fault(Fault.Kind.CORRUPT, 4, 2),
                new Fault(Fault.Kind.TRUNCATE, 5, 0));
    JsonNode counts = check(settings, MonitorRun.INCOMPLETE);
    assertEquals(1, counts.get("duplicates").asInt());
    assertEquals(2, counts.get("skipped_layers").asInt());
    assertEquals(2, counts.get("dead_letters").asInt());
    assertEquals(0, counts.get("late").asInt());
    try (var letters = Files.list(temporary.resolve("out/dead-letters"))) {
      assertEquals(4, letters.count(), "two letters, each with a note");
    }
  }

  /** Every lane is at its limit nearly all the time, and tiles wait for what other lanes hold. */
  @Test
  protected void run_withFewTilesInFlight_equalsTheReferenceModel() throws Exception {
    Settings settings =
        Settings.of(PRINT)
            .withFaults(
                new Fault(Fault.Kind.DROP, 2, 0),
                new Fault(Fault.Kind.DROP, 7, 3),
                new Fault(Fault.Kind.DUPLICATE, 3, 1),
                new Fault(Fault.Kind.CORRUPT, 4, 2));
    check(settings, MonitorRun.INCOMPLETE, "--maxInFlight=2", "--lanes=3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"inline", "spool --spool=on", "spool --spool=memory"})
  protected void run_ofEitherPayload_equalsTheReferenceModel(String payload) throws Exception {
    SyntheticPrint other = new SyntheticPrint("OTHER", 6, Grid.parse("1x3"), 77, 8);
    Settings settings =
        Settings.of(PRINT, other)
            .withFaults(
                new Fault(Fault.Kind.DROP, 2, 0),
                new Fault(Fault.Kind.DUPLICATE, 3, 1),
                new Fault(Fault.Kind.CORRUPT, 4, 2),
                new Fault(Fault.Kind.TRUNCATE, 5, 0));
    check(settings, MonitorRun.INCOMPLETE, ("--payload=" + payload).split(" ", -1));
  }

  /** Every image is loaded and decoded anew wherever it is looked at. */
  @Test
  protected void run_overClaimsWithoutCache_equalsTheReferenceModel() throws Exception {
    check(Settings.of(PRINT), MonitorRun.OK, "--payload=spool", "--imageCache=0");
  }

  @Test
  protected void run_withDroppedTileAtTheEnd_releasesWhatWaits() throws Exception {
    Settings settings =
        Settings.of(PRINT)
            .withFaults(new Fault(Fault.Kind.DROP, 6, 0), new Fault(Fault.Kind.DROP, 7, 1));
    JsonNode counts = check(settings, MonitorRun.OK);
    assertEquals(1, counts.get("skipped_layers").asInt(), "nothing waits for the last layer");
  }

  @Test
  protected void run_byEventTime_equalsTheReferenceModel() throws Exception {
    if (!profile().hasEventTimeTimers()) {
      assumeTrue(false, profile().engine() + " has no event-time timers");
    }
    check(Settings.of(PRINT), MonitorRun.OK, "--ordering=event-time");
  }

  @Test
  protected void run_byEventTimeWithGaps_equalsTheReferenceModel() throws Exception {
    assumeTrue(profile().hasEventTimeTimers(), profile().engine() + " has no event-time timers");
    Settings settings =
        Settings.of(PRINT)
            .withFaults(new Fault(Fault.Kind.DROP, 3, 0), new Fault(Fault.Kind.CORRUPT, 5, 2));
    check(settings, MonitorRun.INCOMPLETE, "--ordering=event-time");
  }

  /** Nothing is lost but what came cut off and calls itself whole; that is refused, one by one. */
  @Test
  protected void run_withCallsThatFail_accountsForEveryFault() throws Exception {
    SyntheticPrint print = new SyntheticPrint("SYN", 25, Grid.parse("2x2"), 48, 7);
    FaultRates faults =
        FaultRates.parse(
            "error:0.05,reset:0.03,half:0.03,length:0.03,type:0.1,stall:0.02:0.2,gone:0.005:1"
                + ",drop:0.02,repeat:0.02,shuffle:1:1",
            11);
    Path out = temporary.resolve("out");
    try (LocalChallenger challenger = LocalChallenger.start(Settings.of(print).withRates(faults))) {
      String text = run(challenger, out, "--plate=" + PLATE).said;
      JsonNode run = new ObjectMapper().readTree(out.resolve("run.json").toFile());
      Set<Long> brokenOff = batches(run, "reset", "half");
      Set<Long> cut = batches(run, "length");
      assertFalse(cut.isEmpty() || brokenOff.isEmpty(), "the seed must give faults: " + text);
      // This challenger repeats what it is asked for again, so not even these are lost.
      assertEquals(Set.of(), missing(run.get("counts"), challenger), text);

      Map<Long, String> refusals = cut.stream().collect(Collectors.toMap(id -> id, id -> "cut"));
      Expected expected = Expected.of(challenger.tiles(), PLATE, refusals);
      expected.requireIn(out, text);
      checkCounts(expected.answers(), run.get("counts"));
      JsonNode report = run.get("challenger").get("0");
      assertEquals(expected.answers().answers().size(), report.get("count").asInt());
    }
  }

  /** The second of two tiles under one batch id has no result to post: it is a dead letter. */
  @Test
  protected void run_withABatchIdOfTwoTiles_losesNothingButTheSecond() throws Exception {
    byte repeated = 5;
    byte victim = 22;
    Path out = temporary.resolve("out");
    try (LocalChallenger challenger = LocalChallenger.start(Settings.of(PRINT));
        ChallengerProxy repeating =
            ChallengerProxy.before(
                challenger.url(),
                call -> {
                  ProxiedAnswer answer = call.passOn();
                  if (call.asksForBatch() && answer.status() == 200) {
                    assertEquals("batch_id", new String(answer.body(), 2, 8, US_ASCII));
                    if (answer.body()[BATCH_ID_AT] == victim) {
                      answer.body()[BATCH_ID_AT] = repeated;
                    }
                  }
                  return answer;
                })) {
      Ran ran = run(repeating.url(), out, "--lanes=1");
      assertEquals(MonitorRun.INCOMPLETE, ran.code, ran.said);
      Map<Long, String> refused = Map.of((long) victim, "its id is another tile's");
      Expected expected = Expected.of(challenger, DefectRules.DEFAULT, refused);
      expected.requireIn(out, ran.said);
      JsonNode run = new ObjectMapper().readTree(out.resolve("run.json").toFile());
      checkPosted(challenger, expected, run);
      checkCounts(expected.answers(), run.get("counts"));
    }
  }

  /** What the contest's challenger does: a batch whose answer breaks off is gone, and is named. */
  @Test
  protected void run_ofChallengerThatForgets_namesEveryBatchThatItLost() throws Exception {
    SyntheticPrint print = new SyntheticPrint("SYN", 25, Grid.parse("2x2"), 48, 7);
    FaultRates faults = FaultRates.parse("reset:0.03,half:0.03", 11);
    Path out = temporary.resolve("out");
    try (LocalChallenger challenger =
        LocalChallenger.start(Settings.of(print).withRates(faults).withoutMemory())) {
      Ran ran = run(challenger, out);
      JsonNode run = new ObjectMapper().readTree(out.resolve("run.json").toFile());
      Set<Long> brokenOff = batches(run, "reset", "half");
      assertFalse(brokenOff.isEmpty(), "the seed must give faults: " + ran.said);
      assertEquals(MonitorRun.INCOMPLETE, ran.code, ran.said);
      assertEquals(brokenOff.size(), run.get("counts").get("lost_answers").asInt(), ran.said);
      for (long batch : brokenOff) {
        // Beyond the last one that came nobody can tell a number, but that there were more.
        assertTrue(isNamed(run.get("lost"), batch) || batch == 99, batch + ": " + ran.said);
      }
      List<EncodedTile> arrived =
          challenger.tiles().stream().filter(tile -> !brokenOff.contains(tile.batchId())).toList();
      Expected expected = Expected.of(arrived, DefectRules.DEFAULT, Map.of());
      expected.requireIn(out, ran.said);
    }
  }

  /** The layers below what is to be answered are there, and are not answered once more. */
  @Test
  protected void replay_ofWhatAStoppedRunLeft_answersTheRestAsThatRunWouldHave() throws Exception {
    try (LocalChallenger challenger = LocalChallenger.start(Settings.of(PRINT))) {
      Path spool = temporary.resolve("spool");
      StoppedSpool.of(spool, challenger.url()).stoppedAbove(4);
      Ran ran = replay(spool);
      assertEquals(MonitorRun.OK, ran.code, ran.said);
      assertEquals(8, counts().get("answered_before").asInt(), ran.said);
      Expected.of(challenger, DefectRules.DEFAULT)
          .only(tile -> tile.layer() > 4)
          .requireIn(temporary.resolve("out"), ran.said);
    }
  }

  @Test
  protected void replay_ofWhatAKilledRunLeft_namesTheTilesThatLackTheirWindows() throws Exception {
    try (LocalChallenger challenger = LocalChallenger.start(Settings.of(PRINT))) {
      Path spool = temporary.resolve("spool");
      Set<Long> cut = StoppedSpool.of(spool, challenger.url()).killedAbove(2);
      Ran ran = replay(spool);
      assertEquals(MonitorRun.INCOMPLETE, ran.code, ran.said);
      JsonNode run = new ObjectMapper().readTree(temporary.resolve("out/run.json").toFile());
      for (EncodedTile tile : challenger.tiles()) {
        boolean named = isNamed(run.get("incomplete"), tile.batchId());
        assertEquals(cut.contains(tile.batchId()), named, "batch " + tile.batchId());
      }
      assertTrue(ran.said.contains("INCOMPLETE WINDOWS"), ran.said);
    }
  }

  private Ran replay(Path spool) {
    return run("--replay=" + spool, "--output=" + temporary.resolve("out"), "--verbose");
  }

  private JsonNode counts() throws IOException {
    return new ObjectMapper().readTree(temporary.resolve("out/run.json").toFile()).get("counts");
  }

  /** The batches that these faults befell on their way to us. */
  private static Set<Long> batches(JsonNode run, String... kinds) {
    Set<Long> batches = new TreeSet<>();
    for (JsonNode fault : run.get("challenger").get("injected")) {
      if (fault.get("call").asText().equals("next_batch")
          && List.of(kinds).contains(fault.get("kind").asText())) {
        batches.add(fault.get("batch_id").asLong());
      }
    }
    return batches;
  }

  /** The tiles of the challenger's that a run says it never saw. */
  private static Set<Long> missing(JsonNode counts, LocalChallenger challenger) {
    long answered = counts.get("messages").asLong();
    Set<Long> missing = new TreeSet<>();
    challenger.tiles().forEach(tile -> missing.add(tile.batchId()));
    int all = missing.size();
    missing.removeIf(id -> !isNamed(counts.get("missing_batch_ids"), id));
    assertEquals(all, answered + missing.size(), "tiles that came in, and those that are named");
    return missing;
  }

  private static boolean isNamed(JsonNode ranges, long id) {
    for (JsonNode range : ranges) {
      if (range.get("first").asLong() <= id && id <= range.get("last").asLong()) {
        return true;
      }
    }
    return false;
  }

  private record Ran(int code, String said) {}

  private Ran run(LocalChallenger challenger, Path out, String... more) {
    return run(challenger.url(), out, more);
  }

  private Ran run(String url, Path out, String... more) {
    List<String> args = new ArrayList<>();
    args.addAll(List.of("--challenger=" + url, "--output=" + out, "--verbose"));
    // Many runs, of a challenger that nothing stands before: none needs a second for its end.
    args.add("--endConfirm=0.05");
    args.addAll(List.of(more));
    return run(args.toArray(String[]::new));
  }

  private Ran run(String... more) {
    List<String> args = new ArrayList<>(arguments());
    args.addAll(List.of(more));
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
    int code = new MonitorRun(profile(), stream, stream).run(args.toArray(String[]::new));
    return new Ran(code, said.toString(StandardCharsets.UTF_8));
  }

  /** Where batches come in order of their numbers; defects of the plate are tracked, too. */
  private JsonNode check(Settings settings, int exitCode, String... more) throws Exception {
    Path out = temporary.resolve("out");
    try (LocalChallenger challenger = LocalChallenger.start(settings)) {
      List<String> tracked = new ArrayList<>(List.of(more));
      tracked.add("--plate=" + PLATE);
      Ran ran = run(challenger, out, tracked.toArray(String[]::new));
      assertEquals(exitCode, ran.code, ran.said);
      Expected expected = Expected.of(challenger, PLATE);
      expected.requireIn(out, ran.said);
      JsonNode run = new ObjectMapper().readTree(out.resolve("run.json").toFile());
      checkPosted(challenger, expected, run);
      checkCounts(expected.answers(), run.get("counts"));
      return run.get("counts");
    }
  }

  private static void checkCounts(ReferenceAnswers answers, JsonNode counts) {
    assertEquals(answers.answers().size(), counts.get("results").asInt(), "results");
    assertEquals(answers.duplicates().size(), counts.get("duplicates").asInt(), "duplicates");
    assertEquals(answers.late().size(), counts.get("late").asInt(), "late");
    assertEquals(answers.skippedLayers(), counts.get("skipped_layers").asLong(), "skipped layers");
    assertEquals(answers.refused().size(), counts.get("dead_letters").asInt(), "dead letters");
  }

  /** Every answer of the model was posted: what the challenger misses is what was refused. */
  private static void checkPosted(LocalChallenger challenger, Expected expected, JsonNode run)
      throws IOException {
    int refused = expected.answers().refused().size() + expected.answers().duplicates().size();
    JsonNode report = run.get("challenger").get("0");
    assertEquals(refused, report.get("missing").asInt(), report.toString());
    assertEquals(
        expected.answers().answers().size(), report.get("count").asInt(), report.toString());
    assertFalse(challenger.tiles().isEmpty());
  }
}
