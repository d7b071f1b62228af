package org.meltwatch.io;

import java.io.IOException;
import org.meltwatch.io.spool.SpoolReader;
import org.meltwatch.model.received.Slice;
import org.meltwatch.transforms.images.ImageStore;

/** The images of messages that lie in a spool; a claim is the address of a message's file. */
public final class SpooledImages implements ImageStore {

  @Override
  public Slice tif(String claim) throws IOException {
    return SpoolReader.tif(claim);
  }
}
