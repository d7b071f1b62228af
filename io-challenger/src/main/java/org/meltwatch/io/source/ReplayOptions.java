package org.meltwatch.io.source;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** Which kept spool is read; {@link ReplayFactory} checks it. */
public interface ReplayOptions extends PipelineOptions {

  @Description(
      "Read this spool, which an earlier run has kept, instead of a challenger; nothing is posted"
          + " and the same result files come out.")
  @Nullable String getReplay();

  void setReplay(@Nullable String value);
}
