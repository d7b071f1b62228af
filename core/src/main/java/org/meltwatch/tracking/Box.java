package org.meltwatch.tracking;

/**
 * The smallest part of the plate that holds some points, borders included.
 *
 * @param minX smallest row
 * @param minY smallest column
 * @param maxX largest row
 * @param maxY largest column
 */
public record Box(int minX, int minY, int maxX, int maxY) {

  Box with(Box other) {
    return new Box(
        Math.min(minX, other.minX),
        Math.min(minY, other.minY),
        Math.max(maxX, other.maxX),
        Math.max(maxY, other.maxY));
  }
}
