package org.meltwatch.chaos.account;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.meltwatch.challenger.bench.EncodedTile;
import org.meltwatch.conformance.Expected;
import org.meltwatch.model.DefectRules;
import org.meltwatch.record.rows.Answers;
import org.meltwatch.record.rows.TileAnswer;

/**
 * Accounts for every tile that was handed out, and holds every row against the reference model of
 * the tiles that the run can have known.
 */
public final class Account {

  private static final int SHOWN = 5;
  private static final String ARRIVAL = Answers.ALL.arrival().name();
  private static final String RESULT = Answers.ALL.result().name();

  private final HandOut given;
  private final Evidence run;
  private final boolean replayed;
  private final Map<Long, EncodedTile> tiles;
  private final Map<Long, Fate> fates = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();
  private long doubled;

  private Account(HandOut given, Evidence run, boolean replayed) {
    this.replayed = replayed;
    this.given = given;
    this.run = run;
    this.tiles = given.byId();
  }

  /** The account of a run that has ended with this code. */
  public static Verdict of(HandOut given, Damage damage, Evidence run, int exitCode) {
    Account account = new Account(given, run, false);
    account.settle();
    account.comparePosts();
    if (exitCode == 3 && !damage.cutOff()) {
      account.compareLosses();
    }
    account.problems.addAll(new Strays(run.strays()).problems(damage, account.lost().size()));
    new ExitRule(run, account.lost(), account.refused() || !run.strays().isEmpty())
        .problem(exitCode)
        .ifPresent(account.problems::add);
    return account.verdict();
  }

  /**
   * The account of the replay of a run that was killed. What was on its way to it at that moment is
   * in no file of its.
   */
  public static Verdict ofReplay(HandOut given, Evidence run, int exitCode) {
    Account account = new Account(given, run, true);
    account.settle();
    account.say(
        "posted, but not in the replay",
        given.answered().stream()
            .filter(
                id ->
                    account.fates.get(id) != Fate.SURVIVED
                        && account.fates.get(id) != Fate.DUPLICATE)
            .toList());
    if (exitCode != (account.refused() ? 3 : 0)) {
      account.problems.add(String.format(Locale.ROOT, "exit code %d of the replay", exitCode));
    }
    return account.verdict();
  }

  private void settle() {
    findDoubles();
    given.tiles().forEach(tile -> fates.put(tile.batchId(), fate(tile)));
    report(Fate.VANISHED, "have vanished: neither answered nor named");
    compareRows();
    compareRefusals();
    comparePlates();
  }

  private Verdict verdict() {
    return new Verdict(
        fates.values().stream().collect(Collectors.groupingBy(fate -> fate, Collectors.counting())),
        doubled,
        problems);
  }

  private Set<Long> ids(String file) {
    return run.rows().getOrDefault(file, Map.of()).keySet();
  }

  private Fate fate(EncodedTile tile) {
    long id = tile.batchId();
    if (ids(RESULT).contains(id)) {
      return Fate.SURVIVED;
    }
    if (run.refused().contains(id)) {
      return Fate.REFUSED;
    }
    if (isDuplicate(tile)) {
      return Fate.DUPLICATE;
    }
    if (run.missing().contains(id) || run.unanswered().contains(id)) {
      return Fate.NAMED;
    }
    boolean beyond = id > lastSeen();
    if (beyond && run.hasLostAnswers()) {
      return Fate.NAMED;
    }
    boolean cutShort = replayed || (run.summary() != null && !run.isWhole());
    return beyond && cutShort ? Fate.UNREACHED : Fate.VANISHED;
  }

  /** True if its twin has the row, and one of the two was dropped. */
  private boolean isDuplicate(EncodedTile tile) {
    return tiles.values().stream()
        .filter(other -> isTwin(tile, other))
        .anyMatch(
            other ->
                ids(RESULT).contains(other.batchId())
                    && (run.duplicates().contains(tile.batchId())
                        || run.duplicates().contains(other.batchId())));
  }

  private static boolean isTwin(EncodedTile tile, EncodedTile other) {
    return other.batchId() != tile.batchId()
        && other.key().equals(tile.key())
        && other.layer() == tile.layer();
  }

  /** The largest batch id that the run has seen: it names everything below. */
  private long lastSeen() {
    Set<Long> seen = new TreeSet<>(ids(ARRIVAL));
    seen.addAll(run.refused());
    seen.addAll(run.duplicates());
    seen.addAll(run.missing());
    seen.addAll(run.unanswered());
    return seen.stream().mapToLong(Long::longValue).max().orElse(-1);
  }

  private void findDoubles() {
    for (String file : run.rows().keySet()) {
      Map<String, Long> places = new HashMap<>();
      for (Map.Entry<Long, List<String>> row : run.rows().get(file).entrySet()) {
        long id = row.getKey();
        EncodedTile tile = tiles.get(id);
        if (tile == null) {
          problems.add(
              String.format(Locale.ROOT, "%s has batch %d, which was never handed out", file, id));
          continue;
        }
        Long before = places.put(tile.key() + "/" + tile.layer(), id);
        if (row.getValue().size() > 1 || before != null) {
          doubled++;
          problems.add(String.format(Locale.ROOT, "%s has batch %d twice", file, id));
        }
      }
    }
  }

  /** A run that was cut short may have used a tile that it did not live to answer. */
  private void compareRows() {
    Expected known = expected(true);
    Expected all = run.isWhole() ? known : expected(false);
    for (TileAnswer<?> answer : Answers.ALL.ofTiles()) {
      compare(answer.name(), rows(known, answer), rows(all, answer));
    }
  }

  private Expected expected(boolean withoutMissing) {
    return Expected.of(received(withoutMissing), DefectRules.DEFAULT, cut());
  }

  private List<EncodedTile> received(boolean withoutMissing) {
    Set<Long> missing = withoutMissing ? missing() : Set.of();
    return given.tiles().stream().filter(tile -> !missing.contains(tile.batchId())).toList();
  }

  private Map<Long, String> cut() {
    return run.refused().stream()
        .filter(given.cut()::contains)
        .collect(Collectors.toMap(id -> id, id -> "cut"));
  }

  private void comparePlates() {
    if (given.plate() != null) {
      problems.addAll(new PlateAccount(given.plate(), run).problems(received(true), cut()));
    }
  }

  private Set<Long> missing() {
    Set<Long> missing = new TreeSet<>(run.missing());
    fates.forEach(
        (id, fate) -> {
          if (id > lastSeen() && fate != Fate.SURVIVED) {
            missing.add(id);
          }
        });
    return missing;
  }

  private static Map<Long, List<String>> rows(Expected expected, TileAnswer<?> answer) {
    String file = expected.files().getOrDefault(answer.fileName(), "");
    return Evidence.rows(file.lines().skip(1).toList());
  }

  private void compare(String file, Map<Long, List<String>> one, Map<Long, List<String>> other) {
    List<Long> wrong = new ArrayList<>();
    run.rows()
        .getOrDefault(file, Map.of())
        .forEach(
            (id, rows) -> {
              if (!rows.equals(one.get(id)) && !rows.equals(other.get(id)) && rows.size() == 1) {
                wrong.add(id);
              }
            });
    say(file + ", rows that differ from the reference model's", wrong);
    if (run.isWhole()) {
      Set<Long> named = run.unanswered();
      List<Long> absent =
          one.keySet().stream()
              .filter(id -> !ids(file).contains(id) && !named.contains(id))
              .toList();
      say(file + ", rows that are not there: ", absent);
    }
  }

  /** Nothing is refused but what was spoilt. */
  private void compareRefusals() {
    Set<Long> unreadable =
        expected(false).answers().refused().stream()
            .map(refused -> refused.seqId() == null ? -1 : refused.seqId())
            .collect(Collectors.toSet());
    say(
        "refused without a cause",
        run.refused().stream()
            .filter(id -> !unreadable.contains(id) && !given.cut().contains(id))
            .toList());
  }

  /** A row of Query 3 is written after its result was posted. */
  private void comparePosts() {
    say(
        "in " + RESULT + " but not posted",
        ids(RESULT).stream().filter(id -> tiles.containsKey(id) && !isAnswered(id)).toList());
  }

  private boolean isAnswered(long id) {
    EncodedTile tile = tiles.get(id);
    return given.answered().contains(id)
        || tiles.values().stream()
            .anyMatch(
                other ->
                    tile != null
                        && isTwin(tile, other)
                        && given.answered().contains(other.batchId()));
  }

  /** What was on its way when something broke was asked for again, and given. */
  private void compareLosses() {
    if (given.repeats()) {
      say("lost, and the challenger repeats what it hands out", List.copyOf(lost()));
    }
  }

  private Set<Long> lost() {
    return fates.entrySet().stream()
        .filter(fate -> fate.getValue() == Fate.NAMED || fate.getValue() == Fate.UNREACHED)
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private boolean refused() {
    return fates.containsValue(Fate.REFUSED);
  }

  private void report(Fate wrong, String what) {
    say(
        what,
        fates.entrySet().stream()
            .filter(fate -> fate.getValue() == wrong)
            .map(Map.Entry::getKey)
            .toList());
  }

  private void say(String what, List<Long> ids) {
    if (!ids.isEmpty()) {
      String shown =
          ids.stream().limit(SHOWN).map(String::valueOf).collect(Collectors.joining(" "));
      problems.add(
          String.format(
              Locale.ROOT,
              "%s: %d batches (%s%s)",
              what,
              ids.size(),
              shown,
              ids.size() > SHOWN ? " ..." : ""));
    }
  }
}
