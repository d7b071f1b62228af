package org.meltwatch.sdf;

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
import org.meltwatch.sdf.dofn.IdleInstances;
import org.meltwatch.sdf.settings.ReadLog;
import org.meltwatch.sdf.settings.SdfSettings;

/**
 * Lets pipelines with unbounded Splittable DoFns run where the engine only reads unbounded sources.
 *
 * <pre>{@code
 * UnboundedSdfs.replaceAll(pipeline, new SdfSettings(100, Duration.millis(100)));
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
   * Replaces every unbounded Splittable DoFn of a pipeline by a read from an unbounded source that
   * drives it. To be called when the pipeline is complete, before it runs.
   *
   * @throws IllegalArgumentException if one of them cannot be run this way; the message says which
   *     and why
   */
  public static void replaceAll(Pipeline pipeline, SdfSettings settings) {
    SdfOverride<?, ?> override = new SdfOverride<>(FixedInputs.of(pipeline), settings);
    pipeline.replaceAll(List.of(PTransformOverride.of(UnboundedSdfs::isReplaced, override)));
  }

  /**
   * Lets go of all that this process keeps of pipelines that are over: DoFns whose readers were
   * closed and that wait for their teardown delay are torn down at once. What is being read is left
   * alone.
   */
  public static void closeIdle() {
    IdleInstances.closeAll();
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
