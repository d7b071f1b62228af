package org.meltwatch.record.pictures;

import java.nio.file.Path;
import org.meltwatch.model.TileHeader;

/**
 * Something that was kept of a tile, and where.
 *
 * @param kind what it is
 * @param tile which tile it is of
 * @param height rows of the tile; 0 for what is no image
 * @param width columns of the tile; 0 for what is no image
 * @param mean the mean of the points that a {@link Preview} looks at
 * @param voidShare the share of void points among them
 * @param found how many outliers or saturated points the tile has, be they kept or not; -1 for
 *     images
 * @param file the pack file
 * @param offset where the entry begins in it
 */
public record Entry(
    Kind kind,
    TileHeader tile,
    int height,
    int width,
    float mean,
    float voidShare,
    int found,
    Path file,
    long offset) {

  /** What an entry is. */
  public enum Kind {
    /** A {@link Preview}. */
    PREVIEW('p'),
    /** All points of a tile. */
    FULL('f'),
    /** Where the tile's outliers are. */
    OUTLIERS('o'),
    /** Where its saturated points are. */
    SATURATED('s'),
    /** Word that there was no room for what comes after it. */
    CUT('x');

    private final char letter;

    Kind(char letter) {
      this.letter = letter;
    }

    byte code() {
      return (byte) letter;
    }

    static Kind of(byte code) {
      for (Kind kind : values()) {
        if (kind.code() == code) {
          return kind;
        }
      }
      throw new IllegalArgumentException("kind (" + code + ") must be one that there is");
    }
  }
}
