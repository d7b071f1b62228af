package org.meltwatch.io.wire;

import org.jspecify.annotations.Nullable;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.received.Batch;
import org.meltwatch.model.received.ClaimedBatch;
import org.meltwatch.model.received.LaneEnd;
import org.meltwatch.model.received.Receipt;
import org.meltwatch.model.received.Received;
import org.meltwatch.model.received.RefusedBatch;
import org.meltwatch.model.received.Settled;
import org.meltwatch.model.received.Slice;
import org.meltwatch.transforms.images.Images;

/** What a lane was answered, before it is known which position of the lane it takes. */
public sealed interface Message {

  /** The element that is handed on. */
  Received with(Receipt receipt);

  /**
   * The element that is handed on where the message's file is known. Its image is lent to whoever
   * in this process decodes it.
   *
   * @param claim the file's address
   */
  default Received claimed(Receipt receipt, String claim) {
    return with(receipt);
  }

  /**
   * A batch that keeps the wire protocol.
   *
   * @param tif its image, within the message
   */
  record Accepted(long seqId, TileKey key, int layer, Slice tif) implements Message {

    @Override
    public Received with(Receipt receipt) {
      return new Batch(receipt, seqId, key, layer, tif);
    }

    @Override
    public Received claimed(Receipt receipt, String claim) {
      Images.lend(claim, tif);
      return new ClaimedBatch(receipt, seqId, key, layer, claim);
    }
  }

  /** A message that breaks the wire protocol, with what could be read of it. */
  record Refused(
      @Nullable Long seqId,
      @Nullable TileKey key,
      @Nullable Integer layer,
      String reason,
      byte[] message)
      implements Message {

    @Override
    public Received with(Receipt receipt) {
      return new RefusedBatch(receipt, seqId, key, layer, reason, message);
    }
  }

  /** What needs nothing more; it is not there any longer. */
  record Done() implements Message {

    @Override
    public Received with(Receipt receipt) {
      return new Settled(receipt);
    }
  }

  /** No more batches. */
  record End() implements Message {

    @Override
    public Received with(Receipt receipt) {
      return new LaneEnd(receipt);
    }
  }
}
