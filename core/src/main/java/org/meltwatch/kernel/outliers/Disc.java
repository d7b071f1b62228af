package org.meltwatch.kernel.outliers;

/** The points within a Euclidean distance of a point, as one interval a row; all integers. */
public final class Disc {

  private final int[] halfWidths;

  public Disc(int radius) {
    halfWidths = new int[radius + 1];
    int halfWidth = radius;
    for (int distance = 0; distance <= radius; distance++) {
      while (halfWidth * halfWidth + distance * distance > radius * radius) {
        halfWidth--;
      }
      halfWidths[distance] = halfWidth;
    }
  }

  public int radius() {
    return halfWidths.length - 1;
  }

  /** How far the disc reaches to either side in a row at this distance from its middle. */
  public int halfWidth(int distance) {
    return halfWidths[distance];
  }
}
