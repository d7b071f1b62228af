package org.meltwatch.io.fetch;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.wire.Message;

/**
 * A lane's refused messages without a header that could be read, in a row: a challenger that gives
 * nothing else has no batches to give. Not safe for use by many threads.
 */
public final class Refusals {

  /** After so many in a row a lane gives up. */
  public static final int MOST = 100;

  private int inARow;

  /**
   * Takes note of a message.
   *
   * @return why the lane is to be given up; null if it is not
   */
  public @Nullable String note(Message message) {
    boolean headless =
        message instanceof Message.Refused refused
            && refused.seqId() == null
            && refused.key() == null
            && refused.layer() == null;
    inARow = headless ? inARow + 1 : 0;
    return inARow >= MOST && message instanceof Message.Refused last
        ? String.format(
            Locale.ROOT,
            "%d messages in a row have no header that can be read, the last one: %s",
            inARow,
            last.reason())
        : null;
  }
}
