package org.meltwatch.chaos.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.bench.EncodedTile;
import org.meltwatch.challenger.bench.Settings;
import org.meltwatch.challenger.faults.Fault;
import org.meltwatch.chaos.Cases;
import org.meltwatch.chaos.ChaosCase;
import org.meltwatch.conformance.Expected;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Plate;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.synthetic.SyntheticPrint;
import org.meltwatch.ranges.IdRange;
import org.meltwatch.record.rows.Answer;
import org.meltwatch.record.rows.Answers;
import org.meltwatch.record.run.RunSummary;
import org.meltwatch.tracking.TrackingRules;
import org.meltwatch.tracking.TrackingSettings;

/** An account that is in order passes, and whatever is doctored is found. */
class AccountTest {

  private static final Settings PRINT =
      Settings.of(new SyntheticPrint("SYN", 6, Grid.parse("2x2"), 48, 7))
          .withFaults(new Fault(Fault.Kind.DUPLICATE, 1, 1), new Fault(Fault.Kind.CORRUPT, 3, 2));
  private static final IdRange LAST = new IdRange(24, 24);
  private static final List<EncodedTile> TILES = tiles();
  private static final Expected EXPECTED = Expected.of(TILES, DefectRules.DEFAULT, Map.of());
  private static final Set<Long> REFUSED =
      EXPECTED.answers().refused().stream().map(tile -> tile.seqId()).collect(Collectors.toSet());
  private static final Set<Long> DUPLICATES =
      EXPECTED.answers().duplicates().stream()
          .map(tile -> tile.seqId())
          .collect(Collectors.toSet());

  private final Map<String, Map<Long, List<String>>> rows = rows(EXPECTED);
  private boolean repeats;
  private Damage damage = Damage.NONE;
  private List<String> strays = List.of();
  private final Map<String, String> ofPlates = new TreeMap<>();
  private @Nullable Plate plate;
  private @Nullable RunSummary summary = Summaries.of(4, List.of(), List.of());

  private static List<EncodedTile> tiles() {
    try (LocalChallenger challenger = LocalChallenger.start(PRINT)) {
      return challenger.tiles();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void account_ofARunInOrder_passes() throws Exception {
    Verdict verdict = verdict(3);
    assertEquals(List.of(), verdict.problems());
    assertEquals(Map.of(Fate.SURVIVED, 23L, Fate.DUPLICATE, 1L, Fate.REFUSED, 1L), verdict.fates());
    assertEquals(0, verdict.doubled());
  }

  @Test
  void account_ofADoctoredRow_fails() throws Exception {
    rows.get("q3").put(9L, List.of("9,SYN,0,12345,[]"));
    assertEquals(
        List.of("q3, rows that differ from the reference model's: 1 batches (9)"),
        verdict(3).problems());
  }

  @Test
  void account_ofARowThatIsThereTwice_fails() throws Exception {
    String row = rows.get("q2").get(4L).get(0);
    rows.get("q2").put(4L, List.of(row, row));
    Verdict verdict = verdict(3);
    assertEquals(1, verdict.doubled());
    assertEquals(List.of("q2 has batch 4 twice"), verdict.problems());
  }

  @Test
  void account_ofADuplicateThatHasARowOfItsOwn_fails() throws Exception {
    long duplicate = DUPLICATES.iterator().next();
    rows.get("q3").put(duplicate, List.of(duplicate + ",SYN,1,0,[]"));
    assertTrue(
        verdict(3)
            .problems()
            .contains(String.format(Locale.ROOT, "q3 has batch %d twice", duplicate)));
  }

  @Test
  void account_ofALossThatNobodyNames_fails() throws Exception {
    rows.values().forEach(file -> file.remove(12L));
    Verdict verdict = verdict(3);
    assertEquals(1, verdict.count(Fate.VANISHED));
    assertTrue(
        verdict.problems().contains("have vanished: neither answered nor named: 1 batches (12)"),
        verdict.problems().toString());
  }

  @Test
  void account_ofALossThatIsNamed_passesWithExitCode3Only() throws Exception {
    loseLast();
    summary = Summaries.of(4, List.of(), List.of(LAST));
    Verdict verdict = verdict(3);
    assertEquals(List.of(), verdict.problems());
    assertEquals(1, verdict.lost());
    assertEquals(
        List.of("exit code 0, with 1 batches lost and dead letters"), verdict(0).problems());
  }

  @Test
  void account_ofALossThatIsNamedWithAChallengerThatRepeats_fails() throws Exception {
    repeats = true;
    loseLast();
    summary = Summaries.of(4, List.of(), List.of(LAST));
    assertEquals(
        List.of("lost, and the challenger repeats what it hands out: 1 batches (24)"),
        verdict(3).problems());
  }

  @Test
  void account_ofATopicThatWasCut_allowsAsManyLossesAsDeadLettersName() throws Exception {
    repeats = true;
    damage = new Damage(true, List.of());
    loseLast();
    summary = Summaries.of(4, List.of(), List.of(LAST));
    String letter =
        "message 5 of partition 0 of topic t is not there: retention has removed it ...";
    strays = List.of(letter);
    assertEquals(List.of(), verdict(3).problems());
    strays = List.of(letter, letter);
    assertEquals(
        List.of("2 dead letters of removed records, and 1 tiles lost"), verdict(3).problems());
  }

  @Test
  void account_ofAPoisonedRecord_asksForOneDeadLetterThatSaysWhereItIs() throws Exception {
    String place = "partition 1, offset 17 of topic t";
    damage = new Damage(false, List.of(place));
    strays = List.of(place + ": it has no header");
    assertEquals(List.of(), verdict(3).problems());
    strays = List.of("partition 1, offset 1 of topic t: it has no header");
    assertEquals(List.of("0 dead letters of the record at " + place), verdict(3).problems());
  }

  @Test
  void account_ofATileThatIsSaidToBeUnanswered_passesWithAnotherExitCodeThan0() throws Exception {
    rows.get("q3").remove(24L);
    summary = Summaries.of(4, List.of(LAST), List.of());
    assertEquals(List.of(), verdict(1).problems());
    assertEquals(
        List.of("exit code 0, with 1 batches lost and dead letters"), verdict(0).problems());
  }

  @Test
  void account_ofARunThatSaysItWasCutShort_takesItsWord() throws Exception {
    loseLast();
    summary = Summaries.of(0, List.of(), List.of());
    Verdict verdict = verdict(1);
    assertEquals(List.of(), verdict.problems());
    assertEquals(1, verdict.count(Fate.UNREACHED));
  }

  @Test
  void account_ofARunThatGaveLanesUp_takesItsWord() throws Exception {
    loseLast();
    summary = Summaries.givenUp(4);
    Verdict verdict = verdict(3);
    assertEquals(List.of(), verdict.problems());
    assertEquals(1, verdict.count(Fate.UNREACHED));
  }

  @Test
  void account_ofARunWithoutSummary_fails() throws Exception {
    loseLast();
    summary = null;
    assertEquals(1, verdict(1).count(Fate.VANISHED));
  }

  @Test
  void account_ofARefusalWithoutACause_fails() throws Exception {
    rows.values().forEach(file -> file.remove(24L));
    Set<Long> refused = new TreeSet<>(REFUSED);
    refused.add(24L);
    Evidence run = record(refused);
    assertTrue(
        Account.of(given(), damage, run, 3)
            .problems()
            .contains("refused without a cause: 1 batches (24)"));
  }

  @Test
  void account_ofARowThatWasNotPosted_fails() throws Exception {
    HandOut given = new HandOut(TILES, Map.of(), Set.of(), Set.of(0L), false, null);
    assertTrue(
        Account.of(given, damage, record(REFUSED), 3)
            .problems()
            .get(0)
            .startsWith("in q3 but not posted"));
  }

  @Test
  void account_ofATileThatNobodyHandedOut_fails() throws Exception {
    rows.get("q1").put(99L, List.of("99,SYN,0,0"));
    assertTrue(verdict(3).problems().contains("q1 has batch 99, which was never handed out"));
  }

  @Test
  void account_ofAReplayWithoutAPostedTile_fails() throws Exception {
    loseLast();
    Verdict verdict = Account.ofReplay(given(), record(REFUSED), 3);
    assertEquals(List.of("posted, but not in the replay: 1 batches (24)"), verdict.problems());
  }

  @Test
  void account_ofARunThatTracksDefects_passesWithTheReferenceModelsFilesOnly() throws Exception {
    track();
    assertEquals(List.of(), verdict(3).problems());
    ofPlates.merge("layers.csv", "", (now, none) -> now.replaceFirst(",0,", ",9,"));
    List<String> problems = verdict(3).problems();
    assertEquals(1, problems.size());
    assertTrue(
        problems.get(0).startsWith("layers.csv differs from the reference model's in line 2: "),
        problems.get(0));
    ofPlates.remove("alerts.csv");
    assertTrue(verdict(3).problems().contains("alerts.csv is not there"));
  }

  @Test
  void account_ofARunThatClosedALayerWithoutProof_fails() throws Exception {
    track();
    summary = Summaries.tracking(4, 1);
    assertEquals(1, verdict(3).problems().size());
    assertTrue(verdict(3).problems().get(0).startsWith("layers that are not closed on evidence: "));
  }

  /** A run that tracks as it should. */
  private void track() {
    plate = new Plate(2, 2);
    summary = Summaries.tracking(4, 0);
    TrackingSettings settings =
        new TrackingSettings(plate, TrackingRules.DEFAULT, DefectRules.DEFAULT, 256);
    Expected tracked = EXPECTED.withDefects(TILES, settings, Map.of());
    for (Answer<?> answer : PlateAccount.ANSWERS) {
      ofPlates.put(answer.fileName(), tracked.files().get(answer.fileName()));
    }
  }

  /** The last one, so that no other tile's window changes. */
  private void loseLast() {
    rows.values().forEach(file -> file.remove(24L));
  }

  private Verdict verdict(int exitCode) throws IOException {
    return Account.of(given(), damage, record(REFUSED), exitCode);
  }

  private HandOut given() {
    Set<Long> answered = TILES.stream().map(EncodedTile::batchId).collect(Collectors.toSet());
    answered.removeAll(REFUSED);
    answered.removeAll(DUPLICATES);
    return new HandOut(TILES, Map.of(), Set.of(), answered, repeats, plate);
  }

  private Evidence record(Set<Long> refused) throws IOException {
    return new Evidence(rows, refused, strays, DUPLICATES, summary, ofPlates);
  }

  private static Map<String, Map<Long, List<String>>> rows(Expected expected) {
    Map<String, Map<Long, List<String>>> rows = new TreeMap<>();
    for (Answer<?> answer : Answers.ALL.list()) {
      List<String> lines = expected.files().get(answer.fileName()).lines().skip(1).toList();
      rows.put(answer.name(), Evidence.rows(lines));
    }
    rows.replaceAll((file, ids) -> new TreeMap<>(ids));
    return rows;
  }

  @Test
  void cases_ofOneSeed_areTheSameAndOfAnotherAreNot() {
    assertEquals(Cases.of("flink", 1), Cases.of("flink", 1));
    List<ChaosCase> others = new ArrayList<>(Cases.of("flink", 2));
    others.removeAll(Cases.of("flink", 1));
    assertTrue(others.size() > 5, "moments are drawn");
  }

  @Test
  void cases_withStalls_mayTakeTwiceAStallLonger() {
    ChaosCase one = ChaosCase.of("direct", "stall");
    assertEquals(0, one.patience());
    assertEquals(0, one.withFaults("reset:0.02").patience());
    assertEquals(300, one.withFaults("reset:0.02,stall:0.005:150").patience());
  }
}
