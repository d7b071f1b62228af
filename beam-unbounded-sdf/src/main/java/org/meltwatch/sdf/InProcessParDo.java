package org.meltwatch.sdf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.runners.core.DoFnRunner;
import org.apache.beam.runners.core.DoFnRunners;
import org.apache.beam.runners.core.NullSideInputReader;
import org.apache.beam.runners.core.StateInternals;
import org.apache.beam.runners.core.StepContext;
import org.apache.beam.runners.core.TimerInternals;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.reflect.DoFnInvoker;
import org.apache.beam.sdk.transforms.reflect.DoFnInvokers;
import org.apache.beam.sdk.transforms.reflect.DoFnSignature;
import org.apache.beam.sdk.transforms.reflect.DoFnSignatures;
import org.apache.beam.sdk.util.SerializableUtils;
import org.apache.beam.sdk.util.WindowedValueMultiReceiver;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.WindowedValue;

/** Runs a plain ParDo over a list, in one bundle on the calling thread. */
final class InProcessParDo<InputT, OutputT> {

  private final ParDo.MultiOutput<InputT, OutputT> parDo;
  private final PCollection<InputT> input;
  private final Map<TupleTag<?>, PCollection<?>> outputs;
  private final PipelineOptions options;

  InProcessParDo(
      ParDo.MultiOutput<InputT, OutputT> parDo,
      PCollection<InputT> input,
      Map<TupleTag<?>, PCollection<?>> outputs,
      PipelineOptions options) {
    this.parDo = parDo;
    this.input = input;
    this.outputs = outputs;
    this.options = options;
  }

  /** Whether a ParDo needs nothing but its elements. */
  static boolean canRun(ParDo.MultiOutput<?, ?> parDo) {
    DoFnSignature signature = DoFnSignatures.signatureForDoFn(parDo.getFn());
    return parDo.getSideInputs().isEmpty()
        && !signature.processElement().isSplittable()
        && !signature.usesState()
        && !signature.usesTimers();
  }

  /** What one of the ParDo's output collections holds when its input holds the elements. */
  List<WindowedValue<?>> run(List<WindowedValue<InputT>> elements, PCollection<?> output) {
    Collected collected = new Collected(outputs, output);
    DoFn<InputT, OutputT> fn = SerializableUtils.clone(parDo.getFn());
    DoFnInvoker<InputT, OutputT> invoker = DoFnInvokers.tryInvokeSetupFor(fn, options);
    try {
      DoFnRunner<InputT, OutputT> runner = runner(fn, collected);
      runner.startBundle();
      elements.forEach(runner::processElement);
      runner.finishBundle();
    } finally {
      invoker.invokeTeardown();
    }
    return collected.elements;
  }

  private DoFnRunner<InputT, OutputT> runner(DoFn<InputT, OutputT> fn, Collected collected) {
    Map<TupleTag<?>, Coder<?>> coders = new HashMap<>();
    outputs.forEach((tag, collection) -> coders.put(tag, collection.getCoder()));
    return DoFnRunners.simpleRunner(
        options,
        fn,
        NullSideInputReader.empty(),
        collected,
        parDo.getMainOutputTag(),
        parDo.getAdditionalOutputTags().getAll(),
        new Stateless(),
        input.getCoder(),
        coders,
        input.getWindowingStrategy(),
        ParDo.getDoFnSchemaInformation(fn, input),
        Map.of());
  }

  /** Keeps what goes to one collection. */
  private static final class Collected implements WindowedValueMultiReceiver {

    private final Map<TupleTag<?>, PCollection<?>> outputs;
    private final PCollection<?> wanted;
    private final List<WindowedValue<?>> elements = new ArrayList<>();

    Collected(Map<TupleTag<?>, PCollection<?>> outputs, PCollection<?> wanted) {
      this.outputs = outputs;
      this.wanted = wanted;
    }

    @Override
    public <T> void output(TupleTag<T> tag, WindowedValue<T> value) {
      if (wanted.equals(outputs.get(tag))) {
        elements.add(value);
      }
    }
  }

  /** A step of a pipeline that has not started. */
  private static final class Stateless implements StepContext {

    @Override
    public StateInternals stateInternals() {
      throw new UnsupportedOperationException("no state before the pipeline runs");
    }

    @Override
    public TimerInternals timerInternals() {
      throw new UnsupportedOperationException("no timers before the pipeline runs");
    }
  }
}
