package org.meltwatch.io.wire;

import org.meltwatch.model.received.Arrival;
import org.meltwatch.model.received.Batch;
import org.meltwatch.model.received.LaneEnd;
import org.meltwatch.model.received.Receipt;
import org.meltwatch.model.received.Received;
import org.meltwatch.model.received.RefusedBatch;
import org.meltwatch.testing.Allocation;

/**
 * Any bytes as a batch's message: a batch that keeps the rules or a refusal with its reason, and no
 * more memory than a stated multiple of the message. Run by the fuzzer, which knows it by name.
 */
public final class MessageFuzzTarget {

  private static final int LIMIT = 1 << 16;
  private static final MessageLimits LIMITS = MessageLimits.DEFAULT.withBytes(LIMIT);

  /** The image is copied out once, a name once as bytes and once as text. */
  private static final long MOST_PER_BYTE = 8;

  private static final long MOST_BESIDES = 1 << 18;

  private MessageFuzzTarget() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] message) {
    Body body = new Body(message, message.length, message.length <= LIMIT);
    Allocation.requireAtMost(MOST_PER_BYTE * message.length + MOST_BESIDES, () -> read(body));
  }

  private static void read(Body body) {
    Received received =
        BatchMessage.read(body, LIMITS).with(new Receipt(0, 1, 0, Receipt.NOTHING_MORE, 0));
    if (received instanceof Batch batch) {
      Arrival arrival = Arrival.ofRefused(batch);
      if (batch.seqId() < 0
          || batch.layer() < 0
          || batch.layer() > BatchMessage.LAYER_LIMIT
          || batch.key().tileId() < 0
          || batch.key().printId().length() > LIMITS.printId()
          || batch.tif().length() > body.bytes().length
          || arrival.layer() != batch.layer()) {
        throw new AssertionError("out of its rules: " + batch);
      }
    } else if (received instanceof RefusedBatch refused) {
      Arrival.of(refused);
      if (refused.reason().isBlank() || refused.reason().lines().count() != 1) {
        throw new AssertionError("a reason must be one line: " + refused.reason());
      }
    } else if (received instanceof LaneEnd) {
      throw new AssertionError("a message is no end");
    }
  }
}
