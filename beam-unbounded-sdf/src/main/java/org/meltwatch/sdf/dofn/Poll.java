package org.meltwatch.sdf.dofn;

import java.util.List;
import org.apache.beam.runners.core.InMemoryBundleFinalizer.Finalization;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one bounded call of process-element came to.
 *
 * @param outputs what it gave, in order
 * @param residual what it left unclaimed; null if nothing
 * @param watermark a lower bound to the timestamps of later outputs; null if there is no residual
 * @param resumeDelay how long to wait before the next call
 * @param finalizations what to call when the outputs are durable
 */
public record Poll<OutputT>(
    List<TimestampedValue<OutputT>> outputs,
    Lane.@Nullable Residual residual,
    @Nullable Instant watermark,
    Duration resumeDelay,
    List<Finalization> finalizations) {}
