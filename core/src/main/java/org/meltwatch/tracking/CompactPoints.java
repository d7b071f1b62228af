package org.meltwatch.tracking;

/**
 * The inner outliers and the saturated runs of a tile, in few bytes. Points are in order, so each
 * is written by how far it is from the one before, with its edge as lowest bit; N as its difference
 * to the one before. An outlier takes some five bytes, where its four numbers have 16.
 */
public final class CompactPoints {

  private CompactPoints() {}

  /** The outliers of findings, in scan order: by column and row. */
  public static byte[] ofOutliers(TileFindings findings) {
    int[] outliers = findings.outliers();
    CompactNumbers numbers = new CompactNumbers(outliers.length / 2 + 1);
    numbers.add(outliers.length);
    int before = 0;
    int numerator = 0;
    for (int i = 0; i < outliers.length; i += TileFindings.FIELDS) {
      int place = outliers[i + 1] * findings.height() + outliers[i];
      numbers.add(((place - before) << 1) | outliers[i + 3]);
      numbers.addSigned(outliers[i + 2] - numerator);
      before = place;
      numerator = outliers[i + 2];
    }
    return numbers.toArray();
  }

  /** The saturated runs of findings, by row and column. */
  public static byte[] ofSaturated(TileFindings findings) {
    int[] runs = findings.saturated();
    CompactNumbers numbers = new CompactNumbers(runs.length / 2 + 1);
    numbers.add(runs.length);
    int before = 0;
    for (int i = 0; i < runs.length; i += TileFindings.FIELDS) {
      int place = runs[i] * findings.width() + runs[i + 1];
      numbers.add(((place - before) << 1) | runs[i + 3]);
      numbers.add(runs[i + 2]);
      before = place;
    }
    return numbers.toArray();
  }

  /**
   * The outliers that were written.
   *
   * @throws IllegalArgumentException if the bytes are not those of such a tile
   */
  public static int[] readOutliers(int height, byte[] bytes) {
    CompactNumbers.Reader numbers = new CompactNumbers.Reader(bytes);
    int[] outliers = new int[numbers.nextLength(TileFindings.FIELDS)];
    int place = 0;
    int numerator = 0;
    for (int i = 0; i < outliers.length; i += TileFindings.FIELDS) {
      int next = numbers.next();
      place += next >>> 1;
      numerator += numbers.nextSigned();
      outliers[i] = place % height;
      outliers[i + 1] = place / height;
      outliers[i + 2] = numerator;
      outliers[i + 3] = next & 1;
    }
    return outliers;
  }

  /**
   * The runs that were written.
   *
   * @throws IllegalArgumentException if the bytes are not those of such a tile
   */
  public static int[] readSaturated(int width, byte[] bytes) {
    CompactNumbers.Reader numbers = new CompactNumbers.Reader(bytes);
    int[] runs = new int[numbers.nextLength(TileFindings.FIELDS)];
    int place = 0;
    for (int i = 0; i < runs.length; i += TileFindings.FIELDS) {
      int next = numbers.next();
      place += next >>> 1;
      runs[i] = place / width;
      runs[i + 1] = place % width;
      runs[i + 2] = numbers.next();
      runs[i + 3] = next & 1;
    }
    return runs;
  }
}
