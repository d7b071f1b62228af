package org.meltwatch.io.wire;

import java.io.Serializable;
import java.util.Locale;

/**
 * What a message may ask for; what asks for more is refused.
 *
 * @param bytes how long it may be
 * @param printId how many characters its print's name may have
 */
public record MessageLimits(int bytes, int printId) implements Serializable {

  /** 64 MiB, and names of 128 characters. */
  public static final MessageLimits DEFAULT = new MessageLimits(64 << 20, 128);

  public MessageLimits {
    if (bytes < 1 || printId < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "bytes (%d) and printId (%d) must be positive", bytes, printId));
    }
  }

  public MessageLimits withBytes(int newBytes) {
    return new MessageLimits(newBytes, printId);
  }
}
