package org.meltwatch.transforms.images;

import java.lang.ref.SoftReference;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What claims stand for, bounded by its bytes; what was looked at least recently goes first. Safe
 * for use by many threads.
 *
 * <p>It is held softly: what a run has left behind in a process that works for several, such as a
 * cluster's worker, makes way before memory runs out.
 */
final class ClaimCache<V> {

  private record Held<V>(SoftReference<V> value, long bytes) {}

  private final Map<String, Held<V>> held = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /** What the claim stands for, or null if it was never here or had to go. */
  synchronized @Nullable V get(String claim) {
    Held<V> found = held.get(claim);
    return found == null ? null : found.value().get();
  }

  /** What the claim stands for, which is held no longer, or null. */
  synchronized @Nullable V take(String claim) {
    Held<V> found = held.remove(claim);
    if (found == null) {
      return null;
    }
    bytes -= found.bytes();
    return found.value().get();
  }

  /**
   * Holds what a claim stands for, if it fits at all.
   *
   * @param size its bytes
   * @param capacity how many bytes are held from now on; those of a larger capacity go
   */
  synchronized void put(String claim, V value, long size, long capacity) {
    Held<V> replaced = held.put(claim, new Held<>(new SoftReference<>(value), size));
    bytes += size - (replaced == null ? 0 : replaced.bytes());
    Iterator<Held<V>> eldestFirst = held.values().iterator();
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

  /** How many bytes are held. */
  synchronized long bytes() {
    return bytes;
  }
}
