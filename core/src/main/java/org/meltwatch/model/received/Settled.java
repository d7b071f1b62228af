package org.meltwatch.model.received;

import static java.util.Objects.requireNonNull;

/**
 * Word that a position's message was brought to its end before this run went on: its outcome is
 * recorded, and nobody needs it again. Positions stay dense by it, which gaps are proven by.
 *
 * @param receipt the message's position
 */
public record Settled(Receipt receipt) implements Received {

  public Settled {
    requireNonNull(receipt, "receipt");
  }
}
