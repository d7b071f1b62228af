package org.meltwatch.sdf;

import java.io.Serializable;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.runners.AppliedPTransform;
import org.apache.beam.sdk.runners.PTransformOverride;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.reflect.DoFnSignature;
import org.apache.beam.sdk.transforms.reflect.DoFnSignatures;
import org.apache.beam.sdk.values.PCollection.IsBounded;
import org.joda.time.Duration;
import org.jspecify.annotations.Nullable;
import org.meltwatch.sdf.source.ReadLog;

/**
 * Lets pipelines with unbounded Splittable DoFns run where the engine only reads unbounded sources.
 *
 * <pre>{@code
 * UnboundedSdfs.replaceAll(pipeline, new UnboundedSdfs.Settings(100, Duration.millis(100)));
 * pipeline.run();
 * }</pre>
 *
 * <p><b>What is run.</b> A {@code ParDo} of any unbounded Splittable DoFn, unchanged: its
 * restrictions, trackers, watermark estimators, resume delays, {@code @Setup}, {@code @Teardown},
 * {@code @StartBundle}, {@code @FinishBundle} and bundle finalization are honoured. One poll of the
 * source is one bundle. Every (element, split restriction) pair becomes one split of the source,
 * however many the engine asks for.
 *
 * <p><b>What is refused</b>, with an {@link IllegalArgumentException} that names the transform:
 * side inputs, additional outputs, windowing other than the default, process-element parameters
 * that Beam's own invoker cannot supply (windows, panes, single schema fields), and an input that
 * is not known while the pipeline is being built. Known are {@code Create} and {@code Impulse}, and
 * ParDos and reshuffles over them, as long as these ParDos have no state, timers or side inputs.
 *
 * <p><b>What differs from a native Splittable DoFn.</b> The ParDos over the inputs run once in the
 * process that builds the pipeline; the engine still runs them too, but nothing reads what they
 * then give, so they must not have side effects. Restrictions are split only at the start, never
 * while they are being read. A DoFn should return {@code resume()} soon when it has nothing to
 * claim, since the time limit counts from the first claim of a call; and must return {@code stop()}
 * after a failed claim, which Beam demands anyway. Bundle finalization runs when the engine
 * finalizes a checkpoint mark: engines that do so before the outputs are processed, as the Spark
 * runner does, make it a weaker promise, unless reads are kept.
 *
 * <p><b>Engines that compute a read anew</b>, as the Spark runner does when it has lost what it had
 * read: see {@link ReadLog}. With one, bundle finalization runs when the log says that a read will
 * not be asked for again, whatever the engine says.
 *
 * <p>Bounded Splittable DoFns and Beam's own {@code Read} transforms are left alone.
 */
public final class UnboundedSdfs {

  private UnboundedSdfs() {}

  /**
   * How much one poll may do before the rest of its restriction is put off to the next, and how
   * long a DoFn outlives its reader.
   *
   * @param maxOutputsPerPoll after how many outputs to stop claiming; with what one claim gives on
   *     top, the limit to the outputs a checkpoint mark holds: small where outputs are large. At
   *     least 1
   * @param maxPollDuration how long after its first claim to stop claiming. At least 1 ms
   * @param teardownDelay how long to wait with {@code @Teardown} after a reader has been closed,
   *     for the next reader of the same lane in the same process to take the DoFn over as it is.
   *     Zero for engines that close a reader for good; some seconds for the Spark runner, which
   *     closes readers whenever a micro-batch is late, and makes new ones
   * @param keeping how reads are kept, for engines that compute them anew; null if they are not
   */
  public record Settings(
      int maxOutputsPerPoll,
      Duration maxPollDuration,
      Duration teardownDelay,
      @Nullable Keeping keeping)
      implements Serializable {

    /** Without a teardown delay, and without keeping reads. */
    public Settings(int maxOutputsPerPoll, Duration maxPollDuration) {
      this(maxOutputsPerPoll, maxPollDuration, Duration.ZERO, null);
    }

    /** Without keeping reads. */
    public Settings(int maxOutputsPerPoll, Duration maxPollDuration, Duration teardownDelay) {
      this(maxOutputsPerPoll, maxPollDuration, teardownDelay, null);
    }

    /** The same, with reads kept. */
    public Settings withKeeping(Keeping newKeeping) {
      return new Settings(maxOutputsPerPoll, maxPollDuration, teardownDelay, newKeeping);
    }

    public Settings {
      if (maxOutputsPerPoll < 1) {
        throw new IllegalArgumentException(
            "maxOutputsPerPoll (%d) must be positive".formatted(maxOutputsPerPoll));
      }
      if (maxPollDuration.getMillis() < 1) {
        throw new IllegalArgumentException(
            "maxPollDuration (%s) must be at least 1 ms".formatted(maxPollDuration));
      }
      if (teardownDelay.getMillis() < 0) {
        throw new IllegalArgumentException(
            "teardownDelay (%s) must not be negative".formatted(teardownDelay));
      }
    }
  }

  /**
   * How reads are kept, so that one that an engine asks for again gives the same again. A read is
   * what is handed out between two checkpoint marks.
   *
   * @param log where they are kept
   * @param maxOutputsPerRead after how many outputs a read ends: no more than the engine takes of
   *     one, for it must take a read that was kept as a whole. At least 1
   */
  public record Keeping(ReadLog log, int maxOutputsPerRead) implements Serializable {

    public Keeping {
      if (maxOutputsPerRead < 1) {
        throw new IllegalArgumentException(
            "maxOutputsPerRead (%d) must be positive".formatted(maxOutputsPerRead));
      }
    }
  }

  /**
   * Replaces every unbounded Splittable DoFn of a pipeline by a read from an unbounded source that
   * drives it. To be called when the pipeline is complete, before it runs.
   *
   * @throws IllegalArgumentException if one of them cannot be run this way; the message says which
   *     and why
   */
  public static void replaceAll(Pipeline pipeline, Settings settings) {
    SdfOverride<?, ?> override = new SdfOverride<>(FixedInputs.of(pipeline), settings);
    pipeline.replaceAll(List.of(PTransformOverride.of(UnboundedSdfs::isReplaced, override)));
  }

  private static boolean isReplaced(AppliedPTransform<?, ?, ?> application) {
    return application.getTransform() instanceof ParDo.MultiOutput<?, ?> parDo
        && isReplaced(parDo.getFn());
  }

  private static boolean isReplaced(DoFn<?, ?> fn) {
    DoFnSignature signature = DoFnSignatures.signatureForDoFn(fn);
    return signature.processElement().isSplittable()
        && signature.isBoundedPerElement() == IsBounded.UNBOUNDED
        // Read.from(UnboundedSource) is such a DoFn until the runner makes it a source again.
        && fn.getClass().getEnclosingClass() != Read.class;
  }
}
