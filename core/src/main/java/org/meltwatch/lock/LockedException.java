package org.meltwatch.lock;

import java.io.IOException;
import java.nio.file.Path;

/** A directory is another run's; the message says whose, and what can be done about it. */
public final class LockedException extends IOException {

  private static final long serialVersionUID = 1;

  private final boolean stale;

  private LockedException(String message, boolean stale) {
    super(message);
    this.stale = stale;
  }

  static LockedException inUse(Path lock, String holder) {
    return new LockedException(
        "%s is in use by another run, %s: choose another directory, or wait for its end"
            .formatted(lock.getParent(), holder),
        false);
  }

  static LockedException elsewhere(Path lock, Holder holder) {
    return new LockedException(
        "%s is in use by another run, %s: choose another directory, or, if that run is over, remove %s"
            .formatted(lock.getParent(), holder, lock),
        false);
  }

  static LockedException stale(Path lock, String holder) {
    return new LockedException(
        "%s was left by a run that has died, %s: go on with it by --resume=DIR of its results, choose another directory, or remove it"
            .formatted(lock.getParent(), holder),
        true);
  }

  /** True if whoever held the directory is gone for certain. */
  public boolean isStale() {
    return stale;
  }
}
