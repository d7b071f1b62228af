package org.meltwatch.transforms;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;
import org.meltwatch.model.Image;

class LayerSequenceTest {

  @Test
  void copy_thatIsChanged_leavesTheOriginalAlone() throws Exception {
    LayerSequence sequence = new LayerSequence(2);
    sequence.arrive(2);
    sequence.arrive(5);
    sequence.giveUp(3, 4, false);
    sequence.fits(new Image(1, 2, new short[2]));
    sequence.expect(9);
    sequence.setSilentUntil(77);
    byte[] before = bytes(sequence);
    LayerSequence copy = sequence.copy();
    assertArrayEquals(before, bytes(copy));

    copy.take();
    copy.arrive(6);
    copy.giveUp(4, 5, true);
    copy.reject(8);
    assertArrayEquals(before, bytes(sequence));
  }

  private static byte[] bytes(LayerSequence sequence) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new LayerSequence.SequenceCoder().encode(sequence, bytes);
    return bytes.toByteArray();
  }
}
