package org.meltwatch.io.spool;

import java.util.Arrays;

/**
 * A spool file's contents.
 *
 * @param header what is known of the message
 * @param payload the message as it was received; owned by this record and never written to
 */
public record SpoolMessage(SpoolHeader header, byte[] payload) {

  @Override
  public boolean equals(Object other) {
    return other instanceof SpoolMessage that
        && header.equals(that.header)
        && Arrays.equals(payload, that.payload);
  }

  @Override
  public int hashCode() {
    return header.hashCode();
  }

  @Override
  public String toString() {
    return header.toString();
  }
}
