package org.meltwatch.sdf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.meltwatch.sdf.source.Sources.SETTINGS;
import static org.meltwatch.sdf.source.Sources.counted;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Impulse;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meltwatch.sdf.source.CountFn;

/** Whole pipelines on the Direct runner, which stop when every lane is at its end. */
final class UnboundedSdfsTest {

  private final Pipeline pipeline = Pipeline.create(options());
  private List<String> replaced = List.of();

  private static PipelineOptions options() {
    PipelineOptions options = PipelineOptionsFactory.create();
    options.setRunner(DirectRunner.class);
    return options;
  }

  @BeforeEach
  void forgetEarlierOutputs() {
    Kept.OUTPUTS.clear();
  }

  @Test
  void replaceAll_overCreate_givesEveryLaneToItsEnd() {
    CountFn fn = CountFn.with("over create", script -> script.lanesOf(10));
    run(pipeline.apply(Create.of("a/23", "b/7")).apply("Count", ParDo.of(fn)));
    assertEquals(sorted(counted("a", 0, 23), counted("b", 0, 7)), Kept.outputs());
    assertEquals(List.of("SdfSource"), replaced);
  }

  @Test
  void replaceAll_overParDosOnImpulse_evaluatesThem() {
    PCollection<String> input =
        pipeline
            .apply(Impulse.create())
            .apply("Start", MapElements.into(TypeDescriptors.strings()).via(impulse -> "a/4 b/3"))
            .apply("Words", ParDo.of(new Words()))
            .apply("Spread", Reshuffle.viaRandomKey());
    run(input.apply("Count", ParDo.of(CountFn.with("over ParDos", script -> script))));
    assertEquals(sorted(counted("a", 0, 4), counted("b", 0, 3)), Kept.outputs());
  }

  @Test
  void replaceAll_overTimestampedElements_keepsTheirTimestamps() {
    run(
        pipeline
            .apply(Create.timestamped(TimestampedValue.of("a", Instant.ofEpochMilli(42))))
            .apply("Stamp", ParDo.of(new StampFn())));
    assertEquals(List.of("a at 42"), Kept.outputs());
  }

  @Test
  void replaceAll_severalDoFns_replacesEach() {
    PCollection<String> input = pipeline.apply(Create.of("a/3"));
    input
        .apply("Count once", ParDo.of(CountFn.with("first", script -> script)))
        .apply(new Keep("1"));
    run(input.apply("Count twice", ParDo.of(CountFn.with("second", script -> script.giving(2)))));
    assertEquals(sorted(counted("a", 0, 3), counted("a", 0, 3)), Kept.outputs());
    assertEquals(sorted(counted("a", 0, 3)), Kept.outputs("1"));
    assertEquals(List.of("SdfSource", "SdfSource"), replaced);
  }

  @Test
  void replaceAll_ownReadsAndBoundedDoFns_leavesThemAlone() {
    pipeline.apply(GenerateSequence.from(0));
    pipeline.apply("Some", GenerateSequence.from(0).to(3));
    List<String> before = transforms();
    UnboundedSdfs.replaceAll(pipeline, SETTINGS);
    assertEquals(before, transforms());
  }

  @Test
  void run_doFnThrows_failsThePipeline() {
    CountFn fn = CountFn.with("fails", script -> script.failingAt(12));
    PCollection<String> counted = pipeline.apply(Create.of("a/23")).apply("Count", ParDo.of(fn));
    Pipeline.PipelineExecutionException failure =
        assertThrows(Pipeline.PipelineExecutionException.class, () -> run(counted));
    assertEquals("failing at 12", failure.getCause().getMessage());
  }

  private void run(PCollection<String> counted) {
    counted.apply(new Keep("0"));
    UnboundedSdfs.replaceAll(pipeline, SETTINGS);
    replaced = sources();
    pipeline.run().waitUntilFinish();
  }

  private List<String> transforms() {
    List<String> names = new ArrayList<>();
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public void visitPrimitiveTransform(TransformHierarchy.Node node) {
            names.add(node.getFullName() + " " + node.getTransform());
          }
        });
    return names;
  }

  private List<String> sources() {
    List<String> kinds = new ArrayList<>();
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public CompositeBehavior enterCompositeTransform(TransformHierarchy.Node node) {
            if (node.getTransform() instanceof Read.Unbounded<?> read) {
              kinds.add(read.getSource().getClass().getSimpleName());
            }
            return CompositeBehavior.ENTER_TRANSFORM;
          }
        });
    return kinds;
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // Only read.
  private static final List<String> sorted(List<String>... parts) {
    return Stream.of(parts).flatMap(List::stream).sorted().toList();
  }

  /** Splits a line at blanks. */
  static class Words extends DoFn<String, String> {
    @ProcessElement
    public void process(@Element String line, OutputReceiver<String> words) {
      for (String word : new TreeSet<>(List.of(line.split(" ", -1)))) {
        words.output(word);
      }
    }
  }

  /** Keeps what comes in where the test can see it. */
  static final class Keep extends PTransform<PCollection<String>, PCollection<String>> {

    private final String place;

    Keep(String place) {
      super("Keep " + place);
      this.place = place;
    }

    @Override
    public PCollection<String> expand(PCollection<String> input) {
      return input.apply("Keep", ParDo.of(new Kept(place)));
    }
  }

  /** See {@link Keep}. */
  static class Kept extends DoFn<String, String> {

    private static final Map<String, List<String>> OUTPUTS = new ConcurrentHashMap<>();

    private final String place;

    Kept(String place) {
      this.place = place;
    }

    static List<String> outputs() {
      return outputs("0");
    }

    static List<String> outputs(String place) {
      return OUTPUTS.getOrDefault(place, List.of()).stream().sorted().toList();
    }

    @ProcessElement
    public void process(@Element String output) {
      OUTPUTS.computeIfAbsent(place, any -> new CopyOnWriteArrayList<>()).add(output);
    }
  }
}
