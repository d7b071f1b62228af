package org.meltwatch.runners.spark.replay;

import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.meltwatch.sdf.settings.ReadLog;

/**
 * Keeps nothing, and refuses to read again what was read before: for a run in one process whose
 * images go through the engine, which would all have to be written once more.
 */
public final class ReadsOnce implements ReadLog {

  private static final long serialVersionUID = 1L;

  /** Of each lane of this process, how many reads were made. */
  private static final Map<UUID, Long> MADE = new ConcurrentHashMap<>();

  @Override
  public byte @Nullable [] find(UUID lane, long read) throws IOException {
    long made = MADE.getOrDefault(lane, 0L);
    if (read < made) {
      throw new IOException(
          ("Spark has dropped micro-batch %d of %d for lack of memory and wants to compute it anew,"
                  + " but its tiles cannot be fetched again: use --payload=spool, which is Spark's"
                  + " default, instead of --payload=inline; or keep a spool with --spool=on")
              .formatted(read, made));
    }
    return null;
  }

  @Override
  public void keep(UUID lane, long read, byte[] outcome) {
    MADE.put(lane, read + 1);
  }

  @Override
  public long settled() {
    return 0;
  }

  /** Forgets the lanes of an earlier run in this process. */
  public static void forgetAll() {
    MADE.clear();
  }
}
