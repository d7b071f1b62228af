package org.meltwatch.record.pictures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.meltwatch.model.Image;

final class PreviewTest {

  private static final int VOID_BELOW = 5000;

  @Test
  void of_imagesOfAllSmallSizes_hasTheLargestOfEverySecondRowAndColumn() {
    Random random = new Random(17);
    for (int height = 1; height <= 13; height++) {
      for (int width = 1; width <= 13; width++) {
        Image image = image(random, height, width);
        Preview preview = Preview.of(image, VOID_BELOW);
        assertEquals((height + 3) / 4, preview.height());
        assertEquals((width + 3) / 4, preview.width());
        assertArrayEquals(expected(image, preview), preview.values(), height + "x" + width);
      }
    }
  }

  /** Where a block has no third row or column, its last one is looked at instead. */
  private static byte[] expected(Image image, Preview preview) {
    byte[] values = new byte[preview.values().length];
    for (int row = 0; row < preview.height(); row++) {
      for (int column = 0; column < preview.width(); column++) {
        int largest = 0;
        for (int x : new int[] {4 * row, Math.min(4 * row + 2, image.height() - 1)}) {
          for (int y : new int[] {4 * column, Math.min(4 * column + 2, image.width() - 1)}) {
            largest = Math.max(largest, image.at(x, y));
          }
        }
        values[row * preview.width() + column] = (byte) (largest >> 8);
      }
    }
    return values;
  }

  @Test
  void of_oneHotPairOfPoints_showsItWhereverItIs() {
    for (int x = 0; x < 7; x++) {
      for (int y = 0; y < 7; y++) {
        short[] pixels = new short[64];
        for (int at : new int[] {x * 8 + y, x * 8 + y + 1, x * 8 + 8 + y, x * 8 + 9 + y}) {
          pixels[at] = (short) 65535;
        }
        byte[] values = Preview.of(new Image(8, 8, pixels), VOID_BELOW).values();
        int shown = 0;
        for (byte value : values) {
          shown += value == (byte) 255 ? 1 : 0;
        }
        assertEquals(true, shown > 0, x + ", " + y);
      }
    }
  }

  @Test
  void of_anImageOfTwoValues_saysTheirMeanAndTheShareThatIsVoid() {
    short[] pixels = new short[64];
    for (int at = 0; at < 32; at++) {
      pixels[at] = (short) 40_000;
    }
    Preview preview = Preview.of(new Image(8, 8, pixels), VOID_BELOW);
    assertEquals(20_000, preview.mean());
    assertEquals(0.5f, preview.voidShare());
  }

  @Test
  void unpack_ofWhatWasPacked_isTheSame() {
    Random random = new Random(5);
    for (int length = 0; length < 70; length++) {
      for (int bound : new int[] {1, 2, 9, 256}) {
        byte[] values = new byte[length];
        for (int at = 0; at < length; at++) {
          values[at] = (byte) (100 + random.nextInt(bound));
        }
        ByteBuffer packed = ByteBuffer.allocate(BitRows.most(length));
        BitRows.pack(values, packed);
        int end = packed.position();
        packed.flip();
        assertArrayEquals(values, BitRows.unpack(packed, length));
        assertEquals(end, packed.position());
      }
    }
  }

  static Image image(Random random, int height, int width) {
    short[] pixels = new short[height * width];
    for (int at = 0; at < pixels.length; at++) {
      pixels[at] = (short) random.nextInt(1 << 16);
    }
    return new Image(height, width, pixels);
  }
}
