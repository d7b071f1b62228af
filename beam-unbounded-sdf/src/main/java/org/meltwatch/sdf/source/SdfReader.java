package org.meltwatch.sdf.source;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meltwatch.sdf.dofn.Lane;
import org.meltwatch.sdf.dofn.Poll;
import org.meltwatch.sdf.dofn.SdfInstance;
import org.meltwatch.sdf.dofn.SdfMark;

/**
 * Reads one lane.
 *
 * <p>The DoFn is set up when there is something to poll for the first time, and torn down when
 * there is nothing left, when a poll fails, or, after the delay that the settings give, when the
 * reader is closed. A closed reader hands out what it has already made and then nothing more; its
 * marks stay valid, so that an engine that closes a reader while another thread reads it, as the
 * Spark runner may, loses nothing: it makes a new one from the last mark. A reader whose poll
 * failed fails for good, so that no engine takes it up again past outputs that were lost with the
 * failure.
 */
final class SdfReader<InputT, OutputT> extends UnboundedSource.UnboundedReader<OutputT> {

  /* Before the end the watermark stays short of it, because engines stop reading there. */
  private static final Instant LAST_WATERMARK =
      BoundedWindow.TIMESTAMP_MAX_VALUE.minus(Duration.millis(1));

  private final SdfSource<InputT, OutputT> source;
  private final PipelineOptions options;
  private final Commits commits = new Commits();
  private final Queue<TimestampedValue<OutputT>> pending;

  private Lane.@Nullable Residual residual;
  private Instant watermark;
  private Instant nextWatermark;
  private long resumeNanos = System.nanoTime();
  private @Nullable TimestampedValue<OutputT> current;
  private @Nullable SdfInstance<InputT, OutputT> instance;
  private @Nullable Throwable failure;
  private boolean closed;

  SdfReader(SdfSource<InputT, OutputT> source, PipelineOptions options, SdfMark<OutputT> from) {
    this.source = source;
    this.options = options;
    this.residual = from.residual();
    this.watermark = from.watermark();
    this.nextWatermark = from.nextWatermark();
    this.pending = new ArrayDeque<>(from.pending());
  }

  @Override
  public boolean start() throws IOException {
    return advance();
  }

  @Override
  public synchronized boolean advance() throws IOException {
    if (failure != null) {
      throw failedBefore(failure);
    }
    if (pending.isEmpty()) {
      watermark = nextWatermark;
      pollIfDue();
    }
    current = pending.poll();
    return current != null;
  }

  /** As it was, so that the engine sees the DoFn's own failure however often it tries. */
  private IOException failedBefore(Throwable cause) {
    if (cause instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return new IOException(source + " could not be set up before", cause);
  }

  private void pollIfDue() throws IOException {
    Lane.Residual todo = residual;
    if (todo == null || closed || System.nanoTime() - resumeNanos < 0) {
      return;
    }
    try {
      SdfInstance<InputT, OutputT> running = instance == null ? source.setUp(options) : instance;
      instance = running;
      take(running.poll(todo));
    } catch (IOException | RuntimeException | Error e) {
      failure = e;
      stopPolling(e);
      throw e;
    }
  }

  private void take(Poll<OutputT> poll) {
    residual = poll.residual();
    nextWatermark = later(nextWatermark, poll.watermark());
    resumeNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(poll.resumeDelay().getMillis());
    pending.addAll(poll.outputs());
    commits.register(poll.finalizations());
    if (residual == null) {
      nextWatermark = BoundedWindow.TIMESTAMP_MAX_VALUE;
      stopPolling(null);
    }
    if (pending.isEmpty()) {
      watermark = nextWatermark;
    }
  }

  private static Instant later(Instant reported, @Nullable Instant estimated) {
    if (estimated == null || !estimated.isAfter(reported)) {
      return reported;
    }
    return estimated.isAfter(LAST_WATERMARK) ? LAST_WATERMARK : estimated;
  }

  private void stopPolling(@Nullable Throwable because) {
    SdfInstance<InputT, OutputT> running = instance;
    instance = null;
    if (running == null) {
      return;
    }
    try {
      running.close();
    } catch (RuntimeException e) {
      if (because == null) {
        throw e;
      }
      because.addSuppressed(e);
    }
  }

  @Override
  public OutputT getCurrent() {
    return currentOutput().getValue();
  }

  @Override
  public Instant getCurrentTimestamp() {
    return currentOutput().getTimestamp();
  }

  private synchronized TimestampedValue<OutputT> currentOutput() {
    if (current == null) {
      throw new NoSuchElementException("no current output: the last start or advance gave false");
    }
    return current;
  }

  /** Does not pass an output before the advance after it, whatever the estimator says. */
  @Override
  public synchronized Instant getWatermark() {
    return watermark;
  }

  @Override
  public synchronized SdfMark<OutputT> getCheckpointMark() {
    return new SdfMark<>(
        0, residual, watermark, nextWatermark, List.copyOf(pending), commits.upToNow());
  }

  @Override
  public UnboundedSource<OutputT, ?> getCurrentSource() {
    return source;
  }

  @Override
  public synchronized void close() {
    closed = true;
    SdfInstance<InputT, OutputT> unneeded = instance;
    instance = null;
    if (unneeded != null) {
      source.release(unneeded);
    }
  }
}
