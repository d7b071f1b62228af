package org.meltwatch.runners.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.streaming.StreamingContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.bench.Settings;
import org.meltwatch.conformance.Expected;
import org.meltwatch.model.DefectRules;
import org.meltwatch.pipeline.MonitorRun;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.synthetic.SyntheticPrint;
import scala.Option;

/**
 * Spark drops all cached micro-batches in mid-run, as it does for lack of memory, and computes them
 * anew.
 */
@Timeout(600)
// Spark discourages all of its streams, which Beam's runner is made of.
@SuppressWarnings("deprecation")
class DroppedBatchesTest {

  @TempDir private Path temporary = Path.of("");

  /** With claims on one process, what is worked off goes at once: for these see the cluster. */
  @Test
  void run_whoseBatchesAreDroppedAndKept_givesTheSame() throws Exception {
    try (LocalChallenger challenger = challenger()) {
      Runs dropped = runDropping(challenger, "--payload=inline", "--spool=on");
      assertEquals(MonitorRun.OK, dropped.code(), dropped.said());
      Expected.of(challenger.tiles(), DefectRules.DEFAULT, Map.of())
          .requireIn(temporary.resolve("out"), dropped.said());
    }
  }

  @Test
  void run_whoseBatchesAreDroppedAndNotKept_failsAndNamesTheRemedy() throws Exception {
    try (LocalChallenger challenger = challenger()) {
      Runs run = runDropping(challenger, "--payload=inline");
      assertEquals(MonitorRun.FAILED, run.code(), run.said());
      assertTrue(
          run.said().contains("meltwatch: Spark has dropped micro-batch ")
              && run.said().contains("use --payload=spool"),
          run.said());
    }
  }

  private Runs runDropping(LocalChallenger challenger, String... options) throws Exception {
    CompletableFuture<Runs> running =
        CompletableFuture.supplyAsync(() -> run(challenger, "out", options));
    for (int results = 20; results <= 60; results += 20) {
      while (!running.isDone() && (Runs.results(temporary.resolve("out")) < results || !drop())) {
        Thread.sleep(20);
      }
    }
    return running.get();
  }

  /** Drops what is cached, if anything is: between two micro-batches and at the end nothing is. */
  private static boolean drop() {
    Option<StreamingContext> active = StreamingContext.getActive();
    if (active.isEmpty()) {
      return false;
    }
    SparkContext spark = active.get().sparkContext();
    Map<Integer, JavaRDD<?>> cached = JavaSparkContext.fromSparkContext(spark).getPersistentRDDs();
    if (cached.isEmpty()) {
      return false;
    }
    JavaRDD<?> latest = cached.get(Collections.max(cached.keySet()));
    assertFalse(latest.getStorageLevel().deserialized(), "what is cached must be bytes");
    cached.values().forEach(batch -> batch.unpersist(true));
    return true;
  }

  private Runs run(LocalChallenger challenger, String name, String... options) {
    return Runs.of(
        Stream.concat(
                Stream.of(options),
                Stream.of(
                    "--challenger=" + challenger.url(), "--output=" + temporary.resolve(name)))
            .toArray(String[]::new));
  }

  private static LocalChallenger challenger() throws IOException {
    return LocalChallenger.start(
        Settings.of(new SyntheticPrint("SYN", 40, Grid.parse("2x2"), 60, 7)).withRate(20));
  }
}
