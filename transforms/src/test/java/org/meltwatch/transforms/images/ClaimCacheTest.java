package org.meltwatch.transforms.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.meltwatch.kernel.tiff.Tiles;
import org.meltwatch.model.Image;

class ClaimCacheTest {

  /** 20 bytes of pixels each. */
  private static final Image A = Tiles.uniform(2, 5, 1);

  private static final Image B = Tiles.uniform(5, 2, 2);
  private static final Image C = Tiles.uniform(1, 10, 3);

  private final ClaimCache<Image> cache = new ClaimCache<>();

  @Test
  void put_beyondTheCapacity_dropsTheImageLookedAtLeastRecently() {
    cache.put("a", A, 20, 40);
    cache.put("b", B, 20, 40);
    assertSame(A, cache.get("a"));
    cache.put("c", C, 20, 40);

    assertNull(cache.get("b"));
    assertSame(A, cache.get("a"));
    assertSame(C, cache.get("c"));
    assertEquals(40, cache.bytes());
  }

  @Test
  void put_ofTheSameClaim_countsItOnce() {
    cache.put("a", A, 20, 40);
    cache.put("a", A, 20, 40);
    assertEquals(20, cache.bytes());
  }

  @Test
  void put_ofAnImageLargerThanTheCapacity_holdsNothing() {
    cache.put("a", A, 20, 40);
    cache.put("b", Tiles.uniform(10, 10, 1), 200, 40);
    assertEquals(0, cache.bytes());
    cache.put("a", A, 20, 0);
    assertNull(cache.get("a"));
  }

  @Test
  void take_ofAnImage_givesItOnce() {
    cache.put("a", A, 20, 40);
    cache.put("b", B, 20, 40);
    assertSame(A, cache.take("a"));
    assertNull(cache.take("a"));
    assertEquals(20, cache.bytes());
  }

  @Test
  void clear_ofAllImages_leavesNothing() {
    cache.put("a", A, 20, 40);
    cache.clear();
    assertNull(cache.get("a"));
    assertEquals(0, cache.bytes());
  }

  @Test
  void use_byManyThreads_staysWithinTheCapacityAndMixesNothingUp() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<?>> ends = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      int first = thread;
      ends.add(threads.submit(() -> use(first)));
    }
    for (Future<?> end : ends) {
      end.get();
    }
    threads.shutdown();
    assertTrue(cache.bytes() <= 400, "bytes " + cache.bytes());
  }

  private void use(int first) {
    for (int i = 0; i < 20_000; i++) {
      int value = (first + i) % 64;
      Image found = cache.get("image" + value);
      if (found != null && found.at(0, 0) != value) {
        throw new AssertionError(
            String.format(Locale.ROOT, "image%d holds %d", value, found.at(0, 0)));
      }
      cache.put("image" + value, Tiles.uniform(2, 5, value), 20, 400);
    }
  }
}
