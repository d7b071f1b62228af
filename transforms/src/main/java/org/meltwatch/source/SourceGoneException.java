package org.meltwatch.source;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/**
 * A source that has said nothing for so long that it is no longer waited for. A run ends with what
 * it has, then: it has not failed.
 */
public final class SourceGoneException extends IOException {

  private static final String WORD = "no usable answer came for";

  /**
   * A source that is gone.
   *
   * @param patience how long it was waited for
   * @param last what was wrong the last time
   */
  public SourceGoneException(Duration patience, IOException last) {
    super(
        String.format(
            Locale.ROOT,
            "%s %s s: %s",
            WORD,
            patience.toMillis() % 1000 == 0
                ? (Object) patience.toSeconds()
                : (Object) (patience.toMillis() / 1e3),
            last.getMessage()),
        last);
  }

  /**
   * True if a failure, or what it was caused by, is this. Where an engine has carried a failure
   * from another process, its message is all that is left of it.
   */
  public static boolean isToldBy(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SourceGoneException
          || String.valueOf(cause.getMessage()).contains(WORD)) {
        return true;
      }
    }
    return false;
  }
}
