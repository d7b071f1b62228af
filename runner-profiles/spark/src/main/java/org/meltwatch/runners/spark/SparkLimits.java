package org.meltwatch.runners.spark;

import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.reflect.DoFnSignature;
import org.apache.beam.sdk.transforms.reflect.DoFnSignatures;

/**
 * What Beam's Spark runner, at 2.70.0, does wrong with stateful DoFns in streaming mode, and how
 * Meltwatch keeps clear of it.
 *
 * <ul>
 *   <li>Of a DoFn that declares a timer, even one that it never sets, it evaluates the input twice:
 *       every tile would be fetched, decoded and counted twice.
 *   <li>What a timer gives that fires at the end of a bundle is lost.
 *   <li>A timer that is set again fires twice.
 *   <li>{@code @Teardown} is called after every element, {@code @Setup} once.
 * </ul>
 *
 * <p>So no stateful DoFn here has a timer or a {@code @Teardown}. Layers are ordered on evidence
 * alone, which needs no timer. Of other ParDos the runner makes a copy for each bundle, which it
 * sets up and tears down as it should.
 */
final class SparkLimits extends Pipeline.PipelineVisitor.Defaults {

  private SparkLimits() {}

  /**
   * Refuses a pipeline that the runner would run wrongly.
   *
   * @throws IllegalArgumentException naming the transform, and what it may not have
   */
  static void check(Pipeline pipeline) {
    pipeline.traverseTopologically(new SparkLimits());
  }

  @Override
  public void visitPrimitiveTransform(TransformHierarchy.Node node) {
    if (node.getTransform() instanceof ParDo.MultiOutput<?, ?> parDo) {
      check(node.getFullName(), parDo.getFn());
    }
  }

  private static void check(String name, DoFn<?, ?> fn) {
    DoFnSignature signature = DoFnSignatures.signatureForDoFn(fn);
    if (!signature.timerDeclarations().isEmpty()
        || !signature.timerFamilyDeclarations().isEmpty()) {
      throw new IllegalArgumentException(
          "%s must not have timers: the Spark runner reads its input twice and loses outputs"
              .formatted(name));
    }
    if (!signature.stateDeclarations().isEmpty() && signature.teardown() != null) {
      throw new IllegalArgumentException(
          "%s must not have both state and @Teardown: the Spark runner tears it down and uses it on"
              .formatted(name));
    }
  }
}
