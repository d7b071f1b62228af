package org.meltwatch.tracking;

import java.util.Arrays;
import org.meltwatch.kernel.outliers.Ring;

/**
 * The deviations on either side of a tile's border, in few bytes. Neighbours are alike, so each N
 * is written as its difference to the one before, seven bits a byte; points of the tile that are no
 * candidates are left out. 500 x 500 points take some 20 to 50 kB.
 */
public final class CompactRing {

  private CompactRing() {}

  /** The ring of findings with deviations. */
  public static byte[] of(TileFindings findings) {
    boolean[] isThere = places(findings.height(), findings.width(), findings.kinds());
    int[] ring = findings.ring();
    CompactNumbers numbers = new CompactNumbers(ring.length);
    int before = 0;
    for (int i = 0; i < ring.length; i++) {
      if (isThere[i]) {
        numbers.addSigned(ring[i] - before);
        before = ring[i];
      }
    }
    return numbers.toArray();
  }

  /**
   * The ring that was written.
   *
   * @throws IllegalArgumentException if the bytes are not those of such a tile
   */
  public static int[] read(int height, int width, byte[] kinds, byte[] bytes) {
    boolean[] isThere = places(height, width, kinds);
    int[] ring = new int[isThere.length];
    CompactNumbers.Reader numbers = new CompactNumbers.Reader(bytes);
    int before = 0;
    for (int i = 0; i < ring.length; i++) {
      if (isThere[i]) {
        before += numbers.nextSigned();
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
