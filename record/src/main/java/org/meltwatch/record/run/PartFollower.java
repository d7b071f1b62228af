package org.meltwatch.record.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.meltwatch.latency.Figures;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.received.HandedOut;
import org.meltwatch.record.parts.PartFiles;
import org.meltwatch.record.rows.AlertsAnswer;
import org.meltwatch.record.rows.AnswerRow;
import org.meltwatch.record.rows.Answers;
import org.meltwatch.record.rows.DefectsAnswer;
import org.meltwatch.record.rows.LayersAnswer;
import org.meltwatch.record.rows.QualityAnswer;
import org.meltwatch.record.rows.Row;
import org.meltwatch.record.rows.TileAnswer;

/**
 * Follows the part files of a run while it goes on, and counts. Every message counts once, however
 * often an engine replayed it. Not thread-safe.
 */
public final class PartFollower {

  private record Sample(long nanos, long results) {}

  private static final long RECENT_NANOS = Duration.ofSeconds(5).toNanos();

  private final Path dir;
  private final Answers answers;
  private final PartFiles<Row> files;
  private final LongSupplier nanoTime;
  private final RunTally tally;
  private final Deque<Sample> recent = new ArrayDeque<>();
  private final Set<AlertsAnswer.Raised> raised = new TreeSet<>(AlertsAnswer.TYPE.order());
  private final Set<QualityAnswer.DisturbedLayer> disturbed =
      new TreeSet<>(QualityAnswer.TYPE.order());
  private Consumer<AnswerRow> onTracked = row -> {};
  private long rows;
  private long lastNewNanos;

  /** Follows a run that answers what every run does. */
  public PartFollower(Path dir) {
    this(dir, Answers.ALL);
  }

  /**
   * Follows a run.
   *
   * @param dir its results directory, which need not exist yet
   * @param answers what it answers
   */
  public PartFollower(Path dir, Answers answers) {
    this(dir, answers, System::nanoTime);
  }

  PartFollower(Path dir, Answers answers, LongSupplier nanoTime) {
    this.dir = dir;
    this.answers = answers;
    this.files = new PartFiles<>(dir, answers.rowTypes());
    this.tally = new RunTally(answers);
    this.nanoTime = nanoTime;
    this.lastNewNanos = nanoTime.getAsLong();
  }

  /** The run's results directory. */
  public Path dir() {
    return dir;
  }

  /**
   * Reads what is new.
   *
   * @return how the run stands now
   * @throws IOException if a file cannot be read, or holds a line that is no row; names the file
   */
  public RunStatus poll() throws IOException {
    long before = rows;
    files.poll(this::add);
    long now = nanoTime.getAsLong();
    if (rows > before) {
      lastNewNanos = now;
    }
    recent.addLast(new Sample(now, tally.results()));
    while (now - recent.getFirst().nanos() > RECENT_NANOS) {
      recent.removeFirst();
    }
    return new RunStatus(
        tally.tilesIn(),
        tally.results(),
        tilesPerSecond(),
        tally.latencies(answers.result()).latestSeconds(),
        tally.lanesEnded(),
        tally.isComplete(),
        Duration.ofNanos(now - lastNewNanos));
  }

  /**
   * True if, by what was read so far, every lane has ended and the results, duplicates and dead
   * letters are as many as the messages that the lanes handed on.
   */
  public boolean isComplete() {
    return tally.isComplete();
  }

  /** True if, by what was read so far, a message has its result or a reason to have none. */
  public boolean isSettled(@Nullable Long seqId, long receivedMicros, String origin) {
    return tally.isSettled(seqId, receivedMicros, origin);
  }

  /** True if, by what was read so far, a message was refused. */
  public boolean isRefused(String origin) {
    return tally.isRefused(origin);
  }

  /** True if, by what was read so far, a layer of a key has a result, was refused or given up. */
  public boolean isSettled(TileKey key, int layer) {
    return tally.isSettled(key, layer);
  }

  /** What was counted so far. */
  public RunCounts counts() {
    return counts(HandedOut.UNKNOWN);
  }

  /**
   * What was counted so far.
   *
   * @param handedOut what the source says that it has handed out, recorded or not
   */
  public RunCounts counts(HandedOut handedOut) {
    return tally.counts(handedOut);
  }

  /** Answers that did not arrive of requests that the challenger seems never to have taken. */
  long openAnswers() {
    return tally.openAnswers();
  }

  /** Why lanes ended before the challenger's last word, one line a lane. */
  List<String> givenUp() {
    return tally.givenUp();
  }

  /** The messages whose outcome was read so far. */
  public Settled settled() {
    return tally.settled();
  }

  /** How each query was answered so far, by the name of its answer. */
  public Map<String, Figures> queries() {
    Map<String, Figures> queries = new LinkedHashMap<>();
    for (TileAnswer<?> answer : answers.ofTiles()) {
      queries.put(answer.name(), tally.latencies(answer).figures());
    }
    return queries;
  }

  /**
   * Who is told what the tracking of defects comes to, as its rows are read: how defects have
   * grown, which layers are closed, and, once each, which levels were given and how a layer is
   * disturbed. Of a layer its defects come first, then its levels and what is wrong with its
   * images, then the layer itself.
   */
  public void onTracked(Consumer<AnswerRow> listener) {
    onTracked = listener;
  }

  private void add(Row row) {
    rows++;
    tell(row);
    tally.add(row);
  }

  private void tell(Row row) {
    if (row instanceof AlertsAnswer.Raised alert) {
      if (raised.add(alert)) {
        onTracked.accept(alert);
      }
    } else if (row instanceof QualityAnswer.DisturbedLayer layer) {
      if (disturbed.add(layer)) {
        onTracked.accept(layer);
      }
    } else if (row instanceof DefectsAnswer.Grown grown) {
      onTracked.accept(grown);
    } else if (row instanceof LayersAnswer.Layer layer) {
      onTracked.accept(layer);
    }
  }

  private double tilesPerSecond() {
    long nanos = recent.getLast().nanos() - recent.getFirst().nanos();
    long results = recent.getLast().results() - recent.getFirst().results();
    return nanos > 0 ? results * 1e9 / nanos : 0;
  }
}
