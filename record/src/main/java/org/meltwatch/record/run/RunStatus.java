package org.meltwatch.record.run;

import java.time.Duration;

/**
 * How a run stands.
 *
 * @param tilesIn how many tiles came in
 * @param results how many of them have their Query 3 result
 * @param tilesPerSecond results a second, over the last few seconds
 * @param latencySeconds response time of the Query 3 result that was seen last; 0 before the first
 * @param lanesEnded true if every lane has ended
 * @param complete true if every lane has ended and every message is accounted for
 * @param quiet for how long nothing new has been seen
 */
public record RunStatus(
    long tilesIn,
    long results,
    double tilesPerSecond,
    double latencySeconds,
    boolean lanesEnded,
    boolean complete,
    Duration quiet) {}
