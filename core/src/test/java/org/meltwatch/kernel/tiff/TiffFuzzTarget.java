package org.meltwatch.kernel.tiff;

import org.meltwatch.model.Image;
import org.meltwatch.testing.Allocation;

/**
 * Any bytes as a tile: an image within the limits or a refusal, and no more memory than a stated
 * multiple of limits and file. Run by the fuzzer, which knows it by name.
 */
public final class TiffFuzzTarget {

  static final ImageLimits LIMITS = new ImageLimits(2000, 1 << 16, 1000, 1100);

  /** Points are held once as an image, and up to three times on their way through a block. */
  private static final long MOST_PER_POINT = 12;

  /** A file is held once by its sender; TwelveMonkeys gets a copy, and reads it in pieces. */
  private static final long MOST_PER_BYTE = 4;

  /** Directories of a thousand strips, messages, and a reader with its buffers. */
  private static final long MOST_BESIDES = 1 << 20;

  private TiffFuzzTarget() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] file) {
    long bound = MOST_PER_POINT * LIMITS.maxPixels() + MOST_PER_BYTE * file.length + MOST_BESIDES;
    Allocation.requireAtMost(bound, () -> decode(file));
  }

  /** Decodes, and judges what comes of it. */
  static void decode(byte[] file) {
    try (TiffDecoder decoder = new TiffDecoder(LIMITS)) {
      Image image = decoder.decode(file, 0, file.length);
      if (image.pixels().length > LIMITS.maxPixels()
          || Math.max(image.height(), image.width()) > LIMITS.maxSide()) {
        throw new AssertionError("beyond the limits: " + image);
      }
    } catch (UnreadableTileException expected) {
      String reason = expected.getMessage();
      if (reason == null || reason.isBlank()) {
        throw new AssertionError("a refusal must have a reason", expected);
      }
    }
  }
}
