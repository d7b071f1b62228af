package org.meltwatch.sdf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.Pipeline.PipelineVisitor;
import org.apache.beam.sdk.runners.TransformHierarchy.Node;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Impulse;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Redistribute;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;
import org.jspecify.annotations.Nullable;

/** The elements of those collections of a pipeline that are known before it runs. */
final class FixedInputs {

  /* Composites that give the elements they were given; what is inside them need not be looked at. */
  private static final Set<Class<?>> SHUFFLES =
      Set.of(
          Reshuffle.class,
          Reshuffle.ViaRandomKey.class,
          Redistribute.RedistributeByKey.class,
          Redistribute.RedistributeArbitrarily.class);

  private final Pipeline pipeline;
  private final Map<PValue, Node> producers;
  private final Map<PCollection<?>, List<WindowedValue<?>>> known = new HashMap<>();

  private FixedInputs(Pipeline pipeline, Map<PValue, Node> producers) {
    this.pipeline = pipeline;
    this.producers = producers;
  }

  /** Notes who makes what in a pipeline; nothing is run yet. */
  static FixedInputs of(Pipeline pipeline) {
    Map<PValue, Node> producers = new HashMap<>();
    pipeline.traverseTopologically(
        new PipelineVisitor.Defaults() {
          @Override
          public CompositeBehavior enterCompositeTransform(Node node) {
            if (!isTaken(node.getTransform())) {
              return CompositeBehavior.ENTER_TRANSFORM;
            }
            node.getOutputs().values().forEach(output -> producers.put(output, node));
            return CompositeBehavior.DO_NOT_ENTER_TRANSFORM;
          }

          @Override
          public void visitPrimitiveTransform(Node node) {
            node.getOutputs().values().forEach(output -> producers.put(output, node));
          }
        });
    return new FixedInputs(pipeline, producers);
  }

  private static boolean isTaken(@Nullable PTransform<?, ?> composite) {
    return composite instanceof Create.Values<?>
        || (composite != null && SHUFFLES.contains(composite.getClass()));
  }

  /**
   * The elements of a collection, each in the global window.
   *
   * @param reader the full name of the transform that will read them, for messages
   * @throws IllegalArgumentException if they cannot be known before the pipeline runs
   */
  @SuppressWarnings({"unchecked", "rawtypes"}) // A collection's elements are of its type.
  <T> List<WindowedValue<T>> elementsOf(PCollection<T> collection, String reader) {
    List<WindowedValue<?>> elements = known.get(collection);
    if (elements == null) {
      elements = evaluate(collection, reader);
      known.put(collection, elements);
    }
    return (List) elements;
  }

  private List<WindowedValue<?>> evaluate(PCollection<?> collection, String reader) {
    Node producer = producers.get(collection);
    if (producer == null) {
      throw refusal(reader, collection, "something outside the pipeline");
    }
    PTransform<?, ?> transform = producer.getTransform();
    if (transform instanceof Create.Values<?> create) {
      List<WindowedValue<?>> elements = new ArrayList<>();
      create.getElements().forEach(e -> elements.add(WindowedValues.valueInGlobalWindow(e)));
      return elements;
    }
    if (transform instanceof Impulse) {
      return List.of(WindowedValues.valueInGlobalWindow(new byte[0]));
    }
    if (transform != null && SHUFFLES.contains(transform.getClass())) {
      return List.copyOf(elementsOf(onlyInput(producer), reader));
    }
    if (transform instanceof ParDo.MultiOutput<?, ?> parDo && InProcessParDo.canRun(parDo)) {
      return runParDo(producer, parDo, collection, reader);
    }
    throw refusal(reader, collection, "%s (%s)".formatted(producer.getFullName(), transform));
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // A ParDo's input is of its input type.
  private List<WindowedValue<?>> runParDo(
      Node producer, ParDo.MultiOutput<?, ?> parDo, PCollection<?> output, String reader) {
    PCollection<?> input = onlyInput(producer);
    List elements = elementsOf(input, reader);
    return new InProcessParDo(parDo, input, producer.getOutputs(), pipeline.getOptions())
        .run(elements, output);
  }

  private static PCollection<?> onlyInput(Node node) {
    return node.getInputs().values().iterator().next();
  }

  private static IllegalArgumentException refusal(
      String reader, PCollection<?> collection, String producer) {
    return new IllegalArgumentException(
        ("the unbounded Splittable DoFn %s depends on %s, made by %s: only Create, Impulse, and"
                + " reshuffles and ParDos over them without state, timers or side inputs are known"
                + " before the pipeline runs")
            .formatted(reader, collection.getName(), producer));
  }
}
