package org.meltwatch.kernel.tiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.meltwatch.model.Image;
import org.meltwatch.reference.Fixtures;

class TiffSalvageTest {

  @Test
  void of_aSoundFile_isItsImage() throws Exception {
    for (byte[] file : TiffMutationTest.files()) {
      TiffLayout layout = TiffLayout.read(TiffBytes.of(file, 0, file.length), ImageLimits.DEFAULT);
      if (layout.isDeflated() || layout.isUncompressed()) {
        Image image = TiffSalvage.of(file, ImageLimits.DEFAULT);
        assertNotNull(image);
        try (TiffDecoder decoder = new TiffDecoder()) {
          assertArrayEquals(decoder.decode(file, 0, file.length).pixels(), image.pixels());
        }
      }
    }
  }

  @Test
  void of_aFileThatIsCutOff_holdsTheRowsBeforeTheCut() throws Exception {
    byte[] file = Fixtures.bytes("edge/tiff_variants/le_deflate_strips7.tif");
    Image whole;
    try (TiffDecoder decoder = new TiffDecoder()) {
      whole = decoder.decode(file, 0, file.length);
    }
    TiffLayout layout = TiffLayout.read(TiffBytes.of(file, 0, file.length), ImageLimits.DEFAULT);
    int block = layout.blocks() / 2;
    byte[] damaged = file.clone();
    Arrays.fill(
        damaged, layout.offset(block), layout.offset(block) + layout.byteCount(block), (byte) 0);
    try (TiffDecoder decoder = new TiffDecoder()) {
      assertThrows(UnreadableTileException.class, () -> decoder.decode(damaged, 0, damaged.length));
    }

    Image image = TiffSalvage.of(damaged, ImageLimits.DEFAULT);
    assertNotNull(image);
    int from = layout.top(block) * whole.width();
    int to = from + layout.blockRows(block) * whole.width();
    short[] expected = whole.pixels().clone();
    Arrays.fill(expected, from, to, (short) 0);
    assertArrayEquals(expected, image.pixels());
  }

  @Test
  void of_oneBlockWithoutItsEnd_holdsThePointsBefore() throws Exception {
    Random random = new Random(3);
    short[] pixels = new short[40 * 50];
    for (int at = 0; at < pixels.length; at++) {
      pixels[at] = (short) random.nextInt(65536);
    }
    byte[] file = TiffBuilder.tiff(new Image(40, 50, pixels));
    TiffLayout layout = TiffLayout.read(TiffBytes.of(file, 0, file.length), ImageLimits.DEFAULT);
    byte[] damaged = file.clone();
    int middle = layout.offset(0) + layout.byteCount(0) / 2;
    Arrays.fill(damaged, middle, layout.offset(0) + layout.byteCount(0), (byte) -1);

    Image image = TiffSalvage.of(damaged, ImageLimits.DEFAULT);
    assertNotNull(image);
    assertArrayEquals(
        Arrays.copyOf(pixels, 500), Arrays.copyOf(image.pixels(), 500), "a quarter of the points");
    assertEquals(0, image.pixels()[pixels.length - 1]);
  }

  @Test
  void of_whatIsNoImage_isNull() {
    assertNull(TiffSalvage.of(new byte[0], ImageLimits.DEFAULT));
    assertNull(TiffSalvage.of(new byte[100], ImageLimits.DEFAULT));
    byte[] file = TiffBuilder.tiff(new Image(4, 5, new short[20]));
    assertNull(TiffSalvage.of(Arrays.copyOf(file, 12), ImageLimits.DEFAULT));
  }

  @Test
  void of_mutatedFiles_throwsNothing() {
    Random random = new Random(7);
    for (byte[] file : TiffMutationTest.files()) {
      for (int round = 0; round < 40; round++) {
        TiffSalvage.of(TiffMutationTest.mutate(random, file), ImageLimits.DEFAULT);
      }
    }
  }
}
