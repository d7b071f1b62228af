package org.meltwatch.record.parts;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.meltwatch.worker.WorkerState;

/**
 * The part files of this process that nobody writes to at the moment. Engines make and drop DoFn
 * instances as they like, Spark some of them for every bundle: with files of their own they would
 * leave several a second behind. So there are only as many files of a kind as were ever written to
 * at the same time.
 */
final class PartFilePool {

  private record Kind(Path directory, String prefix, String suffix) {}

  /**
   * All pools of this process. Closed, files that are written to at the moment take no more rows,
   * and who writes next gets new ones: threads of a failed run that are still at work write no more
   * rows.
   */
  private static final class Pools implements WorkerState.Part {

    private final Map<Kind, PartFilePool> pools = new ConcurrentHashMap<>();

    @Override
    public void close() {
      pools.values().forEach(pool -> pool.over.set(true));
    }
  }

  private final Kind kind;
  private final Deque<PartFile> free = new ArrayDeque<>();
  private final AtomicBoolean over = new AtomicBoolean();

  private PartFilePool(Kind kind) {
    this.kind = kind;
  }

  /** The files of a directory that are called by a prefix, something unique, and a suffix. */
  static PartFilePool of(Path directory, String prefix, String suffix) {
    return WorkerState.of(Pools.class, Pools::new)
        .pools
        .computeIfAbsent(new Kind(directory, prefix, suffix), PartFilePool::new);
  }

  /** A file that is the caller's alone until it is given back. */
  PartFile take() {
    synchronized (free) {
      PartFile last = free.pollLast();
      return last == null ? new PartFile(path(), PatientWriting.DEFAULT, over) : last;
    }
  }

  private Path path() {
    return kind.directory().resolve(kind.prefix() + UUID.randomUUID() + kind.suffix());
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
