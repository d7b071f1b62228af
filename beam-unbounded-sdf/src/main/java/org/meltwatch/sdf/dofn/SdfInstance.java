package org.meltwatch.sdf.dofn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.beam.runners.core.InMemoryBundleFinalizer;
import org.apache.beam.runners.core.NullSideInputReader;
import org.apache.beam.runners.core.OutputAndTimeBoundedSplittableProcessElementInvoker;
import org.apache.beam.runners.core.SplittableProcessElementInvoker;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.reflect.DoFnInvoker;
import org.apache.beam.sdk.transforms.reflect.DoFnInvokers;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.transforms.splittabledofn.WatermarkEstimator;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.util.SerializableUtils;
import org.apache.beam.sdk.util.WindowedValueMultiReceiver;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.WindowedValue;
import org.joda.time.Duration;

/**
 * A copy of the Splittable DoFn at work on one element, from {@code @Setup} to {@code @Teardown}.
 */
public final class SdfInstance<InputT, OutputT> {

  private final WindowedValue<InputT> element;
  private final DoFnInvoker<InputT, OutputT> invoker;
  private final SdfArguments<InputT, OutputT> arguments;
  private final SdfBundleArguments<InputT, OutputT> bundleArguments;
  private final SplittableProcessElementInvoker<InputT, OutputT, Object, Object, Object> process;
  private final ScheduledExecutorService pollTimer =
      Executors.newSingleThreadScheduledExecutor(SdfInstance::daemon);
  private final InMemoryBundleFinalizer finalizer = new InMemoryBundleFinalizer();
  private final Outputs<OutputT> outputs;

  public SdfInstance(
      Sdf<InputT, OutputT> sdf, WindowedValue<InputT> element, PipelineOptions options) {
    this.element = element;
    this.outputs = new Outputs<>(sdf.name());
    DoFn<InputT, OutputT> fn = SerializableUtils.clone(sdf.fn());
    this.invoker = DoFnInvokers.tryInvokeSetupFor(fn, options);
    this.arguments = new SdfArguments<>(sdf.name(), invoker, element, options);
    this.bundleArguments = new SdfBundleArguments<>(sdf.name(), options, finalizer);
    this.process =
        new OutputAndTimeBoundedSplittableProcessElementInvoker<>(
            fn,
            options,
            outputs,
            outputs.tag,
            NullSideInputReader.empty(),
            pollTimer,
            sdf.settings().maxOutputsPerPoll(),
            sdf.settings().maxPollDuration(),
            () -> finalizer);
  }

  /** Does a bounded part of what is left; after an exception this instance can only be closed. */
  public Poll<OutputT> poll(Lane.Residual residual) {
    SdfArguments<InputT, OutputT> restricted = arguments.withResidual(residual);
    RestrictionTracker<Object, Object> tracker = invoker.invokeNewTracker(restricted);
    WatermarkEstimator<Object> estimator = invoker.invokeNewWatermarkEstimator(restricted);
    invoker.invokeStartBundle(bundleArguments);
    SplittableProcessElementInvoker<InputT, OutputT, Object, Object, Object>.Result result =
        process.invokeProcessElement(invoker, element, tracker, estimator, Map.of());
    invoker.invokeFinishBundle(bundleArguments);
    Object restriction = result.getResidualRestriction();
    return new Poll<>(
        outputs.take(),
        restriction == null
            ? null
            : new Lane.Residual(restriction, result.getFutureWatermarkEstimatorState()),
        result.getFutureOutputWatermark(),
        result.getContinuation().shouldResume()
            ? result.getContinuation().resumeDelay()
            : Duration.ZERO,
        finalizer.getAndClearFinalizations());
  }

  /** Tears the DoFn down. */
  public void close() {
    pollTimer.shutdownNow();
    invoker.invokeTeardown();
  }

  @Override
  public String toString() {
    return arguments.getErrorContext();
  }

  private static Thread daemon(Runnable timer) {
    Thread thread = new Thread(timer, "sdf-poll-timer");
    thread.setDaemon(true);
    return thread;
  }

  /** Keeps what the DoFn gives. */
  private static final class Outputs<OutputT> implements WindowedValueMultiReceiver {

    private final String name;
    private final TupleTag<OutputT> tag = new TupleTag<>();
    private List<TimestampedValue<OutputT>> made = new ArrayList<>();

    Outputs(String name) {
      this.name = name;
    }

    @Override
    @SuppressWarnings("unchecked") // What has the main output's tag has its type.
    public <T> void output(TupleTag<T> to, WindowedValue<T> value) {
      if (!to.equals(tag)) {
        throw new IllegalStateException(
            "%s gave an output with tag %s: it has a main output only".formatted(name, to));
      }
      if (!value.getWindows().stream().allMatch(GlobalWindow.INSTANCE::equals)) {
        throw new IllegalStateException(
            "%s gave an output in windows %s: it must be in the global window"
                .formatted(name, value.getWindows()));
      }
      made.add(TimestampedValue.of((OutputT) value.getValue(), value.getTimestamp()));
    }

    List<TimestampedValue<OutputT>> take() {
      List<TimestampedValue<OutputT>> taken = made;
      made = new ArrayList<>();
      return taken;
    }
  }
}
