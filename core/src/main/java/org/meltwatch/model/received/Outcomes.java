package org.meltwatch.model.received;

import java.io.IOException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Tells a lane, wherever it is read, what has become of the messages that it handed on: whether a
 * message's result is out, or the word that it will have none.
 */
@FunctionalInterface
public interface Outcomes extends Serializable {

  /**
   * What is known by now; may be somewhat behind.
   *
   * @throws IOException if that cannot be found out
   */
  Known latest() throws IOException;

  /** The messages whose outcome was known at some time. */
  @FunctionalInterface
  interface Known {

    /**
     * True if a message's outcome was known.
     *
     * @param receipt where it was received
     * @param seqId its {@code batch_id}, or null if that could not be read
     */
    boolean has(Receipt receipt, @Nullable Long seqId);
  }
}
