package org.meltwatch.sdf;

import java.util.Map;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.reflect.DoFnSignature.Parameter;
import org.apache.beam.sdk.transforms.reflect.DoFnSignatures;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.jspecify.annotations.Nullable;

/** What a Splittable DoFn must not ask for, because a source has nowhere to take it from. */
final class SdfRequirements {

  /* Neither runners-core's invoker nor a source can supply these to process-element. */
  private static final Map<Class<? extends Parameter>, String> UNSUPPLIED =
      Map.of(
          Parameter.WindowParameter.class, "its window",
          Parameter.PaneInfoParameter.class, "its pane",
          Parameter.SchemaElementParameter.class, "schema fields of its element",
          Parameter.SideInputParameter.class, "a side input",
          Parameter.StateParameter.class, "state",
          Parameter.TimerParameter.class, "a timer",
          Parameter.TimerFamilyParameter.class, "a timer family");

  private SdfRequirements() {}

  /**
   * @throws IllegalArgumentException if the ParDo asks for something that is not supported
   */
  static void check(String name, ParDo.MultiOutput<?, ?> parDo, PCollection<?> input) {
    if (!parDo.getSideInputs().isEmpty()) {
      throw refusal(name, "has side inputs " + parDo.getSideInputs().keySet());
    }
    if (parDo.getAdditionalOutputTags().size() > 0) {
      throw refusal(name, "has additional outputs " + parDo.getAdditionalOutputTags().getAll());
    }
    if (!input.getWindowingStrategy().equals(WindowingStrategy.globalDefault())) {
      throw refusal(
          name, "reads an input that is not windowed by default: " + input.getWindowingStrategy());
    }
    for (Parameter parameter :
        DoFnSignatures.signatureForDoFn(parDo.getFn()).processElement().extraParameters()) {
      String asked = asksFor(parameter);
      if (asked != null) {
        throw refusal(name, "asks for " + asked + " in its process-element method");
      }
    }
  }

  private static @Nullable String asksFor(Parameter parameter) {
    if (parameter instanceof Parameter.OutputReceiverParameter receiver
        && receiver.isRowReceiver()) {
      return "a receiver of rows";
    }
    return UNSUPPLIED.entrySet().stream()
        .filter(unsupplied -> unsupplied.getKey().isInstance(parameter))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  private static IllegalArgumentException refusal(String name, String reason) {
    return new IllegalArgumentException(
        "the unbounded Splittable DoFn %s %s: it cannot be run as an unbounded source"
            .formatted(name, reason));
  }
}
