package org.meltwatch.dashboard.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meltwatch.latency.Latencies;
import org.meltwatch.record.commands.CommandFiles;
import org.meltwatch.record.parts.PartFiles;
import org.meltwatch.record.pictures.Pictures;
import org.meltwatch.record.rows.AlertsAnswer;
import org.meltwatch.record.rows.AlertsAnswer.Raised;
import org.meltwatch.record.rows.Answers;
import org.meltwatch.record.rows.ClustersAnswer.Clusters;
import org.meltwatch.record.rows.DefectsAnswer.Grown;
import org.meltwatch.record.rows.EventRow;
import org.meltwatch.record.rows.LayersAnswer.Layer;
import org.meltwatch.record.rows.QualityAnswer;
import org.meltwatch.record.rows.QualityAnswer.DisturbedLayer;
import org.meltwatch.record.rows.RegionPoints;
import org.meltwatch.record.rows.Row;
import org.meltwatch.record.rows.RowType;
import org.meltwatch.record.rows.SaturatedAnswer.Saturated;
import org.meltwatch.record.rows.TopFiveAnswer.TopFive;
import org.meltwatch.record.run.RunFacts;
import org.meltwatch.record.run.RunSummary;

/**
 * One run, followed once for all pages. Whoever reads it holds its monitor, and polls before. A
 * file that cannot be read becomes a warning; all others are read on.
 */
public final class FollowedRun {

  /** How a run stands. */
  public enum State {
    RUNNING,
    ENDED,
    FAILED,
    STOPPED,
    DEAD
  }

  private static final int MOST_PRINTS = 256;
  private static final AtomicLong EDITIONS = new AtomicLong();
  private static final int SHARE = 50;
  private static final long MOST_WAIT_MILLIS = 1000;
  private static final int MOST_ALERTS = 100_000;
  private static final int MOST_LETTERS = 1000;
  private static final int MOST_WARNINGS = 20;
  private static final int QUANTILE_DIGITS = 2;

  private final String id;
  private final Path dir;
  private final BooleanSupplier alive;
  private final List<PartFiles<Row>> files = new ArrayList<>();
  private final Map<String, FollowedPrint> prints = new LinkedHashMap<>();
  private final Set<Raised> alerts = new TreeSet<>(AlertsAnswer.TYPE.order());
  private final Set<DisturbedLayer> disturbances = new TreeSet<>(QualityAnswer.TYPE.order());
  private final List<EventRow.Refused> letters = new ArrayList<>();
  private final Set<String> origins = new HashSet<>();
  private final Set<Integer> lanesEnded = new HashSet<>();
  private final Set<String> warnings = new LinkedHashSet<>();
  private final Map<String, Integer> planned = new LinkedHashMap<>();
  private final Pace pace = new Pace();
  private final Latencies latencies = new Latencies(QUANTILE_DIGITS);
  private final EventLog log = new EventLog();
  private final Publisher publisher = new Publisher(this, System::nanoTime);
  private final Pictures pictures;
  private final Commands commands;
  private final KeptBack keptBack;
  private RunFacts facts = RunFacts.NONE;
  private long tilesIn;
  private long results;
  private long rows;
  private boolean over;
  private boolean polled;
  private long polledNanos;
  private long pollTook;
  private long edition;

  /**
   * A run.
   *
   * @param id what its paths call it
   * @param dir its results directory
   * @param alive false if it is known to be dead; asked only while it has not ended
   */
  FollowedRun(String id, Path dir, BooleanSupplier alive) {
    this.id = id;
    this.dir = dir;
    this.alive = alive;
    for (RowType<? extends Row> kind : Answers.TRACKING.rowTypes()) {
      files.add(new PartFiles<>(dir, List.of(kind)));
    }
    files.add(new PartFiles<>(dir, List.of(RegionPoints.TYPE)));
    this.pictures = new Pictures(dir);
    this.commands = new Commands(dir);
    this.keptBack = new KeptBack(dir);
  }

  /** Reads what is new, but not so often that it takes more than a fiftieth of the time. */
  public synchronized void pollNowAndThen() {
    poll(Math.min(MOST_WAIT_MILLIS, SHARE * pollTook / 1_000_000));
  }

  /** Reads what is new, unless that was done less than so many milliseconds ago. */
  public synchronized void poll(long millis) {
    long now = System.nanoTime();
    if (polled && now - polledNanos >= millis * 1_000_000 && over) {
      // Nothing changes but what people say.
      pollCommands();
      polledNanos = now;
      edition = EDITIONS.incrementAndGet();
    }
    if (over || (polled && now - polledNanos < millis * 1_000_000)) {
      return;
    }
    boolean ended = facts.summary() != null;
    readFacts();
    for (PartFiles<Row> kind : files) {
      try {
        kind.poll(this::add);
      } catch (IOException e) {
        warn(String.valueOf(e.getMessage()));
      }
    }
    try {
      pictures.poll(entry -> ifKept(entry.tile().key().printId(), print -> print.add(entry)));
    } catch (IOException e) {
      warn(String.valueOf(e.getMessage()));
    }
    pollCommands();
    // What run.json was written after is in the part files by then.
    over = ended;
    polled = true;
    polledNanos = System.nanoTime();
    pollTook = polledNanos - now;
    edition = EDITIONS.incrementAndGet();
  }

  /** A number of what is known now: the next poll has another one, and so has any other run. */
  public synchronized long edition() {
    return edition;
  }

  private void pollCommands() {
    try {
      for (CommandFiles.Named command : commands.poll()) {
        publisher.commanded(command);
      }
      keptBack.poll();
    } catch (IOException e) {
      warn(String.valueOf(e.getMessage()));
    }
  }

  private void readFacts() {
    try {
      if (facts.engine().isEmpty() || Files.exists(dir.resolve("run.json"))) {
        facts = RunFacts.read(dir);
      }
    } catch (IOException e) {
      warn(String.valueOf(e.getMessage()));
    }
  }

  private void add(Row row) {
    rows++;
    if (row instanceof Saturated read) {
      tilesIn++;
      ifKept(read.printId(), print -> print.add(read));
    } else if (row instanceof TopFive ranked) {
      ifKept(ranked.printId(), print -> print.add(ranked));
    } else if (row instanceof Clusters answered) {
      ifKept(answered.printId(), print -> answered(print, answered));
    } else if (row instanceof Layer layer) {
      ifKept(layer.printId(), print -> closed(print, layer));
    } else if (row instanceof Grown defect) {
      ifKept(defect.printId(), print -> print.add(defect));
    } else if (row instanceof Raised alert) {
      ifKept(alert.printId(), print -> raised(print, alert));
    } else if (row instanceof DisturbedLayer disturbed) {
      ifKept(disturbed.printId(), print -> disturbed(print, disturbed));
    } else if (row instanceof RegionPoints region) {
      ifKept(region.printId(), print -> print.add(region));
    } else if (row instanceof EventRow event) {
      add(event);
    }
  }

  private void ifKept(String name, Consumer<FollowedPrint> told) {
    FollowedPrint print = prints.get(name);
    if (print == null && prints.size() < MOST_PRINTS) {
      print = new FollowedPrint(name);
      prints.put(name, print);
    }
    if (print == null) {
      warn("more than " + MOST_PRINTS + " prints: the others are not shown");
    } else {
      told.accept(print);
    }
  }

  private void answered(FollowedPrint print, Clusters row) {
    if (print.add(row)) {
      results++;
      pace.add(row.receivedUs(), row.doneUs());
      latencies.record(row.receivedUs(), row.doneUs());
    }
  }

  private void closed(FollowedPrint print, Layer row) {
    if (print.add(row)) {
      publisher.closed(print, row);
    }
  }

  private void raised(FollowedPrint print, Raised row) {
    if (alerts.size() >= MOST_ALERTS) {
      warn("more than " + MOST_ALERTS + " alerts: the others are not shown");
    } else if (alerts.add(row)) {
      print.raised(row.level());
      publisher.raised(row);
    }
  }

  private void disturbed(FollowedPrint print, DisturbedLayer row) {
    if (!print.add(row) || !row.begins()) {
      return;
    }
    if (disturbances.size() >= MOST_ALERTS) {
      warn("more than " + MOST_ALERTS + " layers with disturbed images: the others are not shown");
    } else if (disturbances.add(row)) {
      publisher.disturbed(row);
    }
  }

  private void add(EventRow row) {
    if (row instanceof EventRow.Skipped skipped) {
      ifKept(
          skipped.printId(),
          print -> print.skipped(skipped.tileId(), skipped.from(), skipped.to()));
    } else if (row instanceof EventRow.Tracked tracked) {
      planned.put(tracked.printId(), tracked.layers());
    } else if (row instanceof EventRow.LaneEnd lane) {
      lanesEnded.add(lane.lane());
    } else if (row instanceof EventRow.Refused letter && origins.add(letter.origin())) {
      if (letters.size() < MOST_LETTERS) {
        letters.add(letter);
      }
      refused(letter);
    }
  }

  private void refused(EventRow.Refused letter) {
    String print = letter.printId();
    Integer tile = letter.tileId();
    Integer layer = letter.layer();
    if (print != null && tile != null && layer != null) {
      ifKept(print, one -> one.refused(tile, layer, letter.seqId()));
    }
  }

  private void warn(String sentence) {
    if (warnings.size() < MOST_WARNINGS) {
      warnings.add(sentence);
    }
  }

  /** What its paths call it. */
  public String id() {
    return id;
  }

  /** Its results directory. */
  public Path dir() {
    return dir;
  }

  /** How it stands. */
  public State state() {
    RunSummary summary = facts.summary();
    if (summary == null) {
      return alive.getAsBoolean() ? State.RUNNING : State.DEAD;
    }
    if (summary.stoppedBy() != null) {
      return State.STOPPED;
    }
    boolean whole = summary.counts().lanes() > 0;
    whole &= summary.counts().lanesEnded() == summary.counts().lanes();
    return whole ? State.ENDED : State.FAILED;
  }

  /** True if it has ended and all was read: nothing will change any more. */
  public boolean isOver() {
    return over;
  }

  /** What it says of itself. */
  public RunFacts facts() {
    return facts;
  }

  /** Its prints in the order of their first rows; a print's index is its place here. */
  public List<FollowedPrint> prints() {
    return List.copyOf(prints.values());
  }

  /** The index of a print; -1 if there is none of that name. */
  public int index(String name) {
    int index = 0;
    for (String one : prints.keySet()) {
      if (one.equals(name)) {
        return index;
      }
      index++;
    }
    return -1;
  }

  /** All levels that were given, by print, layer and defect. */
  public Collection<Raised> alerts() {
    return alerts;
  }

  /** Where images of layers began to be disturbed, by print, layer and kind. */
  public Collection<DisturbedLayer> disturbances() {
    return disturbances;
  }

  /** The first thousand messages that could not be used. */
  public List<EventRow.Refused> letters() {
    return letters;
  }

  /** How many there are in all. */
  public int deadLetters() {
    return origins.size();
  }

  /** How many of its source's lanes have ended. */
  public int lanesEnded() {
    return lanesEnded.size();
  }

  /** What people have said of its defects. */
  public Commands commands() {
    return commands;
  }

  /** Which alerts commands have kept back. */
  KeptBack keptBack() {
    return keptBack;
  }

  /** What could not be read or kept, a sentence each. */
  public List<String> warnings() {
    List<String> all = new ArrayList<>(warnings);
    commands.refused().forEach(one -> all.add(one.file() + " is no command: " + one.why()));
    for (FollowedPrint print : prints.values()) {
      if (print.pictures().isCut()) {
        all.add("there was no room for all pictures of print " + print.name());
      }
      if (print.regions().isCut()) {
        all.add("there was no room for all points of regions of print " + print.name());
      }
      if (print.beyond() > 0) {
        all.add(print.beyond() + " rows of print " + print.name() + " lie beyond what is shown");
      }
    }
    return all;
  }

  /** How many layers a print was said to have in the end; null if nobody has said so. */
  public @Nullable Integer planned(String print) {
    return planned.get(print);
  }

  /** How many tiles came in. */
  public long tilesIn() {
    RunSummary summary = facts.summary();
    return summary == null ? tilesIn : summary.counts().tilesIn();
  }

  /** How many of them have their result. */
  public long results() {
    return results;
  }

  /** How many rows were read. */
  public long rows() {
    return rows;
  }

  /** How its results were answered. */
  public Latencies latencies() {
    return latencies;
  }

  /** Results a second: of late while it runs, over all when it is over. */
  public double tilesPerSecond() {
    return state() == State.RUNNING ? pace.recent(nowUs()) : pace.overall();
  }

  /** When its first tile came, microseconds since the epoch; 0 if none has. */
  public long firstUs() {
    return pace.firstUs();
  }

  /** When its last result was out; 0 if none is. */
  public long lastUs() {
    return pace.lastUs();
  }

  /** What has lately happened. */
  public EventLog log() {
    return log;
  }

  /** Writes into the log what is new since the last time. */
  public synchronized void publish() {
    publisher.publish();
  }

  /** What was not written into the log by now is not news to anybody. */
  public synchronized void forgetNews() {
    publisher.forget();
  }

  /** The time now, in microseconds since the epoch. */
  public static long nowUs() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }
}
