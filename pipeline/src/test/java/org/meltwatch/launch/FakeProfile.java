package org.meltwatch.launch;

import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;
import org.meltwatch.pipeline.MonitorJob;
import org.meltwatch.pipeline.RunnerProfile;
import org.meltwatch.record.watch.RunWatch;

/** A profile whose flags can be seen by the child. */
public final class FakeProfile implements RunnerProfile {

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public List<String> jvmFlags() {
    return List.of("-Dfake.flag=of \"the\" \\profile", "-Xmx64m");
  }

  @Override
  public String engine() {
    return "a fake";
  }

  @Override
  public List<String> defaults() {
    return List.of();
  }

  @Override
  public boolean runsInThisProcess(PipelineOptions options) {
    return true;
  }

  @Override
  public boolean hasEventTimeTimers() {
    return false;
  }

  @Override
  public void run(MonitorJob job, RunWatch watch) {
    throw new UnsupportedOperationException("a fake runs nothing");
  }
}
