package org.meltwatch.io.fetch;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.spool.LaneSpool;
import org.meltwatch.io.spool.SpoolHeader;
import org.meltwatch.io.wire.Body;
import org.meltwatch.io.wire.Message;
import org.meltwatch.retry.Retries;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a lane's messages are kept: in the spool, before anybody is told of them, or in memory.
 *
 * @param lane the lane's number, from 0
 * @param lanes how many lanes read the bench
 * @param spool the lane's files, or null
 * @param retries how often a failed writing is repeated
 */
record Keeping(int lane, int lanes, @Nullable LaneSpool spool, Retries retries) {

  private static final Logger LOG = LoggerFactory.getLogger(Keeping.class);
  private static final Body NOTHING = new Body(new byte[0], 0, true);

  /**
   * Keeps a message.
   *
   * @throws IOException if it could not be written, after retries; names the file
   */
  Kept message(LaneLedger.Request request, Body body, Message message, long receivedMicros)
      throws IOException, InterruptedException {
    if (spool == null) {
      return Kept.inMemory(message);
    }
    SpoolHeader.Kind kind = body.whole() ? SpoolHeader.Kind.MESSAGE : SpoolHeader.Kind.OVERLONG;
    return Kept.inFile(
        write(spool, header(request, kind, body, message, receivedMicros), body.bytes()), message);
  }

  /** Keeps the word that there are no more batches. */
  void end(LaneLedger.Request request, long receivedMicros)
      throws IOException, InterruptedException {
    if (spool != null) {
      Message end = new Message.End();
      write(
          spool,
          header(request, SpoolHeader.Kind.END, NOTHING, end, receivedMicros),
          NOTHING.bytes());
    }
  }

  private String write(LaneSpool to, SpoolHeader header, byte[] payload)
      throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return to.write(header, payload);
      } catch (IOException e) {
        if (!retries.awaitNext(attempt, String.valueOf(e.getMessage()), LOG)) {
          throw e;
        }
      }
    }
  }

  private SpoolHeader header(
      LaneLedger.Request request,
      SpoolHeader.Kind kind,
      Body body,
      Message message,
      long receivedMicros) {
    Message.@Nullable Accepted batch = message instanceof Message.Accepted is ? is : null;
    Message.@Nullable Refused refused = message instanceof Message.Refused is ? is : null;
    return new SpoolHeader(
        kind,
        lane,
        lanes,
        request.number(),
        receivedMicros,
        request.floor().seqId(),
        request.floor().layer(),
        batch != null ? (Long) batch.seqId() : refused != null ? refused.seqId() : null,
        batch != null ? batch.key() : refused != null ? refused.key() : null,
        batch != null ? (Integer) batch.layer() : refused != null ? refused.layer() : null,
        body.length(),
        body.bytes().length,
        batch == null ? 0 : batch.tif().offset(),
        batch == null ? 0 : batch.tif().length());
  }
}
