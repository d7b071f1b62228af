package org.meltwatch.tracking;

import java.util.Arrays;
import org.meltwatch.kernel.outliers.Ring;

/**
 * The deviations on either side of a tile's border, in few bytes. Neighbours are alike, so each N
 * is written as its difference to the one before, seven bits a byte; points of the tile that are no
 * candidates are left out. 500 x 500 points take some 20 to 50 kB.
 */
public final class CompactRing {

  private static final int MOST_BYTES = 5;
  private static final int BITS = 7;
  private static final int MORE = 1 << BITS;

  private CompactRing() {}

  /** The ring of findings with deviations. */
  public static byte[] of(TileFindings findings) {
    boolean[] isThere = places(findings.height(), findings.width(), findings.kinds());
    int[] ring = findings.ring();
    byte[] bytes = new byte[ring.length * MOST_BYTES];
    int size = 0;
    int before = 0;
    for (int i = 0; i < ring.length; i++) {
      if (isThere[i]) {
        int difference = ring[i] - before;
        before = ring[i];
        int rest = (difference << 1) ^ (difference >> 31);
        while ((rest & -MORE) != 0) {
          bytes[size++] = (byte) ((rest & (MORE - 1)) | MORE);
          rest >>>= BITS;
        }
        bytes[size++] = (byte) rest;
      }
    }
    return Arrays.copyOf(bytes, size);
  }

  /**
   * The ring that was written.
   *
   * @throws IllegalArgumentException if the bytes are not those of such a tile
   */
  public static int[] read(int height, int width, byte[] kinds, byte[] bytes) {
    boolean[] isThere = places(height, width, kinds);
    int[] ring = new int[isThere.length];
    int at = 0;
    int before = 0;
    for (int i = 0; i < ring.length; i++) {
      if (isThere[i]) {
        int value = 0;
        int shift = 0;
        int next;
        do {
          if (at == bytes.length) {
            throw new IllegalArgumentException("the ring must not end before its last point");
          }
          next = bytes[at++];
          value |= (next & (MORE - 1)) << shift;
          shift += BITS;
        } while (next < 0);
        before += (value >>> 1) ^ -(value & 1);
        ring[i] = before;
      }
    }
    return ring;
  }

  /** For each point of the ring whether its N is needed: beyond the tile, or a candidate. */
  private static boolean[] places(int height, int width, byte[] kinds) {
    Ring ring = Ring.ofDeviations(height, width);
    KindMap map = new KindMap(height, width);
    boolean[] isThere = new boolean[ring.size()];
    Arrays.fill(isThere, true);
    for (int x = 0; x < height; x++) {
      if (ring.isWhole(x)) {
        int index = ring.index(x, 0);
        for (int y = 0; y < width; y++) {
          isThere[index + y] = map.at(kinds, x, y) == Kind.CANDIDATE;
        }
      } else {
        for (int y = 0; y < ring.inside(); y++) {
          int right = width - 1 - y;
          isThere[ring.index(x, y)] = map.at(kinds, x, y) == Kind.CANDIDATE;
          isThere[ring.index(x, right)] = map.at(kinds, x, right) == Kind.CANDIDATE;
        }
      }
    }
    return isThere;
  }
}
