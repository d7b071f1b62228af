package org.meltwatch.pipeline.options;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import org.meltwatch.kernel.tiff.ImageLimits;
import org.meltwatch.options.OptionRange;
import org.meltwatch.options.UsageException;
import org.meltwatch.transforms.images.ImageStore;
import org.meltwatch.transforms.images.Images;

/**
 * How tiles are read and their images travel.
 *
 * @param lanes independent readers of the source
 * @param maxInFlight how many tiles may be on their way at once; 0 for as many as the engine takes
 * @param maxBytesInFlight how many bytes their images may take unpacked; 0 for as many
 * @param payload what travels through the engine
 * @param imageCache MiB of decoded images that a process keeps; null for a share of its heap
 * @param limits how large an image may be
 * @param maxDeadLetterBytes how much disk dead letters may take
 */
public record ReadingSettings(
    int lanes,
    int maxInFlight,
    long maxBytesInFlight,
    Payload payload,
    @Nullable Integer imageCache,
    ImageLimits limits,
    long maxDeadLetterBytes) {

  /** What an image's way through an engine takes, copies and windows of three included. */
  private static final int HEAP_SHARE = 16;

  /**
   * The settings that the options come to.
   *
   * @throws UsageException if one is out of its range
   */
  public static ReadingSettings of(ReadingOptions options) {
    @Nullable Integer imageCache = options.getImageCache();
    if (imageCache != null) {
      OptionRange.require("imageCache", imageCache, 0, 1 << 20);
    }
    Payload payload = Payload.named(requireNonNull(options.getPayload(), "payload"));
    return new ReadingSettings(
        OptionRange.require("lanes", options.getLanes(), 1, 256),
        OptionRange.require("maxInFlight", options.getMaxInFlight(), 0, 1_000_000),
        maxBytesInFlight(options, payload),
        payload,
        imageCache,
        new ImageLimits(
            OptionRange.require("maxTileSide", options.getMaxTileSide(), 1, 1 << 24),
            OptionRange.require("maxTilePixels", options.getMaxTilePixels(), 1, 1 << 29),
            OptionRange.require("maxTileStrips", options.getMaxTileStrips(), 1, 1 << 29),
            OptionRange.require("maxTileRatio", options.getMaxTileRatio(), 1, 1 << 20)),
        OptionRange.require(
            "maxDeadLetterBytes", options.getMaxDeadLetterBytes(), 0, Long.MAX_VALUE));
  }

  private static long maxBytesInFlight(ReadingOptions options, Payload payload) {
    @Nullable Long wanted = options.getMaxBytesInFlight();
    if (wanted != null) {
      return OptionRange.require("maxBytesInFlight", wanted, 0, Long.MAX_VALUE);
    }
    return payload == Payload.SPOOL ? 0 : Runtime.getRuntime().maxMemory() / HEAP_SHARE;
  }

  /** True if tiles carry claims on their images. */
  public boolean claims() {
    return payload == Payload.SPOOL;
  }

  /**
   * How transforms come by the pixels of tiles.
   *
   * @param store keeps what is claimed; null if nothing can be
   * @throws UsageException if images are to be claimed and there is no store
   */
  public Images images(@Nullable ImageStore store) {
    if (!claims()) {
      return Images.inline();
    }
    if (store == null) {
      throw new UsageException("--payload=spool needs a source that keeps images: use inline");
    }
    Images claimed = Images.claimedFrom(store, limits);
    return imageCache == null ? claimed : claimed.withCacheBytes((long) imageCache << 20);
  }
}
