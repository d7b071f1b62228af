package org.meltwatch.runners.flink;

import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.Description;
import org.jspecify.annotations.Nullable;

/** Beam's options for Flink, and where checkpoints lie. */
public interface RecoveryOptions extends FlinkPipelineOptions {

  @Description(
      "Directory for checkpoints, which --checkpointingInterval=MS asks for. Every process of the"
          + " cluster must be able to read and write it. Default: checkpoints in --output.")
  @Nullable String getCheckpointDir();

  void setCheckpointDir(@Nullable String value);
}
