package org.meltwatch.transforms.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.meltwatch.model.Image;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.layers.Gap;
import org.meltwatch.model.layers.KeyEnd;
import org.meltwatch.model.layers.KeyStart;
import org.meltwatch.model.layers.Tile;

class TileSequenceTest {

  private static final TileKey KEY = new TileKey("A", 0);

  /** State outlives a version of the program. */
  private static final String PINNED =
      "04" // version
          + "00000002" // next
          + "00000001"
          + "00000001"
          + "00000002" // given up
          + "00000001"
          + "00000001"
          + "00000002" // late
          + "00000001"
          + "00000003" // waiting
          + "0000000000000003" // arrived
          + "0000000000000009" // expected
          + "00000001"
          + "00000002"; // size

  @Test
  void state_ofATileKey_hasThePinnedBytes() {
    KeyOrder order = new KeyOrder(KEY, KeyOrder.Kind.BUFFER, 9, new KeyOrder.Out());
    order.process(tile(0));
    order.process(new Gap(1, 2, Gap.Cause.PROVEN));
    order.process(tile(1));
    order.process(tile(3));
    order.process(new KeyEnd(9));

    byte[] bytes = order.snapshot().sequence();
    assertEquals(PINNED, bytes == null ? "none" : HexFormat.of().formatHex(bytes));
  }

  @Test
  void fits_anImageOfAnotherSizeThanTheFirst_isFalse() {
    TileSequence sequence = new TileSequence(KeyStart.at(0));
    assertTrue(sequence.fits(image(1, 2)));
    assertTrue(sequence.fits(image(1, 2)));
    assertFalse(sequence.fits(image(2, 1)));
    assertEquals("1 x 2", sequence.size());
  }

  private static Tile tile(int layer) {
    return new Tile(new TileHeader(layer, KEY, layer, 0), image(1, 2), 0);
  }

  private static Image image(int height, int width) {
    return new Image(height, width, new short[height * width]);
  }
}
