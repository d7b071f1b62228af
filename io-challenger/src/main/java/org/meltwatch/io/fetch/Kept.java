package org.meltwatch.io.fetch;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.spool.LaneSpool;
import org.meltwatch.io.spool.SpoolHeader;
import org.meltwatch.io.spool.SpoolMessage;
import org.meltwatch.io.wire.BatchMessage;
import org.meltwatch.io.wire.Body;
import org.meltwatch.io.wire.Message;
import org.meltwatch.io.wire.MessageLimits;

/**
 * A message that a lane holds: in memory, in a file of the spool, or in both while it waits. Not
 * safe for use by many threads.
 */
public final class Kept {

  private final @Nullable String file;
  private @Nullable Message message;

  private Kept(@Nullable String file, @Nullable Message message) {
    this.file = file;
    this.message = message;
  }

  public static Kept inMemory(Message message) {
    return new Kept(null, message);
  }

  /** What needs nothing more. */
  static Kept done() {
    return new Kept(null, new Message.Done());
  }

  static Kept inFile(String file, @Nullable Message message) {
    return new Kept(file, message);
  }

  /**
   * Takes the message into memory, if it is not there.
   *
   * @param limits what a message may ask for
   * @throws IOException if its file is gone or torn
   */
  void load(@Nullable LaneSpool spool, MessageLimits limits) throws IOException {
    if (message == null) {
      SpoolMessage spooled =
          requireNonNull(spool, "spool").read(requireNonNull(file, "what is in no file"));
      SpoolHeader header = spooled.header();
      boolean whole = header.kind() == SpoolHeader.Kind.MESSAGE;
      message = BatchMessage.read(new Body(spooled.payload(), header.length(), whole), limits);
    }
  }

  /** The name of the message's file; null if it is in memory alone. */
  @Nullable String file() {
    return file;
  }

  /** The message, which must be in memory; it stays there only if it is in no file. */
  public Message take() {
    Message taken = message();
    if (file != null) {
      message = null;
    }
    return taken;
  }

  private Message message() {
    return requireNonNull(message, "message must have been loaded");
  }

  /** Names the message. */
  @Override
  public String toString() {
    if (message instanceof Message.Accepted batch) {
      return "batch " + batch.seqId();
    }
    return message instanceof Message.Refused refused
        ? "refused message " + refused.seqId()
        : String.valueOf(file);
  }
}
