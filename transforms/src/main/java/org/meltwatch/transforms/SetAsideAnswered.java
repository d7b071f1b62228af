package org.meltwatch.transforms;

import java.util.List;
import java.util.stream.LongStream;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.layers.LayerWindow;
import org.meltwatch.model.layers.RunEvent;
import org.meltwatch.ranges.IdRange;
import org.meltwatch.ranges.Ranges;

/**
 * Takes out the windows of tiles that an earlier run has answered, and tells of each. Such a tile
 * is there for the windows of the layers above it; what lies below it may be gone, so that it could
 * not be answered rightly again.
 */
public final class SetAsideAnswered extends PTransform<PCollection<LayerWindow>, PCollectionTuple> {

  /** The windows of tiles that are to be answered. */
  public static final TupleTag<LayerWindow> WINDOWS = new TupleTag<>() {};

  /** One for each tile that was answered before. */
  public static final TupleTag<RunEvent> EVENTS = new TupleTag<>() {};

  private final long[] answered;

  private SetAsideAnswered(long[] answered) {
    this.answered = answered;
  }

  /** Takes out the windows of tiles with these batch ids. */
  public static SetAsideAnswered of(List<IdRange> answered) {
    return new SetAsideAnswered(
        answered.stream().flatMapToLong(SetAsideAnswered::bounds).toArray());
  }

  private static LongStream bounds(IdRange range) {
    return LongStream.of(range.first(), range.last());
  }

  @Override
  public PCollectionTuple expand(PCollection<LayerWindow> windows) {
    return windows.apply(
        "SetAside",
        ParDo.of(new SetAsideFn(answered)).withOutputTags(WINDOWS, TupleTagList.of(EVENTS)));
  }

  static final class SetAsideFn extends DoFn<LayerWindow, LayerWindow> {

    private final long[] bounds;
    private transient @Nullable Ranges answered;

    SetAsideFn(long[] bounds) {
      this.bounds = bounds;
    }

    @ProcessElement
    public void process(@Element LayerWindow window, MultiOutputReceiver out) {
      if (answered().contains(window.newest().header().seqId())) {
        out.get(EVENTS).output(new RunEvent.AnsweredBefore(window.newest().header()));
      } else {
        out.get(WINDOWS).output(window);
      }
    }

    private Ranges answered() {
      if (answered == null) {
        Ranges ranges = new Ranges();
        for (int i = 0; i < bounds.length; i += 2) {
          ranges.add(bounds[i], bounds[i + 1]);
        }
        answered = ranges;
      }
      return answered;
    }
  }
}
