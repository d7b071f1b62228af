package org.meltwatch.challenger.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.io.Content;

/** Gathers a request's body as it comes in; no thread waits for it. */
final class Body implements Runnable {

  /**
   * So many times as much is read as is taken: a client that is still sending when it is refused
   * may never see the answer.
   */
  private static final long DRAINED = 16;

  private final Content.Source source;
  private final int most;
  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private long length;

  private Body(Content.Source source, int most) {
    this.source = source;
    this.most = most;
  }

  /** The whole body when it is there; fails with a refusal if it has more bytes than that. */
  static CompletableFuture<byte[]> of(Content.Source source, int most) {
    Body body = new Body(source, most);
    body.run();
    return body.whole;
  }

  /** Takes what is there; called again when there is more. */
  @Override
  public void run() {
    while (!whole.isDone()) {
      Content.Chunk chunk = source.read();
      if (chunk == null) {
        source.demand(this);
        return;
      }
      take(chunk);
    }
  }

  private void take(Content.Chunk chunk) {
    if (Content.Chunk.isFailure(chunk)) {
      whole.completeExceptionally(chunk.getFailure());
      return;
    }
    keep(chunk.getByteBuffer());
    boolean last = chunk.isLast();
    chunk.release();
    if (length > most && (last || length > DRAINED * most)) {
      whole.completeExceptionally(
          RefusedRequest.tooLarge(
              String.format(Locale.ROOT, "body must have at most %d bytes", most)));
    } else if (last) {
      whole.complete(bytes.toByteArray());
    }
  }

  private void keep(ByteBuffer buffer) {
    length += buffer.remaining();
    if (length <= most) {
      byte[] piece = new byte[buffer.remaining()];
      buffer.get(piece);
      bytes.writeBytes(piece);
    }
  }
}
