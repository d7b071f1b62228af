package org.meltwatch.challenger.results;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Locale;

/**
 * A result and the very bytes it came in.
 *
 * @param posted what can be read of it
 * @param body the posted message; owned by the challenger and never written to
 */
public record StoredResult(PostedResult posted, byte[] body) {

  public StoredResult {
    requireNonNull(posted, "posted");
    requireNonNull(body, "body");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StoredResult that && Arrays.equals(body, that.body);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(body);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "StoredResult[%s, %d bytes]", posted, body.length);
  }
}
