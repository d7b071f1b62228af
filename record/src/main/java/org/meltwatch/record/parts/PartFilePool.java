package org.meltwatch.record.parts;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.meltwatch.record.rows.RowType;

/**
 * The part files of this process that nobody writes to at the moment. Engines make and drop DoFn
 * instances as they like, Spark some of them for every bundle: with files of their own they would
 * leave several a second behind. So there are only as many files of a kind as were ever written to
 * at the same time.
 */
final class PartFilePool {

  private record Kind(Path parts, RowType<?> kind) {}

  private static final Map<Kind, PartFilePool> POOLS = new ConcurrentHashMap<>();

  private final Kind kind;
  private final Deque<PartFile> free = new ArrayDeque<>();
  private final AtomicBoolean over = new AtomicBoolean();

  private PartFilePool(Kind kind) {
    this.kind = kind;
  }

  /** The part files of a kind in a directory of parts. */
  static PartFilePool of(Path parts, RowType<?> kind) {
    return POOLS.computeIfAbsent(new Kind(parts, kind), PartFilePool::new);
  }

  /**
   * Forgets all files in a directory of parts: those that are written to at the moment take no more
   * rows, and who writes there next gets new ones.
   */
  static void forget(Path parts) {
    POOLS.forEach(
        (kind, pool) -> {
          if (kind.parts().equals(parts)) {
            pool.over.set(true);
            POOLS.remove(kind);
          }
        });
  }

  /** A file that is the caller's alone until it is given back. */
  PartFile take() {
    synchronized (free) {
      PartFile last = free.pollLast();
      return last == null
          ? new PartFile(kind.parts(), kind.kind(), PatientWriting.DEFAULT, over)
          : last;
    }
  }

  /** Takes back a file, flushed. One that takes no more rows is dropped. */
  void giveBack(PartFile file) {
    if (!file.takesRows()) {
      return;
    }
    synchronized (free) {
      free.addLast(file);
    }
  }
}
