package org.meltwatch.pipeline.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** Where a run's results go, and how much it tells. */
public interface RunOptions extends PipelineOptions {

  @Description("Directory for the results; must be new or empty. Default: results/<bench>.")
  @Nullable String getOutput();

  void setOutput(@Nullable String value);

  @Description(
      "Results directory of a run that died: goes on with it, by the options that it was started"
          + " with. Those that do not change results may be given anew.")
  @Nullable String getResume();

  void setResume(@Nullable String value);

  @Description("Tell the details of errors.")
  @Default.Boolean(false)
  boolean getVerbose();

  void setVerbose(boolean value);
}
