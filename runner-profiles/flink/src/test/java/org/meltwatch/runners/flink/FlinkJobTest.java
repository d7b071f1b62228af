package org.meltwatch.runners.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ConnectException;
import java.nio.file.Path;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.processes.ClusterProcesses;
import org.meltwatch.record.run.PartFollower;
import org.meltwatch.record.watch.Progress;
import org.meltwatch.record.watch.RunWatch;

/** What is said of a job that fails. */
@Timeout(60)
class FlinkJobTest {

  @TempDir private Path temporary = Path.of("");

  /** Fails in this process by itself, elsewhere as a cluster's client does. */
  public static final class FailingRunner extends PipelineRunner<PipelineResult> {

    private final String master;

    private FailingRunner(String master) {
      this.master = master;
    }

    /** Called by Beam. */
    public static FailingRunner fromOptions(PipelineOptions options) {
      return new FailingRunner(options.as(RecoveryOptions.class).getFlinkMaster());
    }

    @Override
    public PipelineResult run(Pipeline pipeline) {
      if (master.equals("[local]")) {
        throw new IllegalStateException("the job's own");
      }
      throw new RuntimeException(new ConnectException("Connection refused"));
    }
  }

  @Test
  void run_whoseClusterIsGoneBeforeItsFirstTile_saysSoInOneLine() throws Exception {
    String master = "127.0.0.1:" + ClusterProcesses.freePort();
    assertEquals(
        "--flinkMaster (%s) can no longer be reached: the cluster is gone".formatted(master),
        assertThrows(IOException.class, () -> run(master)).getMessage());
  }

  @Test
  void run_thatFailsByItself_throwsItsOwnException() {
    assertEquals(
        "the job's own",
        assertThrows(IllegalStateException.class, () -> run("[local]")).getMessage());
  }

  private void run(String master) throws Exception {
    RecoveryOptions options = PipelineOptionsFactory.as(RecoveryOptions.class);
    options.setRunner(FailingRunner.class);
    options.setFlinkMaster(master);
    options.setParallelism(1);
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    try (RunWatch watch = RunWatch.start(new PartFollower(temporary), Progress.on(nowhere, -1))) {
      new FlinkJob(Pipeline.create(options), options, watch, temporary, () -> false).run();
    }
  }
}
