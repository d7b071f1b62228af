package org.meltwatch.sdf.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meltwatch.sdf.dofn.SdfMark;

/**
 * Reads one lane for an engine that computes reads anew: each read is kept when it ends, which is
 * when its mark is taken, and one that was kept is handed out as it was.
 *
 * <p>Which read is meant is told by the mark that the thread has just decoded, see {@link
 * AskedRead}; a thread that has decoded none goes on behind the last read. A read belongs to the
 * thread that makes it, for the engine may give one reader to two tasks at once. A read that did
 * not come to its end, with a task that failed for example, is begun anew from its mark.
 */
final class KeptReader<InputT, OutputT> extends UnboundedSource.UnboundedReader<OutputT> {

  private record Due(long read, SdfMark.Commit commit) {}

  private final SdfSource<InputT, OutputT> source;
  private final PipelineOptions options;
  private final Reads<OutputT> reads;

  /* Of this reader, and gone with it: an engine's threads outlive many. */
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<@Nullable Read<OutputT>> ofThread = new ThreadLocal<>();

  private final Deque<Due> commits = new ArrayDeque<>();

  private SdfMark<OutputT> next;
  private @Nullable SdfReader<InputT, OutputT> reader;
  /* Null while a read of the reader is not over. */
  private @Nullable Long readerAt;
  private boolean closed;

  KeptReader(
      SdfSource<InputT, OutputT> source,
      PipelineOptions options,
      Reads<OutputT> reads,
      SdfMark<OutputT> from) {
    this.source = source;
    this.options = options;
    this.reads = reads;
    this.next = from;
  }

  /**
   * Gives nothing yet: the Spark runner does not count what start gives, and would take one output
   * more of a read that is begun with a new reader than of one that is not.
   */
  @Override
  public boolean start() {
    return false;
  }

  @Override
  public boolean advance() throws IOException {
    Read<OutputT> read = asked();
    if (read == null || read.isOver()) {
      SdfMark<OutputT> from = next();
      read = begin(new AskedRead<>(reads.lane(), from, reads.find(from), null));
      ofThread.set(read);
    }
    return read.advance();
  }

  /** This thread's read, which it may have been asked for just now; null if it has made none. */
  private @Nullable Read<OutputT> asked() throws IOException {
    AskedRead<OutputT> asked = AskedRead.take(reads.lane());
    if (asked != null) {
      ofThread.set(begin(asked));
    }
    return ofThread.get();
  }

  private synchronized SdfMark<OutputT> next() {
    return next;
  }

  private Read<OutputT> begin(AskedRead<OutputT> asked) throws IOException {
    if (asked.failure() != null) {
      throw asked.failure();
    }
    SdfMark<OutputT> from = asked.from();
    if (from == null) {
      from = source.start();
      KeptRead<OutputT> kept = reads.find(from);
      return kept != null ? kept : first(from);
    }
    KeptRead<OutputT> kept = asked.kept();
    return kept != null ? kept : first(from);
  }

  private synchronized Read<OutputT> first(SdfMark<OutputT> from) {
    SdfReader<InputT, OutputT> goingOn = reader;
    if (goingOn == null || readerAt == null || readerAt != from.read()) {
      if (goingOn != null) {
        goingOn.close();
      }
      goingOn = new SdfReader<>(source, options, from);
      reader = goingOn;
      if (closed) {
        goingOn.close();
      }
    }
    readerAt = null;
    return new FirstRead<>(goingOn, from, reads);
  }

  @Override
  public OutputT getCurrent() {
    return current().getValue();
  }

  @Override
  public Instant getCurrentTimestamp() {
    return current().getTimestamp();
  }

  private TimestampedValue<OutputT> current() {
    Read<OutputT> read = ofThread.get();
    if (read == null) {
      throw new NoSuchElementException("no current output: nothing has been read on this thread");
    }
    return read.current();
  }

  @Override
  public Instant getWatermark() {
    Read<OutputT> read = ofThread.get();
    return read == null ? next().watermark() : read.watermark();
  }

  /** Ends the read, even one that the engine has had no time for: the next one is another. */
  @Override
  public SdfMark<OutputT> getCheckpointMark() {
    try {
      Read<OutputT> read = asked();
      if (read == null) {
        return next();
      }
      SdfMark<OutputT> end = read.isOver() ? read.end() : ended(read);
      return end.before(end.read(), this::commit);
    } catch (IOException e) {
      throw new UncheckedIOException("%s: %s".formatted(source, e.getMessage()), e);
    }
  }

  private synchronized SdfMark<OutputT> ended(Read<OutputT> read) throws IOException {
    SdfMark<OutputT> end = read.end();
    next = end;
    if (read instanceof FirstRead<OutputT> first) {
      commits.add(new Due(first.number(), first.commit()));
      if (first.reader() == reader) {
        readerAt = end.read();
      }
    }
    return end;
  }

  /** Runs the bundle finalizations of those reads that will not be asked for again. */
  private void commit() throws IOException {
    long settled = reads.settled();
    for (Due due = poll(settled); due != null; due = poll(settled)) {
      due.commit().run();
    }
  }

  private synchronized @Nullable Due poll(long settled) {
    Due first = commits.peek();
    return first == null || first.read() >= settled ? null : commits.poll();
  }

  @Override
  public UnboundedSource<OutputT, ?> getCurrentSource() {
    return source;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (reader != null) {
      reader.close();
    }
  }
}
