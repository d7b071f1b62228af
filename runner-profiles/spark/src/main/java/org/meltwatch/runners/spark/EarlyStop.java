package org.meltwatch.runners.spark;

import org.apache.spark.SparkContext;
import org.apache.spark.util.ShutdownHookManager;
import scala.runtime.AbstractFunction0;
import scala.runtime.BoxedUnit;

/**
 * Stops Spark before anything of it stops by itself, when the process is told to end.
 *
 * <p>Of Spark's own shutdown hooks the executor's comes first and the streams' later; those wait
 * for the micro-batch that is being made, whose job waits for tasks that no executor takes any
 * more. Nothing ends that but Hadoop's patience, 30 s for each hook. A context that is stopped
 * fails the job instead.
 */
final class EarlyStop implements AutoCloseable {

  /** Greater than all priorities in {@link ShutdownHookManager}, the greatest of which is 100. */
  private static final int FIRST = 1000;

  private final Object hook;

  private EarlyStop(Object hook) {
    this.hook = hook;
  }

  /** From now on the context is stopped when the process ends. */
  static EarlyStop of(SparkContext context) {
    return new EarlyStop(
        ShutdownHookManager.addShutdownHook(
            FIRST,
            new AbstractFunction0<>() {
              @Override
              public BoxedUnit apply() {
                context.stop();
                return BoxedUnit.UNIT;
              }
            }));
  }

  /** Leaves it to Spark again. */
  @Override
  public void close() {
    ShutdownHookManager.removeShutdownHook(hook);
  }
}
