package org.meltwatch.io.kafka.lane;

import java.io.IOException;
import org.meltwatch.io.wire.BatchMessage;
import org.meltwatch.io.wire.Body;
import org.meltwatch.io.wire.Message;
import org.meltwatch.io.wire.MessageLimits;
import org.meltwatch.model.received.Slice;
import org.meltwatch.transforms.images.ImageStore;

/** The images of messages that lie in topics; a claim names a record, and costs one fetch. */
public final class KafkaImages implements ImageStore {

  /** What is claimed was taken before. */
  private static final MessageLimits ANY = new MessageLimits(Integer.MAX_VALUE, Integer.MAX_VALUE);

  @Override
  public Slice tif(String claim) throws IOException {
    byte[] value = Claim.parse(claim).fetch();
    if (BatchMessage.read(new Body(value, value.length, true), ANY)
        instanceof Message.Accepted batch) {
      return batch.tif();
    }
    throw new IOException("%s holds no image".formatted(claim));
  }
}
