/**
 * Runs unbounded Splittable DoFns on Beam runners that reject them but read unbounded sources, such
 * as the Spark runner in streaming mode. {@link org.meltwatch.sdf.UnboundedSdfs} is the door.
 *
 * <p>How it works, from the outside in:
 *
 * <ol>
 *   <li>{@code UnboundedSdfs} replaces each {@code ParDo} of an unbounded Splittable DoFn by a
 *       {@code Read} of an {@code SdfSource}, after {@code SdfRequirements} has refused what the
 *       adapter cannot run.
 *   <li>{@code FixedInputs} finds the elements the DoFn would have been given, {@code Lane} pairs
 *       each with its split restrictions. Both happen once, while the pipeline is being built.
 *   <li>An {@code SdfReader} serves one lane: a poll makes one bounded call of the DoFn's
 *       process-element method in an {@code SdfInstance}, whose outputs are then handed out one by
 *       one.
 *   <li>A reader that is closed may leave its instance to the next one, in {@code IdleInstances}.
 *   <li>For engines that compute reads anew, a {@code KeptReader} stands before it: it keeps each
 *       read in a {@link org.meltwatch.sdf.settings.ReadLog}, and hands out again what was kept.
 *       Which read is meant is told by {@code AskedRead}.
 *   <li>An {@code SdfMark} is where a lane stands; {@code SdfMarkCoder} is its versioned form.
 * </ol>
 *
 * <p>The package relies on these parts of Beam, at 2.70.0, that are not its public API:
 *
 * <ul>
 *   <li>{@code runners.core.OutputAndTimeBoundedSplittableProcessElementInvoker}, which the Direct
 *       and the Flink runner use too: it takes the residual by {@code trySplit(0)} and reads the
 *       watermark before it does.
 *   <li>{@code sdk.util.construction.SplittableParDo}, the model for how restrictions are made and
 *       split around {@code @Setup} and {@code @Teardown}.
 *   <li>{@code runners.core.DoFnRunners#simpleRunner}, which runs the ParDos over the inputs.
 *   <li>{@code sdk.transforms.reflect.DoFnInvokers} and {@code DoFnSignatures}, as every runner.
 *   <li>{@code sdk.Pipeline#replaceAll}, as every runner.
 *   <li>{@code runners.spark.io.SourceDStream} calls {@code split} for every micro-batch and needs
 *       the same answer each time; {@code runners.spark.io.MicrobatchSource} closes readers that
 *       have been idle for 1.5 batch intervals, on any thread, even one that is being read; {@code
 *       runners.spark.stateful.StateSpecFunctions} then makes a new reader from the last mark.
 *   <li>{@code runners.spark.stateful.StateSpecFunctions#mapSourceFunction}, for each read and on
 *       the thread that makes it: asks for the marks' coder, decodes the mark, reads, and takes the
 *       mark behind the read before anybody sees what was read.
 * </ul>
 */
@NullMarked
package org.meltwatch.sdf;

import org.jspecify.annotations.NullMarked;
