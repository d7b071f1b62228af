package org.meltwatch.transforms;

import java.lang.ref.SoftReference;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.Image;

/**
 * Decoded images by their claims, bounded by the bytes of their pixels; the image that was looked
 * at least recently goes first. Safe for use by many threads.
 *
 * <p>Images are held softly: what a run has left behind in a process that works for several, such
 * as a cluster's worker, makes way before memory runs out.
 */
final class ImageCache {

  /** The images of this process. */
  static final ImageCache SHARED = new ImageCache();

  private record Held(SoftReference<Image> image, long bytes) {}

  private final Map<String, Held> held = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /** The image, or null if it was never here or had to go. */
  synchronized @Nullable Image get(String claim) {
    Held found = held.get(claim);
    return found == null ? null : found.image().get();
  }

  /**
   * Holds an image, if it fits at all.
   *
   * @param capacity how many bytes of pixels are held from now on; those of a larger capacity go
   */
  synchronized void put(String claim, Image image, long capacity) {
    Held added = new Held(new SoftReference<>(image), (long) image.pixels().length * Short.BYTES);
    Held replaced = held.put(claim, added);
    bytes += added.bytes() - (replaced == null ? 0 : replaced.bytes());
    Iterator<Held> eldestFirst = held.values().iterator();
    while (bytes > capacity) {
      bytes -= eldestFirst.next().bytes();
      eldestFirst.remove();
    }
  }

  /** Holds nothing any more. */
  synchronized void clear() {
    held.clear();
    bytes = 0;
  }

  /** How many bytes of pixels are held. */
  synchronized long bytes() {
    return bytes;
  }
}
