package org.meltwatch.kernel.tiff;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.meltwatch.model.Image;
import org.meltwatch.reference.Fixtures;

class TiffMutationTest {

  private static final ImageLimits LIMITS = new ImageLimits(2000, 1 << 20);
  private static final int MUTATIONS = 1500;

  @Test
  void decode_damagedFiles_givesAnImageWithinLimitsOrARefusal() {
    long seed = Long.getLong("meltwatch.seed", 20250601L);
    Random random = new Random(seed);
    List<byte[]> files = files();
    int refused = 0;
    try (TiffDecoder decoder = new TiffDecoder(LIMITS)) {
      for (int i = 0; i < MUTATIONS; i++) {
        byte[] file = mutate(random, files.get(random.nextInt(files.size())));
        try {
          Image image = decoder.decode(file, 0, file.length);
          assertTrue(image.pixels().length <= LIMITS.maxPixels());
        } catch (UnreadableTileException e) {
          refused++;
        } catch (RuntimeException | Error e) {
          throw new AssertionError("mutation " + i + " of seed " + seed, e);
        }
      }
    }
    assertTrue(refused > MUTATIONS / 4, "only " + refused + " refused: seed " + seed);
  }

  static List<byte[]> files() {
    List<byte[]> files = new ArrayList<>();
    for (String variant :
        List.of(
            "le_deflate_3x3_extremes",
            "be_none_3x3_extremes",
            "le_deflate_strips7",
            "be_deflate_tiled64x64_pred2",
            "pillow_lzw_pred2",
            "le_packbits_strips7")) {
      files.add(Fixtures.bytes("edge/tiff_variants/" + variant + ".tif"));
    }
    files.add(TiffBuilder.of(Tiles.random(new Random(1), 20, 30)).tiles(16, 16).build());
    return files;
  }

  /** Most damage is done to the header and the directory, which lie at the ends. */
  static byte[] mutate(Random random, byte[] file) {
    byte[] mutated =
        random.nextInt(10) == 0 ? Arrays.copyOf(file, random.nextInt(file.length)) : file.clone();
    int changes = mutated.length == 0 ? 0 : 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int reach = Math.min(mutated.length, random.nextBoolean() ? 300 : mutated.length);
      int at = random.nextInt(reach);
      if (random.nextBoolean()) {
        at = mutated.length - 1 - at;
      }
      mutated[at] = random.nextInt(4) == 0 ? -1 : (byte) random.nextInt(256);
    }
    return mutated;
  }
}
