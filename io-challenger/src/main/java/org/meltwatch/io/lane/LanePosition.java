package org.meltwatch.io.lane;

/**
 * A position to be claimed.
 *
 * @param position the lane's count of messages before it
 * @param last true if what stands there is the lane's end
 */
public record LanePosition(long position, boolean last) {}
