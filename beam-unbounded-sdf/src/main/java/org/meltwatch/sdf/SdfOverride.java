package org.meltwatch.sdf;

import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.runners.AppliedPTransform;
import org.apache.beam.sdk.runners.PTransformOverrideFactory;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.util.construction.PTransformReplacements;
import org.apache.beam.sdk.util.construction.ReplacementOutputs;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.meltwatch.sdf.dofn.Lane;
import org.meltwatch.sdf.dofn.Sdf;
import org.meltwatch.sdf.settings.SdfSettings;
import org.meltwatch.sdf.source.SdfSource;

/** Makes the read that stands in for the ParDo of an unbounded Splittable DoFn. */
final class SdfOverride<InputT, OutputT>
    implements PTransformOverrideFactory<
        PCollection<InputT>, PCollectionTuple, ParDo.MultiOutput<InputT, OutputT>> {

  private final FixedInputs inputs;
  private final SdfSettings settings;

  SdfOverride(FixedInputs inputs, SdfSettings settings) {
    this.inputs = inputs;
    this.settings = settings;
  }

  @Override
  public PTransformReplacement<PCollection<InputT>, PCollectionTuple> getReplacementTransform(
      AppliedPTransform<PCollection<InputT>, PCollectionTuple, ParDo.MultiOutput<InputT, OutputT>>
          application) {
    ParDo.MultiOutput<InputT, OutputT> parDo = application.getTransform();
    String name = application.getFullName();
    PCollection<InputT> input = PTransformReplacements.getSingletonMainInput(application);
    SdfRequirements.check(name, parDo, input);

    Pipeline pipeline = application.getPipeline();
    Sdf<InputT, OutputT> sdf =
        Sdf.of(
            name,
            parDo.getFn(),
            input.getCoder(),
            mainOutput(application, parDo.getMainOutputTag()).getCoder(),
            pipeline.getCoderRegistry(),
            settings);
    List<Lane> lanes = Lane.split(sdf, inputs.elementsOf(input, name), pipeline.getOptions());
    return PTransformReplacement.of(
        input, new ReadInstead<>(new SdfSource<>(sdf, lanes), parDo.getMainOutputTag()));
  }

  @SuppressWarnings("unchecked") // The main output's type is the DoFn's output type.
  private static <OutputT> PCollection<OutputT> mainOutput(
      AppliedPTransform<?, ?, ?> application, TupleTag<OutputT> tag) {
    return (PCollection<OutputT>) application.getOutputs().get(tag);
  }

  @Override
  public Map<PCollection<?>, ReplacementOutput> mapOutputs(
      Map<TupleTag<?>, PCollection<?>> outputs, PCollectionTuple replacement) {
    return ReplacementOutputs.tagged(outputs, replacement);
  }

  /** The read, under the type of what it replaces; its elements come from the source alone. */
  private static final class ReadInstead<InputT, OutputT>
      extends PTransform<PCollection<InputT>, PCollectionTuple> {

    private final SdfSource<InputT, OutputT> source;
    private final TupleTag<OutputT> tag;

    ReadInstead(SdfSource<InputT, OutputT> source, TupleTag<OutputT> tag) {
      this.source = source;
      this.tag = tag;
    }

    @Override
    public PCollectionTuple expand(PCollection<InputT> input) {
      return PCollectionTuple.of(tag, input.getPipeline().apply("Read", Read.from(source)));
    }
  }
}
