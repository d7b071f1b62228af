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

  @Description(
      "Show response times, throughput and the challenger's own view at the end, too. They are in"
          + " run.json in any case.")
  @Default.Boolean(false)
  boolean getFigures();

  void setFigures(boolean value);

  @Description(
      "Write report.html into the results directory at the end: what was found, where, and what was"
          + " not looked at, in the language of this machine.")
  @Default.Boolean(false)
  boolean getReport();

  void setReport(boolean value);

  @Description(
      "Hand the rows of answers, defects and alerts on as they come out, too: kafka:TOPIC, with"
          + " --brokers.")
  @Nullable String getRows();

  void setRows(@Nullable String value);

  @Description("Tell the details of errors.")
  @Default.Boolean(false)
  boolean getVerbose();

  void setVerbose(boolean value);
}
