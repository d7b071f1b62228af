package org.meltwatch.source;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.received.Outcomes;
import org.meltwatch.model.received.StopSign;

/**
 * Where a run records what becomes of its tiles.
 *
 * @param output the results directory, which all workers can write to
 * @param outcomes tell workers which messages have reached their end; kept up only for a run that
 *     bounds how many tiles are in flight
 * @param settlement tells this process the same, and more
 * @param stop tells workers that the run is to end
 * @param needed which messages are handed on again, if the run goes on with one that died; null for
 *     a new run
 */
public record RunPlace(
    Path output,
    Outcomes outcomes,
    Settlement settlement,
    StopSign stop,
    @Nullable Needed needed) {}
