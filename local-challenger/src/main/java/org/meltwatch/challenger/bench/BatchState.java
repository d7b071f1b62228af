package org.meltwatch.challenger.bench;

import org.jspecify.annotations.Nullable;
import org.meltwatch.challenger.results.PostedResult;

/**
 * How far a bench is with one batch.
 *
 * @param batch the batch
 * @param handedOut whether it has been handed out
 * @param result its result, or null if there is none yet
 */
public record BatchState(PlannedBatch batch, boolean handedOut, @Nullable PostedResult result) {}
