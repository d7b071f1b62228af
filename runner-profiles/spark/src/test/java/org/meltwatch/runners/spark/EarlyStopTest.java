package org.meltwatch.runners.spark;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.ShutdownHookManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.processes.JvmFlags;
import scala.runtime.AbstractFunction0;
import scala.runtime.BoxedUnit;

/** A process that is told to end while Spark works on a job whose end another hook waits for. */
@Timeout(180)
class EarlyStopTest {

  /** Less than Hadoop waits for a hook that hangs. */
  private static final long END_SECONDS = 25;

  /** After Spark's executor, before its context: where the streams' hook is. */
  private static final int STREAMS = 51;

  @TempDir private Path dir = Path.of("");

  @Test
  void end_duringAJob_waitsForNoTask() throws Exception {
    assertTrue(endsSoon(true));
  }

  /** As long as this holds, {@link EarlyStop} is needed. */
  @Test
  void end_duringAJobWithoutEarlyStop_waitsForTasksThatNobodyTakes() throws Exception {
    assertTrue(!endsSoon(false));
  }

  private boolean endsSoon(boolean early) throws IOException, InterruptedException {
    Path ready = dir.resolve("ready-" + early);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JvmFlags.opens());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Driver.class.getName(), ready.toString(), Boolean.toString(early)));
    Process driver =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve("said-" + early).toFile())
            .start();
    try {
      while (!Files.exists(ready)) {
        assertTrue(driver.isAlive(), () -> said(early));
        Thread.sleep(50);
      }
      driver.destroy();
      return driver.waitFor(END_SECONDS, TimeUnit.SECONDS);
    } finally {
      driver.destroyForcibly().waitFor();
    }
  }

  private String said(boolean early) {
    try {
      return Files.readString(dir.resolve("said-" + early));
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Works on one task after another, and will not end before they are done. */
  static final class Driver {

    private Driver() {}

    public static void main(String[] args) {
      SparkConf conf = new SparkConf().setMaster("local[1]").setAppName("driver");
      JavaSparkContext context = new JavaSparkContext(conf.set("spark.ui.enabled", "false"));
      if (Boolean.parseBoolean(args[1])) {
        EarlyStop.of(context.sc());
      }
      String ready = args[0];
      Thread job =
          new Thread(
              () ->
                  context
                      .parallelize(IntStream.range(0, 1000).boxed().toList(), 1000)
                      .foreach(
                          task -> {
                            if (task == 3) {
                              Files.createFile(Path.of(ready));
                            }
                            Thread.sleep(20);
                          }));
      ShutdownHookManager.addShutdownHook(
          STREAMS,
          new AbstractFunction0<>() {
            @Override
            public BoxedUnit apply() {
              try {
                job.join();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return BoxedUnit.UNIT;
            }
          });
      job.start();
    }
  }
}
