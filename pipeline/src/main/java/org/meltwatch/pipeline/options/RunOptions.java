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

  @Description("Tell the details of errors.")
  @Default.Boolean(false)
  boolean getVerbose();

  void setVerbose(boolean value);
}
