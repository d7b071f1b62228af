package org.meltwatch.transforms.order;

import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.layers.KeyStarts;
import org.meltwatch.model.layers.LayerEvent;
import org.meltwatch.model.layers.LayerWindow;
import org.meltwatch.model.layers.RunEvent;
import org.meltwatch.model.layers.Tile;
import org.meltwatch.model.received.DeadLetter;
import org.meltwatch.transforms.DeadLetters;
import org.meltwatch.transforms.gaps.FindGaps;
import org.meltwatch.transforms.images.Images;

/**
 * Puts the layers of every tile key in order and hands each on in its window of three.
 *
 * <p>There are two orderings. {@link #byBuffer} lets a tile out as soon as the layers below it are
 * out, and gives a layer up on the word of {@link FindGaps}. {@link #byEventTime} takes the layer
 * for event time and lets a tile out when the watermark has passed its layer. Where no tile is
 * missing and none comes behind the watermark, both give the same windows.
 */
public final class OrderLayers
    extends PTransform<PCollection<KV<TileKey, LayerEvent>>, PCollectionTuple> {

  /**
   * How many tiles of one key may wait, unless told otherwise. No stream without faults comes near
   * it: 256 layers of one tile key would have to overtake the one that they wait for.
   */
  public static final int MAX_BUFFERED = 256;

  /** Every tile in its window, once; layers of a key in order, late tiles when they come. */
  public static final TupleTag<LayerWindow> WINDOWS = new TupleTag<>() {};

  /** Duplicates, late tiles and skipped layers. */
  public static final TupleTag<RunEvent> EVENTS = new TupleTag<>() {};

  /** Tiles whose size is not that of their tile key. */
  public static final TupleTag<DeadLetter> DEAD_LETTERS = new TupleTag<>() {};

  /** Tiles whose size is not that of their tile key, and that size. */
  static final TupleTag<KV<Tile, String>> WRONG_SIZE = new TupleTag<>() {};

  private final DoFn<KV<TileKey, LayerEvent>, LayerWindow> order;
  private final Images images;

  private OrderLayers(DoFn<KV<TileKey, LayerEvent>, LayerWindow> order, Images images) {
    this.order = order;
    this.images = images;
  }

  /**
   * Order by double buffering: works on every engine and takes no notice of clocks or watermarks.
   *
   * @param firstLayer the first layer of every tile key
   * @param maxBuffered how many tiles of one key may wait; when more do, the oldest layers that are
   *     waited for are given up without proof
   */
  public static OrderLayers byBuffer(int firstLayer, int maxBuffered) {
    return byBuffer(KeyStarts.at(firstLayer), maxBuffered);
  }

  /** The same where tile keys begin each by itself. */
  public static OrderLayers byBuffer(KeyStarts starts, int maxBuffered) {
    return new OrderLayers(new OrderByBufferFn(starts, maxBuffered), Images.inline());
  }

  /** The same, where at most {@link #MAX_BUFFERED} tiles of one key may wait. */
  public static OrderLayers byBuffer(int firstLayer) {
    return byBuffer(firstLayer, MAX_BUFFERED);
  }

  /**
   * Order by event time, one layer a second: needs an engine with event-time timers.
   *
   * @param firstLayer the first layer of every tile key
   * @param maxBuffered how many tiles of one key may wait for the watermark
   */
  public static OrderLayers byEventTime(int firstLayer, int maxBuffered) {
    return byEventTime(KeyStarts.at(firstLayer), maxBuffered);
  }

  /** The same where tile keys begin each by itself. */
  public static OrderLayers byEventTime(KeyStarts starts, int maxBuffered) {
    return new OrderLayers(new OrderByEventTimeFn(starts, maxBuffered), Images.inline());
  }

  /** Where claimed images are; inline by default. */
  public OrderLayers withImages(Images newImages) {
    return new OrderLayers(order, newImages);
  }

  @Override
  public PCollectionTuple expand(PCollection<KV<TileKey, LayerEvent>> events) {
    PCollectionTuple ordered =
        events.apply(
            "Order",
            ParDo.of(order).withOutputTags(WINDOWS, TupleTagList.of(EVENTS).and(WRONG_SIZE)));
    return PCollectionTuple.of(WINDOWS, ordered.get(WINDOWS))
        .and(EVENTS, ordered.get(EVENTS))
        .and(
            DEAD_LETTERS,
            ordered.get(WRONG_SIZE).apply("RefuseWrongSize", ParDo.of(new RefuseFn(images))));
  }

  /** A step of its own, so that the ordering touches no pixels. */
  static final class RefuseFn extends DoFn<KV<Tile, String>, DeadLetter> {

    private final Images images;

    RefuseFn(Images images) {
      this.images = images;
    }

    @ProcessElement
    public void process(@Element KV<Tile, String> wrong, OutputReceiver<DeadLetter> out)
        throws IOException {
      Tile tile = wrong.getKey();
      out.output(DeadLetters.wrongSize(tile, images.of(tile.image()), wrong.getValue()));
    }
  }
}
