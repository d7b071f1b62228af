package org.meltwatch.sdf.dofn;

import java.io.Serializable;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.reflect.DoFnInvoker;
import org.apache.beam.sdk.transforms.reflect.DoFnInvokers;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;
import org.meltwatch.sdf.settings.SdfSettings;

/**
 * A Splittable DoFn and how what it handles is encoded. Restrictions, positions and watermark
 * estimator states are opaque here, hence {@code Object}: only the DoFn itself and its coders look
 * into them.
 *
 * @param name the full name of its transform, for messages
 * @param elementCoder of an input element with its timestamp
 * @param stateCoder of the watermark estimator's state
 */
public record Sdf<InputT, OutputT>(
    String name,
    DoFn<InputT, OutputT> fn,
    Coder<WindowedValue<InputT>> elementCoder,
    Coder<Object> restrictionCoder,
    Coder<Object> stateCoder,
    Coder<OutputT> outputCoder,
    SdfSettings settings)
    implements Serializable {

  public static <InputT, OutputT> Sdf<InputT, OutputT> of(
      String name,
      DoFn<InputT, OutputT> fn,
      Coder<InputT> elementCoder,
      Coder<OutputT> outputCoder,
      CoderRegistry coders,
      SdfSettings settings) {
    DoFnInvoker<InputT, OutputT> invoker = DoFnInvokers.invokerFor(fn);
    return new Sdf<>(
        name,
        fn,
        WindowedValues.getFullCoder(elementCoder, GlobalWindow.Coder.INSTANCE),
        invoker.invokeGetRestrictionCoder(coders),
        invoker.invokeGetWatermarkEstimatorStateCoder(coders),
        outputCoder,
        settings);
  }

  public SdfMarkCoder<OutputT> markCoder() {
    return new SdfMarkCoder<>(restrictionCoder, stateCoder, outputCoder);
  }
}
