package org.meltwatch.sdf.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.StructuredCoder;
import org.jspecify.annotations.Nullable;
import org.meltwatch.sdf.dofn.SdfMark;
import org.meltwatch.sdf.dofn.SdfMarkCoder;

/**
 * The read that an engine asks for on this thread.
 *
 * <p>The Spark runner keeps readers by their source, not by the mark that it wants to read from: a
 * reader that it had made for one mark may be given to a task that computes another. But for every
 * read, on the thread that makes it, it first asks the source for the coder of its marks, then
 * decodes the mark that it reads from, if there is one, and only then looks for a reader ({@code
 * runners.spark.stateful.StateSpecFunctions#mapSourceFunction}). So the coder takes a note of the
 * mark, and looks up whether the read was made before: that would take the reader's time after it
 * has been started, which the runner limits.
 *
 * @param from where the read begins; null if the lane's first read is wanted
 * @param kept what was kept of the read; null if nothing was, or {@code from} is null
 * @param failure why that could not be told, for the reader to say: the runner would take it for a
 *     mark that cannot be decoded
 */
record AskedRead<OutputT>(
    UUID lane,
    @Nullable SdfMark<OutputT> from,
    @Nullable KeptRead<OutputT> kept,
    @Nullable IOException failure) {

  private static final ThreadLocal<@Nullable AskedRead<?>> ASKED = new ThreadLocal<>();

  /** Asks for the first read of a lane, or for the one whose mark the coder decodes. */
  static <OutputT> Coder<SdfMark<OutputT>> ofFirst(Reads<OutputT> reads) {
    ASKED.set(new AskedRead<>(reads.lane(), null, null, null));
    return new AskingCoder<>(reads.markCoder(), reads);
  }

  private static <OutputT> AskedRead<OutputT> asked(Reads<OutputT> reads, SdfMark<OutputT> from) {
    try {
      return new AskedRead<>(reads.lane(), from, reads.find(from), null);
    } catch (IOException e) {
      return new AskedRead<>(reads.lane(), from, null, e);
    }
  }

  /** The read of a lane that this thread is asked for and has not begun; null if there is none. */
  @SuppressWarnings("unchecked") // A lane's outputs are of one type.
  static <OutputT> @Nullable AskedRead<OutputT> take(UUID lane) {
    AskedRead<?> asked = ASKED.get();
    if (asked == null || !asked.lane().equals(lane)) {
      return null;
    }
    ASKED.remove();
    return (AskedRead<OutputT>) asked;
  }

  /** Encodes marks as they always are. */
  private static final class AskingCoder<OutputT> extends StructuredCoder<SdfMark<OutputT>> {

    private static final long serialVersionUID = 1L;

    private final SdfMarkCoder<OutputT> coder;
    private final transient @Nullable Reads<OutputT> reads;

    AskingCoder(SdfMarkCoder<OutputT> coder, Reads<OutputT> reads) {
      this.coder = coder;
      this.reads = reads;
    }

    @Override
    public void encode(SdfMark<OutputT> mark, OutputStream out) throws IOException {
      coder.encode(mark, out);
    }

    @Override
    public SdfMark<OutputT> decode(InputStream in) throws IOException {
      SdfMark<OutputT> mark = coder.decode(in);
      Reads<OutputT> asked = reads;
      if (asked != null) {
        ASKED.set(asked(asked, mark));
      }
      return mark;
    }

    @Override
    public List<? extends Coder<?>> getCoderArguments() {
      return List.of(coder);
    }

    @Override
    public void verifyDeterministic() throws NonDeterministicException {
      coder.verifyDeterministic();
    }
  }
}
