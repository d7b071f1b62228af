package org.meltwatch.transforms.images;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.Serializable;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meltwatch.kernel.tiff.ImageLimits;
import org.meltwatch.kernel.tiff.TiffDecoder;
import org.meltwatch.kernel.tiff.UnreadableTileException;
import org.meltwatch.model.ClaimedImage;
import org.meltwatch.model.Image;
import org.meltwatch.model.TileImage;
import org.meltwatch.model.received.Slice;
import org.meltwatch.worker.WorkerState;

/**
 * How transforms come by the pixels of tiles. Inline, they travel with their tile. Claimed, they
 * lie in an {@link ImageStore}: each process decodes a tile once and keeps it among the images
 * looked at last, from which nearly every look is served; otherwise the tile is loaded and decoded
 * again. Nor is a file loaded to be decoded where the process that put it down lends it.
 *
 * <p>A claim that cannot be redeemed is a failure of the run, and no missing layer.
 */
public final class Images implements Serializable {

  private static final long QUARTER_OF_HEAP = -1;
  private static final int LENT_SHARE_OF_HEAP = 32;

  /** What this process keeps for claims. */
  private static final class Held implements WorkerState.Part {

    private final ClaimCache<Image> decoded = new ClaimCache<>();

    /** Image files that were put down here and not decoded yet. */
    private final ClaimCache<Slice> lent = new ClaimCache<>();

    static Held here() {
      return WorkerState.of(Held.class, Held::new);
    }

    @Override
    public void close() {
      decoded.clear();
      lent.clear();
    }
  }

  private final @Nullable ImageStore store;
  private final ImageLimits limits;
  private final long cacheBytes;

  private Images(@Nullable ImageStore store, ImageLimits limits, long cacheBytes) {
    this.store = store;
    this.limits = limits;
    this.cacheBytes = cacheBytes;
  }

  /** Every tile carries its pixels. */
  public static Images inline() {
    return new Images(null, ImageLimits.DEFAULT, 0);
  }

  /**
   * Tiles carry claims on images of a store. A process keeps decoded images in up to a quarter of
   * its heap.
   *
   * @param limits how large an image may be
   */
  public static Images claimedFrom(ImageStore store, ImageLimits limits) {
    requireNonNull(store, "store");
    requireNonNull(limits, "limits");
    return new Images(store, limits, QUARTER_OF_HEAP);
  }

  /** How many bytes of decoded images a process keeps; none may be kept. */
  public Images withCacheBytes(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "cacheBytes (%d) must not be negative", bytes));
    }
    return new Images(store, limits, bytes);
  }

  /** True if tiles carry claims. */
  public boolean areClaimed() {
    return store != null;
  }

  /**
   * Lends an image file that was just put down to whoever in this process asks for it first, so
   * that it need not be loaded. At most a thirty-second of the heap is on loan: the file is there
   * in any case.
   */
  public static void lend(String claim, Slice tif) {
    Held.here()
        .lent
        .put(claim, tif, tif.length(), Runtime.getRuntime().maxMemory() / LENT_SHARE_OF_HEAP);
  }

  /** Drops what this process keeps for a claim that nobody will look at again. */
  public static void forget(String claim) {
    Held held = Held.here();
    held.decoded.take(claim);
    held.lent.take(claim);
  }

  /** The pixels of a tile. */
  public Image of(TileImage image) throws IOException {
    if (image instanceof ClaimedImage claimed) {
      Image kept = Held.here().decoded.get(claimed.claim());
      return kept != null ? kept : decode(claimed);
    }
    return (Image) image;
  }

  /** Keeps an image that was just decoded; what comes back is to travel in its place. */
  public ClaimedImage keep(String claim, Image image) {
    Held.here().decoded.put(claim, image, (long) image.pixels().length * Short.BYTES, capacity());
    return new ClaimedImage(claim, image.height(), image.width());
  }

  /** The image file that a claim stands for. */
  public Slice tif(String claim) throws IOException {
    Slice lent = Held.here().lent.take(claim);
    if (lent != null) {
      return lent;
    }
    if (store == null) {
      throw unredeemable(claim, new IOException("there is no store for claimed images"));
    }
    try {
      return store.tif(claim);
    } catch (IOException e) {
      throw unredeemable(claim, e);
    }
  }

  private Image decode(ClaimedImage claimed) throws IOException {
    Slice tif = tif(claimed.claim());
    // Made for the occasion: whoever looks at images seldom misses them, and need not be torn down.
    try (TiffDecoder decoder = new TiffDecoder(limits)) {
      Image image = decoder.decode(tif);
      if (!image.sameSize(claimed)) {
        throw new UnreadableTileException(
            "its size (%s) must be as before (%s)".formatted(image, claimed));
      }
      keep(claimed.claim(), image);
      return image;
    } catch (UnreadableTileException e) {
      throw unredeemable(claimed.claim(), e);
    }
  }

  private long capacity() {
    return cacheBytes == QUARTER_OF_HEAP ? Runtime.getRuntime().maxMemory() / 4 : cacheBytes;
  }

  private static IOException unredeemable(String claim, Exception cause) {
    return new IOException(
        "claim (%s) cannot be redeemed: %s".formatted(claim, cause.getMessage()), cause);
  }
}
