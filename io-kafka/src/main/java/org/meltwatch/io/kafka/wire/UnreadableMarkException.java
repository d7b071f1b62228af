package org.meltwatch.io.kafka.wire;

/** A record's header of ours that cannot be read; the message says why, in one line. */
public final class UnreadableMarkException extends Exception {

  UnreadableMarkException(String message) {
    super(message);
  }
}
