package org.meltwatch.challenger.bench;

import org.jspecify.annotations.Nullable;
import org.meltwatch.challenger.faults.Fault;
import org.meltwatch.model.TileKey;

/**
 * A tile's place in the plan, whether it is encoded or not.
 *
 * @param batchId its number in the order of handing out
 * @param key the tile's key
 * @param layer the tile's layer
 * @param print which of the prints it is of
 * @param place its place among all that is planned for its layer
 * @param fault what goes wrong with it, or null
 */
public record PlannedBatch(
    long batchId, TileKey key, int layer, int print, int place, Fault.@Nullable Kind fault) {}
