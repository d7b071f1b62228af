package org.meltwatch.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Instant;
import org.meltwatch.io.http.Asking;
import org.meltwatch.io.http.Bench;
import org.meltwatch.io.http.ChallengerClient;
import org.meltwatch.model.TileResult;

/**
 * Posts results, several at a time; a bundle ends when all its posts are answered.
 *
 * <p>Results are handed on at the bundle's end only: in between, an element may not be put out with
 * the timestamp of an earlier one.
 */
final class PostResults extends DoFn<TileResult, TileResult> {

  /**
   * Grows with the posts in flight, which each instance bounds, and vanishes when there are none.
   */
  private static final ExecutorService POSTING =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          10,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          task -> {
            Thread thread = new Thread(task, "meltwatch-post");
            thread.setDaemon(true);
            return thread;
          });

  private record Post(TileResult result, Instant timestamp, BoundedWindow window, Future<?> done) {}

  private final Bench bench;
  private final int inFlight;
  private final Asking asking;
  private final Counter posted = Metrics.counter(ChallengerIO.class, ChallengerIO.POSTED);
  private transient List<Post> posts = new ArrayList<>();
  private transient Semaphore free = new Semaphore(0);

  PostResults(Bench bench, int inFlight, Asking asking) {
    this.bench = bench;
    this.inFlight = inFlight;
    this.asking = asking;
  }

  @StartBundle
  public void startBundle() {
    posts = new ArrayList<>();
    free = new Semaphore(inFlight);
  }

  @ProcessElement
  public void post(@Element TileResult result, @Timestamp Instant timestamp, BoundedWindow window)
      throws InterruptedException {
    ChallengerClient client = ChallengerClient.at(bench.challenger(), asking);
    Semaphore permits = free;
    permits.acquire();
    Future<?> done =
        POSTING.submit(
            () -> {
              try {
                client.postResult(bench, result);
                return null;
              } finally {
                permits.release();
              }
            });
    posts.add(new Post(result, timestamp, window, done));
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext out) throws IOException, InterruptedException {
    try {
      for (Post post : posts) {
        await(post);
        out.output(post.result(), post.timestamp(), post.window());
        posted.inc();
      }
    } finally {
      cancelPosts();
    }
  }

  /** Also after a bundle that failed: whoever retries it posts everything again. */
  @Teardown
  public void cancelPosts() {
    if (posts != null) {
      posts.forEach(post -> post.done().cancel(true));
      posts = new ArrayList<>();
    }
  }

  private void await(Post post) throws IOException, InterruptedException {
    try {
      post.done().get();
    } catch (ExecutionException e) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "the result of batch %d of bench %s cannot be posted: %s",
              post.result().header().seqId(),
              bench,
              e.getCause().getMessage()),
          e.getCause());
    }
  }
}
