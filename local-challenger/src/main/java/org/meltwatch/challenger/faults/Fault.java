package org.meltwatch.challenger.faults;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Something that goes wrong with one tile of every print.
 *
 * @param kind what goes wrong
 * @param layer the tile's layer
 * @param tileId the tile's number
 */
public record Fault(Kind kind, int layer, int tileId) {

  public Fault {
    requireNonNull(kind, "kind");
  }

  /** What can go wrong: how often the tile is handed out, and what becomes of its image file. */
  public enum Kind {
    /** Never handed out; its batch_id is skipped. */
    DROP(0),
    /** Handed out twice in a row; the second time under the next batch_id, so later ones shift. */
    DUPLICATE(2),
    /** Its image file is as many bytes of noise. */
    CORRUPT(1) {
      @Override
      public byte[] damage(byte[] tif) {
        byte[] noise = new byte[tif.length];
        new SplittableRandom(tif.length).nextBytes(noise);
        return noise;
      }
    },
    /** Its image file is cut off in the middle. */
    TRUNCATE(1) {
      @Override
      public byte[] damage(byte[] tif) {
        return Arrays.copyOf(tif, tif.length / 2);
      }
    };

    private final int copies;

    Kind(int copies) {
      this.copies = copies;
    }

    public int copies() {
      return copies;
    }

    public byte[] damage(byte[] tif) {
      return tif;
    }
  }

  /**
   * Reads text such as {@code 7:3}, layer first.
   *
   * @throws IllegalArgumentException if the text is not two numbers with a colon between
   */
  public static Fault parse(Kind kind, String text) {
    if (!text.matches("\\d{1,6}:\\d{1,4}")) {
      throw new IllegalArgumentException(
          "%s (%s) must be LAYER:TILE, such as 7:3"
              .formatted(kind.name().toLowerCase(Locale.ROOT), text));
    }
    int colon = text.indexOf(':');
    return new Fault(
        kind,
        Integer.parseInt(text.substring(0, colon)),
        Integer.parseInt(text.substring(colon + 1)));
  }
}
