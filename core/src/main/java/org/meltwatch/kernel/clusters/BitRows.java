package org.meltwatch.kernel.clusters;

import org.meltwatch.kernel.outliers.Disc;

/**
 * A set of points: one row of bits for each column {@code y} of a tile, bit {@code x} in it for row
 * {@code x}; so bit order is scan order.
 */
final class BitRows {

  private static final int WORD_SHIFT = 6;

  private long[] words = {};
  private int rows;
  private int wordsPerRow;

  /** Makes room for points with {@code x < height} and {@code y < width}; expects an empty set. */
  void resize(int height, int width) {
    rows = width;
    wordsPerRow = (height + Long.SIZE - 1) >> WORD_SHIFT;
    int needed = Math.multiplyExact(rows, wordsPerRow);
    if (words.length < needed) {
      words = new long[needed];
    }
  }

  void add(int x, int y) {
    words[word(x, y)] |= 1L << x;
  }

  void remove(int x, int y) {
    words[word(x, y)] &= ~(1L << x);
  }

  boolean contains(int x, int y) {
    return (words[word(x, y)] >>> x & 1) != 0;
  }

  private int word(int x, int y) {
    return y * wordsPerRow + (x >> WORD_SHIFT);
  }

  /** True if the disc around (x, y) holds at least {@code least} points. */
  boolean hasInDisc(int x, int y, Disc disc, int least) {
    int count = 0;
    // From the middle outwards: most of a dense point's neighbours are close by.
    for (int distance = 0; distance <= disc.radius(); distance++) {
      int halfWidth = disc.halfWidth(distance);
      count += count(x, halfWidth, y - distance);
      if (distance > 0) {
        count += count(x, halfWidth, y + distance);
      }
      if (count >= least) {
        return true;
      }
    }
    return false;
  }

  private int count(int x, int halfWidth, int y) {
    if (y < 0 || y >= rows) {
      return 0;
    }
    int from = Math.max(x - halfWidth, 0);
    int to = Math.min(x + halfWidth, wordsPerRow * Long.SIZE - 1);
    int count = 0;
    for (int index = from >> WORD_SHIFT; index <= to >> WORD_SHIFT; index++) {
      count += Long.bitCount(words[y * wordsPerRow + index] & mask(index, from, to));
    }
    return count;
  }

  /** Takes all points of the disc around (x, y) out of this set and appends them to the queue. */
  void drainDisc(int x, int y, Disc disc, PointQueue queue) {
    int last = Math.min(y + disc.radius(), rows - 1);
    for (int row = Math.max(y - disc.radius(), 0); row <= last; row++) {
      int halfWidth = disc.halfWidth(Math.abs(row - y));
      int from = Math.max(x - halfWidth, 0);
      int to = Math.min(x + halfWidth, wordsPerRow * Long.SIZE - 1);
      for (int index = from >> WORD_SHIFT; index <= to >> WORD_SHIFT; index++) {
        int word = row * wordsPerRow + index;
        long bits = words[word] & mask(index, from, to);
        words[word] ^= bits;
        for (; bits != 0; bits &= bits - 1) {
          queue.add((index << WORD_SHIFT) + Long.numberOfTrailingZeros(bits), row);
        }
      }
    }
  }

  /** The bits of a row's word {@code index} that stand for {@code from} to {@code to}. */
  private static long mask(int index, int from, int to) {
    int start = index << WORD_SHIFT;
    long low = from > start ? -1L << from : -1L;
    return to < start + Long.SIZE - 1 ? low & (-1L >>> (Long.SIZE - 1 - (to - start))) : low;
  }
}
