package org.meltwatch.pipeline.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** The page that shows the run, and what is kept for it. */
public interface DashboardOptions extends PipelineOptions {

  @Description(
      "Port of the page that shows this run, on the loopback address; 0 for any free one; off for"
          + " none. It is there as long as the run, and at a terminal until Enter is pressed."
          + " Default: 8080, or the next one that is free.")
  @Nullable String getDashboard();

  void setDashboard(@Nullable String value);

  @Description("Take commands, such as to mute a defect, from that page: without it, it shows.")
  @Default.Boolean(false)
  boolean getCommands();

  void setCommands(boolean value);

  @Description(
      "Which pictures of tiles are kept for the page: preview, some 10 kB a tile; full, all points;"
          + " none.")
  @Default.String("preview")
  String getImages();

  void setImages(String value);
}
