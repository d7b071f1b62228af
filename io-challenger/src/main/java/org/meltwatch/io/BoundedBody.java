package org.meltwatch.io;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * Collects a body of at most {@code limit} bytes. A declared length is allocated once and filled in
 * place; of an over-long body only the beginning is kept, and the rest is not waited for.
 */
final class BoundedBody implements HttpResponse.BodySubscriber<Body> {

  /** How much of an over-long body is kept: enough for the header of a batch. */
  static final int KEPT_OF_OVERLONG = 1 << 16;

  private static final int FIRST_GUESS = 1 << 12;

  private final CompletableFuture<Body> result = new CompletableFuture<>();
  private final int limit;
  private final long declared;
  private byte[] bytes;
  private int size;
  private Flow.Subscription subscription;

  private BoundedBody(int limit, long declared) {
    this.limit = limit;
    this.declared = declared;
    this.bytes = new byte[declared < 0 ? Math.min(FIRST_GUESS, limit) : roomFor(declared)];
    this.subscription = new Unsubscribed();
  }

  /** A handler whose bodies are bounded by {@code limit} bytes. */
  static HttpResponse.BodyHandler<Body> handler(int limit) {
    return response ->
        new BoundedBody(limit, response.headers().firstValueAsLong("content-length").orElse(-1));
  }

  private int roomFor(long length) {
    return (int) Math.min(length, length > limit ? Math.min(KEPT_OF_OVERLONG, limit) : limit);
  }

  @Override
  public CompletionStage<Body> getBody() {
    return result;
  }

  @Override
  public void onSubscribe(Flow.Subscription newSubscription) {
    subscription = newSubscription;
    newSubscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      if (!result.isDone()) {
        take(buffer);
      }
    }
  }

  private void take(ByteBuffer buffer) {
    boolean overlong = Math.max(declared, (long) size + buffer.remaining()) > limit;
    int room = overlong ? Math.min(KEPT_OF_OVERLONG, limit) : limit;
    int taken = Math.min(buffer.remaining(), Math.max(0, room - size));
    long seen = (long) size + buffer.remaining();
    if (size + taken > bytes.length) {
      bytes =
          Arrays.copyOf(bytes, (int) Math.min(limit, Math.max(2L * bytes.length, size + taken)));
    }
    buffer.get(bytes, size, taken);
    size += taken;
    if (overlong && size >= room) {
      subscription.cancel();
      result.complete(new Body(Arrays.copyOf(bytes, room), Math.max(declared, seen), false));
    }
  }

  @Override
  public void onError(Throwable cause) {
    result.completeExceptionally(cause);
  }

  @Override
  public void onComplete() {
    byte[] whole = size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    result.complete(new Body(whole, size, true));
  }

  /** Stands in until the client has subscribed. */
  private static final class Unsubscribed implements Flow.Subscription {

    @Override
    public void request(long n) {
      throw new IllegalStateException("not subscribed");
    }

    @Override
    public void cancel() {
      throw new IllegalStateException("not subscribed");
    }
  }
}
