package org.meltwatch.record.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.TileKey;
import org.meltwatch.record.parts.PartFiles;
import org.meltwatch.record.rows.PartKind;
import org.meltwatch.record.rows.PartRow;

/**
 * Follows the part files of a run while it goes on, and counts. Every message counts once, however
 * often an engine replayed it. Not thread-safe.
 */
public final class PartFollower {

  private record Sample(long nanos, long results) {}

  private static final long RECENT_NANOS = Duration.ofSeconds(5).toNanos();

  private final PartFiles files;
  private final LongSupplier nanoTime;
  private final RunTally tally = new RunTally();
  private final Deque<Sample> recent = new ArrayDeque<>();
  private long rows;
  private long lastNewNanos;

  /** Follows the run whose results directory is {@code dir}, which need not exist yet. */
  public PartFollower(Path dir) {
    this(dir, System::nanoTime);
  }

  PartFollower(Path dir, LongSupplier nanoTime) {
    this.files = new PartFiles(dir, EnumSet.allOf(PartKind.class));
    this.nanoTime = nanoTime;
    this.lastNewNanos = nanoTime.getAsLong();
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
        tally.latencies(PartKind.Q3).latestSeconds(),
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

  /** True if, by what was read so far, a layer of a key has a result, was refused or given up. */
  public boolean isSettled(TileKey key, int layer) {
    return tally.isSettled(key, layer);
  }

  /** What was counted so far. */
  public RunCounts counts() {
    return tally.counts();
  }

  /** The messages whose outcome was read so far. */
  public Settled settled() {
    return tally.settled();
  }

  /** How each query was answered so far: keys q1, q2, q3. */
  public Map<String, QuerySummary> queries() {
    Map<String, QuerySummary> queries = new LinkedHashMap<>();
    queries.put("q1", tally.latencies(PartKind.Q1).summary());
    queries.put("q2", tally.latencies(PartKind.Q2).summary());
    queries.put("q3", tally.latencies(PartKind.Q3).summary());
    return queries;
  }

  private void add(PartRow row) {
    rows++;
    tally.add(row);
  }

  private double tilesPerSecond() {
    long nanos = recent.getLast().nanos() - recent.getFirst().nanos();
    long results = recent.getLast().results() - recent.getFirst().results();
    return nanos > 0 ? results * 1e9 / nanos : 0;
  }
}
