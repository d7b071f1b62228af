package org.meltwatch.runners.spark.replay;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.meltwatch.sdf.settings.ReadLog;
import org.meltwatch.worker.WorkerState;

/**
 * Keeps nothing, and refuses to read again what was read before: for a run in one process whose
 * images go through the engine, which would all have to be written once more.
 */
public final class ReadsOnce implements ReadLog {

  private static final long serialVersionUID = 1L;

  /** Of each lane of this process, how many reads were made. */
  private static final class Made implements WorkerState.Part {

    private final Map<UUID, Long> reads = new ConcurrentHashMap<>();

    static Map<UUID, Long> here() {
      return WorkerState.of(Made.class, Made::new).reads;
    }

    @Override
    public void close() {
      reads.clear();
    }
  }

  @Override
  public byte @Nullable [] find(UUID lane, long read) throws IOException {
    long made = Made.here().getOrDefault(lane, 0L);
    if (read < made) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              ("Spark has dropped micro-batch %d of %d for lack of memory and wants to compute it anew,"
                  + " but its tiles cannot be fetched again: use --payload=spool, which is Spark's"
                  + " default, instead of --payload=inline; or keep a spool with --spool=on"),
              read,
              made));
    }
    return null;
  }

  @Override
  public void keep(UUID lane, long read, byte[] outcome) {
    Made.here().put(lane, read + 1);
  }

  @Override
  public long settled() {
    return 0;
  }
}
