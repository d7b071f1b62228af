package org.meltwatch.source;

import java.io.IOException;
import org.meltwatch.model.TileResult;
import org.meltwatch.model.received.Received;

/** Reads message by message in the thread that asks. Not for use by several threads. */
public interface TileReader {

  /** The next message; after the last one, the lane's end. Not to be called after that. */
  Received next() throws IOException, InterruptedException;

  /** Hands over a tile's answer to Query 3 and waits until it is stored, if anybody wants it. */
  void post(TileResult result) throws IOException, InterruptedException;
}
