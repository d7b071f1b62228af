package org.meltwatch.sdf.dofn;

import java.util.function.Consumer;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.reflect.DoFnInvoker;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a Splittable DoFn's methods other than process-element may ask for. */
final class SdfArguments<InputT, OutputT>
    extends DoFnInvoker.BaseArgumentProvider<InputT, OutputT> {

  private final String name;
  private final DoFnInvoker<InputT, OutputT> invoker;
  private final WindowedValue<InputT> element;
  private final PipelineOptions options;
  private final @Nullable Object restriction;
  private final @Nullable Object estimatorState;
  private final @Nullable Consumer<Object> restrictionReceiver;

  private SdfArguments(
      SdfArguments<InputT, OutputT> base,
      @Nullable Object restriction,
      @Nullable Object estimatorState,
      @Nullable Consumer<Object> restrictionReceiver) {
    this.name = base.name;
    this.invoker = base.invoker;
    this.element = base.element;
    this.options = base.options;
    this.restriction = restriction;
    this.estimatorState = estimatorState;
    this.restrictionReceiver = restrictionReceiver;
  }

  SdfArguments(
      String name,
      DoFnInvoker<InputT, OutputT> invoker,
      WindowedValue<InputT> element,
      PipelineOptions options) {
    this.name = name;
    this.invoker = invoker;
    this.element = element;
    this.options = options;
    this.restriction = null;
    this.estimatorState = null;
    this.restrictionReceiver = null;
  }

  SdfArguments<InputT, OutputT> withRestriction(Object given) {
    return new SdfArguments<>(this, given, null, null);
  }

  SdfArguments<InputT, OutputT> withResidual(Lane.Residual residual) {
    return new SdfArguments<>(this, residual.restriction(), residual.estimatorState(), null);
  }

  SdfArguments<InputT, OutputT> withRestrictionReceiver(Consumer<Object> receiver) {
    return new SdfArguments<>(this, restriction, estimatorState, receiver);
  }

  @Override
  public InputT element(DoFn<InputT, OutputT> fn) {
    return element.getValue();
  }

  @Override
  public Instant timestamp(DoFn<InputT, OutputT> fn) {
    return element.getTimestamp();
  }

  @Override
  public BoundedWindow window() {
    return GlobalWindow.INSTANCE;
  }

  @Override
  public PaneInfo paneInfo(DoFn<InputT, OutputT> fn) {
    return element.getPaneInfo();
  }

  @Override
  public PipelineOptions pipelineOptions() {
    return options;
  }

  @Override
  public Object restriction() {
    return restriction == null ? super.restriction() : restriction;
  }

  @Override
  public RestrictionTracker<?, ?> restrictionTracker() {
    return invoker.invokeNewTracker(this);
  }

  @Override
  public @Nullable Object watermarkEstimatorState() {
    return estimatorState;
  }

  @Override
  @SuppressWarnings("unchecked") // In split-restriction the outputs are restrictions.
  public DoFn.OutputReceiver<OutputT> outputReceiver(DoFn<InputT, OutputT> fn) {
    Consumer<Object> receiver = restrictionReceiver;
    if (receiver == null) {
      return super.outputReceiver(fn);
    }
    DoFn.OutputReceiver<Object> restrictions =
        part ->
            WindowedValues.builder(element)
                .<Object>withValue(part)
                .setReceiver(value -> receiver.accept(value.getValue()));
    return (DoFn.OutputReceiver<OutputT>) (DoFn.OutputReceiver<?>) restrictions;
  }

  @Override
  public String getErrorContext() {
    return name;
  }
}
