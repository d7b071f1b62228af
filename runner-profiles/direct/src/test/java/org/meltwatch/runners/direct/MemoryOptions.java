package org.meltwatch.runners.direct;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** The option of {@link MemoryFactory}. */
public interface MemoryOptions extends PipelineOptions {

  @Description("Read what a test has put down under this name.")
  @Nullable String getMemory();

  void setMemory(@Nullable String value);
}
