package org.meltwatch.runners.direct;

import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.util.ReleaseInfo;
import org.meltwatch.io.source.ChallengerOptions;
import org.meltwatch.pipeline.MonitorJob;
import org.meltwatch.pipeline.MonitorOptions;
import org.meltwatch.pipeline.RunnerProfile;
import org.meltwatch.record.watch.RunWatch;

/**
 * The Direct runner, which runs everything, ends by itself and is slow: it is no engine to be
 * compared with others. Its checks of user code are off; the tests run with them on.
 */
public final class DirectProfile implements RunnerProfile {

  @Override
  public String name() {
    return "direct";
  }

  @Override
  public String engine() {
    return "Beam Direct runner " + ReleaseInfo.getReleaseInfo().getVersion();
  }

  @Override
  public List<String> jvmFlags() {
    return List.of("-Xmx3g");
  }

  @Override
  public List<String> defaults() {
    return List.of(
        "--runner=DirectRunner",
        "--targetParallelism=4",
        "--enforceImmutability=false",
        "--enforceEncodability=false");
  }

  /**
   * What is on its way when a run is stopped goes to files then. And this runner copies state by
   * its coder for each bundle: with pixels in it, a few large images fill the heap.
   */
  @Override
  public List<String> furtherDefaults(MonitorOptions options) {
    ChallengerOptions spool = options.as(ChallengerOptions.class);
    boolean memory =
        spool.getSpool() == null
            ? !spool.getKeepSpool() && spool.getSpoolDir() == null
            : spool.getSpool().equals("memory");
    return memory ? List.of("--spool=memory", "--payload=spool") : List.of();
  }

  @Override
  public boolean runsInThisProcess(PipelineOptions options) {
    return true;
  }

  @Override
  public boolean hasEventTimeTimers() {
    return true;
  }

  @Override
  public void run(MonitorJob job, RunWatch watch) {
    job.pipeline().run().waitUntilFinish();
  }
}
