package org.meltwatch.kernel.tiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.meltwatch.testing.Fuzzer;

@Tag("processes")
class TiffFuzzTest {

  @Test
  void decode_whatAFuzzerThinksOf_givesAnImageOrARefusalWithinBoundsOfMemoryAndTime()
      throws Exception {
    List<byte[]> seeds = new ArrayList<>(TiffMutationTest.files());
    seeds.add(TiffBuilder.of(Tiles.random(new Random(2), 5, 7)).bigEndian().build());
    seeds.add(TiffBuilder.of(Tiles.random(new Random(3), 40, 3)).rowsPerStrip(4).build());
    Fuzzer.run(TiffFuzzTarget.class, seeds);
  }

  @Test
  void decode_whatAFuzzerBlowsUp_costsNoMoreThanItsBytesMayInTimeAndMemory() throws Exception {
    List<byte[]> seeds = new ArrayList<>();
    byte[] chain = TiffBuilder.of(Tiles.uniform(3, 3, 1)).build();
    byte[] linked = TiffBuilder.of(Tiles.uniform(3, 3, 1)).nextDirectory(chain.length).build();
    seeds.add(TiffCostFuzzTarget.input(linked, new byte[6], 2));
    for (byte[] file : TiffMutationTest.files()) {
      seeds.add(TiffCostFuzzTarget.input(file, new byte[] {1, 2, 3, 4, 5}, 0));
    }
    Fuzzer.run(TiffCostFuzzTarget.class, seeds);
  }

  @Test
  void decode_moreStripsThanAllowed_isRefused() {
    byte[] file = TiffBuilder.of(Tiles.uniform(30, 2, 1)).rowsPerStrip(1).build();
    assertRefused(file, new ImageLimits(100, 100, 29, 1000), "strips (30) must be at most 29");
  }

  @Test
  void decode_imageFarLargerThanItsFile_isRefused() {
    byte[] file = TiffBuilder.tiff(Tiles.uniform(100, 100, 0));
    assertRefused(
        file,
        new ImageLimits(100, 10_000, 100, 50),
        String.format(
            Locale.ROOT,
            "image (100 x 100, 20000 bytes) must be at most 50 times as large as its file (%d bytes)",
            file.length));
  }

  private static void assertRefused(byte[] file, ImageLimits limits, String reason) {
    try (TiffDecoder decoder = new TiffDecoder(limits)) {
      UnreadableTileException refusal =
          assertThrows(UnreadableTileException.class, () -> decoder.decode(file, 0, file.length));
      assertEquals(reason, refusal.getMessage());
    }
  }
}
