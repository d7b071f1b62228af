package org.meltwatch.sdf.source;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.joda.time.Duration;
import org.jspecify.annotations.Nullable;
import org.meltwatch.sdf.dofn.IdleInstances;
import org.meltwatch.sdf.dofn.Lane;
import org.meltwatch.sdf.dofn.Sdf;
import org.meltwatch.sdf.dofn.SdfInstance;
import org.meltwatch.sdf.dofn.SdfMark;
import org.meltwatch.sdf.settings.ReadKeeping;

/**
 * An unbounded Splittable DoFn over fixed input elements, as an unbounded source: one split a lane.
 *
 * <p>The lanes are settled when the source is made. Splitting it gives the same splits in the same
 * order every time, in every process, which the Spark runner relies on for each micro-batch.
 */
public final class SdfSource<InputT, OutputT> extends UnboundedSource<OutputT, SdfMark<OutputT>> {

  private static final long serialVersionUID = 1L;

  private final Sdf<InputT, OutputT> sdf;
  private final List<Lane> lanes;

  /**
   * @param lanes none at all for a source that has nothing to read and is at its end from the start
   */
  public SdfSource(Sdf<InputT, OutputT> sdf, List<Lane> lanes) {
    this.sdf = sdf;
    this.lanes = List.copyOf(lanes);
  }

  /** One source a lane, however many are desired. */
  @Override
  public List<SdfSource<InputT, OutputT>> split(int desiredNumSplits, PipelineOptions options) {
    if (lanes.size() <= 1) {
      return List.of(this);
    }
    return lanes.stream().map(lane -> new SdfSource<>(sdf, List.of(lane))).toList();
  }

  /**
   * @throws IllegalStateException if this source has several lanes and has not been split
   */
  @Override
  public UnboundedReader<OutputT> createReader(
      PipelineOptions options, @Nullable SdfMark<OutputT> mark) throws IOException {
    Reads<OutputT> reads = reads();
    if (lanes.size() > 1) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%s has %d lanes: split the source before reading",
              sdf.name(),
              lanes.size()));
    }
    SdfMark<OutputT> from = mark == null ? start() : mark;
    return reads == null
        ? new SdfReader<>(this, options, from)
        : new KeptReader<>(this, options, reads, from);
  }

  /** How this lane's reads are kept; null if they are not. */
  private @Nullable Reads<OutputT> reads() {
    ReadKeeping keeping = sdf.settings().keeping();
    return keeping == null || lanes.size() != 1
        ? null
        : new Reads<>(lanes.get(0).id(), sdf, keeping);
  }

  /** Where this source's lane begins. */
  SdfMark<OutputT> start() throws IOException {
    return lanes.isEmpty() ? SdfMark.end() : lanes.get(0).start(sdf);
  }

  /** A copy of the DoFn, set up, for the one lane of this source. */
  SdfInstance<InputT, OutputT> setUp(PipelineOptions options) throws IOException {
    Lane lane = lanes.get(0);
    SdfInstance<InputT, OutputT> idle = IdleInstances.take(lane.id());
    return idle == null ? new SdfInstance<>(sdf, lane.element(sdf), options) : idle;
  }

  /** Takes back a copy that could be used further, but not by the reader that had it. */
  void release(SdfInstance<InputT, OutputT> instance) {
    Duration delay = sdf.settings().teardownDelay();
    if (delay.equals(Duration.ZERO)) {
      instance.close();
    } else {
      IdleInstances.keep(lanes.get(0).id(), instance, delay);
    }
  }

  /**
   * Called for every read, before it, by engines that compute reads anew, see {@link AskedRead}.
   */
  @Override
  public Coder<SdfMark<OutputT>> getCheckpointMarkCoder() {
    Reads<OutputT> reads = reads();
    return reads == null ? sdf.markCoder() : AskedRead.ofFirst(reads);
  }

  @Override
  public Coder<OutputT> getOutputCoder() {
    return sdf.outputCoder();
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    builder
        .add(DisplayData.item("fn", sdf.fn().getClass()).withLabel("Splittable DoFn"))
        .add(DisplayData.item("lanes", lanes.size()).withLabel("Lanes"));
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s (%d lanes)", sdf.name(), lanes.size());
  }
}
