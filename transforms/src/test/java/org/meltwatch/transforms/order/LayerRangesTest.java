package org.meltwatch.transforms.order;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LayerRangesTest {

  @Test
  void add_ofRandomRanges_holdsWhatABitSetHolds() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      LayerRanges ranges = new LayerRanges();
      BitSet model = new BitSet();
      for (int step = 0; step < 40; step++) {
        int from = random.nextInt(60);
        int to = from + 1 + random.nextInt(8);
        ranges.add(from, to);
        model.set(from, to);
      }
      for (int layer = 0; layer < 80; layer++) {
        assertEquals(model.get(layer), ranges.contains(layer), "seed " + seed);
        assertEquals(model.nextClearBit(layer), ranges.firstAbsent(layer), "seed " + seed);
      }
    }
  }

  @Test
  void add_ofAdjacentRanges_keepsOne() {
    LayerRanges ranges = new LayerRanges();
    ranges.add(4, 6);
    ranges.add(1, 3);
    ranges.add(3, 4);
    assertEquals("{1=6}", ranges.toString());
  }
}
