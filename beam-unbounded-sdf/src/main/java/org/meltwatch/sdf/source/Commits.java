package org.meltwatch.sdf.source;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import org.apache.beam.runners.core.InMemoryBundleFinalizer.Finalization;
import org.joda.time.Instant;
import org.meltwatch.sdf.dofn.SdfMark;

/**
 * The bundle finalizations of one reader, each run at most once, when a mark taken after it is
 * finalized. Engines may skip marks, and finalize on another thread than the reader's.
 */
final class Commits {

  private final Queue<Numbered> waiting = new ArrayDeque<>();
  private long registered;

  synchronized void register(List<Finalization> finalizations) {
    waiting.removeIf(Numbered::isExpired);
    finalizations.forEach(finalization -> waiting.add(new Numbered(registered++, finalization)));
  }

  /** Runs what has been registered up to now, once the mark that is being taken is durable. */
  synchronized SdfMark.Commit upToNow() {
    if (waiting.isEmpty()) {
      return SdfMark.Commit.NOTHING;
    }
    long end = registered;
    return () -> run(end);
  }

  private void run(long end) throws IOException {
    IOException failure = null;
    for (Finalization due : takeBefore(end)) {
      try {
        due.getCallback().onBundleSuccess();
      } catch (Exception e) {
        if (failure == null) {
          failure = new IOException("a bundle finalization of a Splittable DoFn failed", e);
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private synchronized List<Finalization> takeBefore(long end) {
    List<Finalization> due = new ArrayList<>();
    for (Iterator<Numbered> i = waiting.iterator(); i.hasNext(); ) {
      Numbered next = i.next();
      if (next.number < end) {
        i.remove();
        if (!next.isExpired()) {
          due.add(next.finalization);
        }
      }
    }
    return due;
  }

  private record Numbered(long number, Finalization finalization) {

    boolean isExpired() {
      return finalization.getExpiryTime().isBefore(Instant.now());
    }
  }
}
