package org.meltwatch.transforms.sequence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meltwatch.model.layers.Gap;

class LayerSequenceTest {

  @Test
  void copy_thatIsChanged_leavesTheOriginalAlone() throws Exception {
    LayerSequence sequence = new LayerSequence(2);
    sequence.arrive(2);
    sequence.arrive(5);
    sequence.giveUp(3, 4, Gap.Cause.PROVEN);
    sequence.expect(9);
    byte[] before = bytes(sequence);
    LayerSequence copy = sequence.copy();
    assertArrayEquals(before, bytes(copy));

    copy.take();
    copy.arrive(6);
    copy.giveUp(4, 5, Gap.Cause.REFUSED);
    copy.reject(8);
    assertArrayEquals(before, bytes(sequence));
  }

  @Test
  void giveUp_ofEverySecondLayer_remembersTheLastThousandGaps() throws Exception {
    LayerSequence sequence = new LayerSequence(0);
    int gaps = LayerSequence.MOST_GAPS;
    for (int layer = 0; layer < 4 * gaps; layer += 2) {
      sequence.giveUp(layer, layer + 1, Gap.Cause.PROVEN);
      sequence.arrive(layer + 1);
      assertTrue(sequence.isReady());
      sequence.take();
    }
    assertTrue(bytes(sequence).length < 8 * gaps + 100);
    assertEquals(LayerSequence.Verdict.LATE, sequence.arrive(4 * gaps - 2));
    assertEquals(LayerSequence.Verdict.DUPLICATE, sequence.arrive(0), "forgotten");
  }

  @Test
  void giveUp_ofLayersThatWereRefused_countsThemOnce() {
    LayerSequence sequence = new LayerSequence(0);
    sequence.giveUp(2, 3, Gap.Cause.REFUSED);
    assertEquals(
        List.of(new Gap(0, 2, false), new Gap(3, 5, false)),
        sequence.giveUp(0, 5, Gap.Cause.PROVEN));
  }

  private static byte[] bytes(LayerSequence sequence) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new LayerSequence.SequenceCoder().encode(sequence, bytes);
    return bytes.toByteArray();
  }
}
