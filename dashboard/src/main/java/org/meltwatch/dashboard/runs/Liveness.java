package org.meltwatch.dashboard.runs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.meltwatch.lock.DirectoryLock;
import org.meltwatch.lock.Holder;

/** Whether the process of a run lives. */
final class Liveness {

  private Liveness() {}

  /** Tells of a run of another process. One on another machine counts as alive. */
  static BooleanSupplier of(Path dir) {
    return () -> {
      try {
        Optional<Holder> holder = DirectoryLock.holder(dir);
        return holder.filter(one -> one.isAlive() || !one.isOfThisHost()).isPresent();
      } catch (IOException e) {
        // Nothing that says that anybody lives.
        return false;
      }
    };
  }
}
