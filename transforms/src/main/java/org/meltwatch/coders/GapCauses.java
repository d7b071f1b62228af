package org.meltwatch.coders;

import java.io.DataInput;
import java.io.IOException;
import org.apache.beam.sdk.coders.CoderException;
import org.meltwatch.model.layers.Gap;

/** A byte for each cause of a gap; they stay what they are when causes are added. */
final class GapCauses {

  private GapCauses() {}

  static int code(Gap.Cause cause) {
    return switch (cause) {
      case PROVEN -> 0;
      case REFUSED -> 1;
      case CROWDED -> 2;
    };
  }

  static Gap.Cause read(DataInput in) throws IOException {
    int code = in.readUnsignedByte();
    return switch (code) {
      case 0 -> Gap.Cause.PROVEN;
      case 1 -> Gap.Cause.REFUSED;
      case 2 -> Gap.Cause.CROWDED;
      default -> throw new CoderException("cause (%d) must be in [0, 2]".formatted(code));
    };
  }
}
