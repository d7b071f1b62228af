package org.meltwatch.runners.reference;

import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.source.ChallengerOptions;
import org.meltwatch.options.UsageException;
import org.meltwatch.pipeline.MonitorJob;
import org.meltwatch.pipeline.RunnerProfile;
import org.meltwatch.record.watch.RunWatch;

/**
 * No engine at all: the reference model over the challenger's batches, in one thread. It does only
 * what any engine has to do, so its cost per tile is what theirs are held against.
 *
 * <p>It reads with one request in flight whatever {@code --lanes} and {@code --prefetch} say: what
 * comes in order need not be put in order.
 */
public final class ReferenceProfile implements RunnerProfile {

  @Override
  public String name() {
    return "reference";
  }

  @Override
  public String engine() {
    return "the sequential reference program";
  }

  /** One collector thread: several would show as a cost that one core does not have. */
  @Override
  public List<String> jvmFlags() {
    return List.of("-Xmx512m", "-XX:+UseSerialGC");
  }

  /** Beam's options insist on a runner: this one refuses to run any pipeline. */
  @Override
  public List<String> defaults() {
    return List.of(
        "--runner=org.apache.beam.sdk.testing.CrashingRunner", "--lanes=1", "--prefetch=1");
  }

  @Override
  public boolean runsInThisProcess(PipelineOptions options) {
    return true;
  }

  @Override
  public boolean keepsMessages() {
    return false;
  }

  @Override
  public boolean hasEventTimeTimers() {
    return false;
  }

  @Override
  public void check(PipelineOptions options) {
    ChallengerOptions wanted = options.as(ChallengerOptions.class);
    @Nullable String spool = wanted.getSpool();
    if (wanted.getKeepSpool()
        || wanted.getSpoolDir() != null
        || (spool != null && !spool.equals("off"))) {
      throw new UsageException(
          "--spool, --spoolDir and --keepSpool need an engine: the reference program writes no"
              + " spool");
    }
  }

  @Override
  public void run(MonitorJob job, RunWatch watch) throws IOException, InterruptedException {
    if (job.hasFurtherAnswers()) {
      throw new UsageException(
          "answer steps on the class path need an engine: the reference program has no pipeline");
    }
    try (SequentialRun run = new SequentialRun(job)) {
      run.run();
    }
  }
}
