package org.meltwatch.sdf.dofn;

import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.reflect.DoFnInvoker;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Instant;

/** What a Splittable DoFn's start-bundle and finish-bundle methods may ask for. */
final class SdfBundleArguments<InputT, OutputT>
    extends DoFnInvoker.BaseArgumentProvider<InputT, OutputT> {

  private final String name;
  private final PipelineOptions options;
  private final DoFn.BundleFinalizer finalizer;

  SdfBundleArguments(String name, PipelineOptions options, DoFn.BundleFinalizer finalizer) {
    this.name = name;
    this.options = options;
    this.finalizer = finalizer;
  }

  @Override
  public PipelineOptions pipelineOptions() {
    return options;
  }

  @Override
  public DoFn.BundleFinalizer bundleFinalizer() {
    return finalizer;
  }

  @Override
  public DoFn<InputT, OutputT>.StartBundleContext startBundleContext(DoFn<InputT, OutputT> fn) {
    return fn.new StartBundleContext() {
      @Override
      public PipelineOptions getPipelineOptions() {
        return options;
      }
    };
  }

  @Override
  public DoFn<InputT, OutputT>.FinishBundleContext finishBundleContext(DoFn<InputT, OutputT> fn) {
    return fn.new FinishBundleContext() {
      @Override
      public PipelineOptions getPipelineOptions() {
        return options;
      }

      @Override
      public void output(OutputT output, Instant timestamp, BoundedWindow window) {
        throw refusal();
      }

      @Override
      public <T> void output(TupleTag<T> tag, T output, Instant timestamp, BoundedWindow window) {
        throw refusal();
      }
    };
  }

  private UnsupportedOperationException refusal() {
    return new UnsupportedOperationException(
        "%s gave an output in finish-bundle: a Splittable DoFn may only in process-element"
            .formatted(name));
  }

  @Override
  public String getErrorContext() {
    return name;
  }
}
