package org.meltwatch.dashboard.views;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MadeOnceTest {

  private final MadeOnce cache = new MadeOnce(32);
  private final AtomicInteger made = new AtomicInteger();

  private byte[] make(int length) {
    made.incrementAndGet();
    return new byte[length];
  }

  @Test
  void get_ofTheSameName_makesItOnce() throws Exception {
    byte[] first = cache.get("a", () -> make(3));
    assertArrayEquals(first, cache.get("a", () -> make(4)));
    cache.get("b", () -> make(5));
    assertEquals(2, made.get());
  }

  @Test
  void get_ofManyOrLargeOnes_doesNotKeepThem() throws Exception {
    cache.get("large", () -> make(2 << 20));
    cache.get("large", () -> make(2 << 20));
    assertEquals(2, made.get());
    for (int name = 0; name < 40; name++) {
      cache.get("p" + name, () -> make(1));
    }
    cache.get("p0", () -> make(1));
    assertEquals(43, made.get());
  }

  @Test
  void get_thatCannotBeMade_saysWhyAndTriesAgain() throws Exception {
    IOException failure =
        assertThrows(
            IOException.class,
            () ->
                cache.get(
                    "a",
                    () -> {
                      throw new IOException("the disk");
                    }));
    assertEquals("the disk", failure.getMessage());
    assertEquals(1, cache.get("a", () -> make(1)).length);
  }
}
