package org.meltwatch.sdf.dofn;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.reflect.DoFnInvoker;
import org.apache.beam.sdk.transforms.reflect.DoFnInvokers;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.util.SerializableUtils;
import org.apache.beam.sdk.values.WindowedValue;
import org.jspecify.annotations.Nullable;

/** One input element with one of its restrictions: what one reader reads. */
public final class Lane implements Serializable {

  private static final long serialVersionUID = 1L;

  private final UUID id = UUID.randomUUID();
  private final byte[] element;
  private final byte[] start;

  private Lane(byte[] element, byte[] start) {
    this.element = element;
    this.start = start;
  }

  /** Pairs each element with its restrictions, split as the DoFn splits them. */
  public static <InputT, OutputT> List<Lane> split(
      Sdf<InputT, OutputT> sdf, List<WindowedValue<InputT>> elements, PipelineOptions options) {
    DoFn<InputT, OutputT> fn = SerializableUtils.clone(sdf.fn());
    DoFnInvoker<InputT, OutputT> invoker = DoFnInvokers.tryInvokeSetupFor(fn, options);
    List<Lane> lanes = new ArrayList<>();
    try {
      for (WindowedValue<InputT> element : elements) {
        SdfArguments<InputT, OutputT> unrestricted =
            new SdfArguments<>(sdf.name(), invoker, element, options);
        Object whole = invoker.invokeGetInitialRestriction(unrestricted);
        SdfArguments<InputT, OutputT> restricted = unrestricted.withRestriction(whole);
        // A state that is null is a state: that of an estimator that has none.
        Object state = invoker.invokeGetInitialWatermarkEstimatorState(restricted);
        invoker.invokeSplitRestriction(
            restricted.withRestrictionReceiver(
                part -> lanes.add(of(sdf, element, new Residual(part, state)))));
      }
    } finally {
      invoker.invokeTeardown();
    }
    return lanes;
  }

  private static <InputT, OutputT> Lane of(
      Sdf<InputT, OutputT> sdf, WindowedValue<InputT> element, Residual residual) {
    try {
      return new Lane(
          CoderUtils.encodeToByteArray(sdf.elementCoder(), element),
          CoderUtils.encodeToByteArray(sdf.markCoder(), SdfMark.start(residual)));
    } catch (CoderException e) {
      throw new IllegalArgumentException(
          "cannot encode element %s and restriction %s of %s"
              .formatted(element.getValue(), residual.restriction(), sdf.name()),
          e);
    }
  }

  /** The same in every copy of this lane, and in no other lane. */
  public UUID id() {
    return id;
  }

  public <InputT> WindowedValue<InputT> element(Sdf<InputT, ?> sdf) throws CoderException {
    return CoderUtils.decodeFromByteArray(sdf.elementCoder(), element);
  }

  /** Where the lane stands before anything of it has been read. */
  public <OutputT> SdfMark<OutputT> start(Sdf<?, OutputT> sdf) throws CoderException {
    return CoderUtils.decodeFromByteArray(sdf.markCoder(), start);
  }

  /**
   * What a lane has yet to do.
   *
   * @param estimatorState the watermark estimator's state; null for estimators without one
   */
  public record Residual(Object restriction, @Nullable Object estimatorState) {}
}
