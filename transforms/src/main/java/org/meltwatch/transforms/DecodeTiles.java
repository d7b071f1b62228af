package org.meltwatch.transforms;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.Locale;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.jspecify.annotations.Nullable;
import org.meltwatch.kernel.tiff.ImageLimits;
import org.meltwatch.kernel.tiff.TiffDecoder;
import org.meltwatch.kernel.tiff.UnreadableTileException;
import org.meltwatch.model.Image;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileImage;
import org.meltwatch.model.layers.RunEvent;
import org.meltwatch.model.received.Arrival;
import org.meltwatch.model.received.Batch;
import org.meltwatch.model.received.ClaimedBatch;
import org.meltwatch.model.received.DeadLetter;
import org.meltwatch.model.received.LaneEnd;
import org.meltwatch.model.received.Received;
import org.meltwatch.model.received.RefusedBatch;
import org.meltwatch.model.received.Settled;
import org.meltwatch.transforms.images.Images;

/**
 * Decodes every tile that was received, and sets aside what cannot be read. Whatever becomes of a
 * message, its arrival is told, so that no layer is waited for in vain. A claimed batch is decoded
 * like any other, but its pixels stay in this process and the claim goes on.
 */
public final class DecodeTiles extends PTransform<PCollection<Received>, PCollectionTuple> {

  /** The tiles that could be read. */
  public static final TupleTag<KV<TileHeader, TileImage>> IMAGES = new TupleTag<>() {};

  /** One for every message, the lanes' ends included. */
  public static final TupleTag<Arrival> ARRIVALS = new TupleTag<>() {};

  /** Messages and images that could not be read. */
  public static final TupleTag<DeadLetter> DEAD_LETTERS = new TupleTag<>() {};

  /** The lanes' ends. */
  public static final TupleTag<RunEvent> EVENTS = new TupleTag<>() {};

  private final int firstLayer;
  private final ImageLimits limits;
  private final Images images;

  private DecodeTiles(int firstLayer, ImageLimits limits, Images images) {
    this.firstLayer = firstLayer;
    this.limits = limits;
    this.images = images;
  }

  /**
   * Decodes tiles.
   *
   * @param firstLayer the first layer of every tile key; tiles below it are refused
   * @param limits how large an image may be
   */
  public static DecodeTiles of(int firstLayer, ImageLimits limits) {
    return new DecodeTiles(firstLayer, limits, Images.inline());
  }

  /** Where the images of claimed batches are; inline by default. */
  public DecodeTiles withImages(Images newImages) {
    return new DecodeTiles(firstLayer, limits, newImages);
  }

  @Override
  public PCollectionTuple expand(PCollection<Received> received) {
    return received.apply(
        "Decode",
        ParDo.of(new DecodeFn(firstLayer, limits, images))
            .withOutputTags(IMAGES, TupleTagList.of(ARRIVALS).and(DEAD_LETTERS).and(EVENTS)));
  }

  static final class DecodeFn extends DoFn<Received, KV<TileHeader, TileImage>> {

    private final int firstLayer;
    private final ImageLimits limits;
    private final Images images;
    private transient @Nullable TiffDecoder decoder;

    DecodeFn(int firstLayer, ImageLimits limits, Images images) {
      this.firstLayer = firstLayer;
      this.limits = limits;
      this.images = images;
    }

    @Setup
    public void setup() {
      decoder = new TiffDecoder(limits);
    }

    @Teardown
    public void teardown() {
      if (decoder != null) {
        decoder.close();
        decoder = null;
      }
    }

    @ProcessElement
    public void process(@Element Received received, MultiOutputReceiver out) throws IOException {
      if (received instanceof Batch batch) {
        decode(batch, null, out);
      } else if (received instanceof ClaimedBatch claimed) {
        decode(claimed.redeemed(images.tif(claimed.claim())), claimed.claim(), out);
      } else if (received instanceof RefusedBatch refused) {
        out.get(ARRIVALS).output(Arrival.of(refused));
        out.get(DEAD_LETTERS).output(DeadLetter.of(refused));
      } else if (received instanceof LaneEnd end) {
        out.get(ARRIVALS).output(Arrival.of(end));
        out.get(EVENTS).output(RunEvent.LaneEnded.of(end));
      } else if (received instanceof Settled settled) {
        out.get(ARRIVALS).output(Arrival.of(settled));
      }
    }

    private void decode(Batch batch, @Nullable String claim, MultiOutputReceiver out) {
      try {
        if (batch.layer() < firstLayer) {
          throw new UnreadableTileException(
              String.format(
                  Locale.ROOT,
                  "layer (%d) must be at least the first layer (%d)",
                  batch.layer(),
                  firstLayer));
        }
        Image image = decoder().decode(batch.tif());
        TileImage travelling = claim == null ? image : images.keep(claim, image);
        out.get(IMAGES).output(KV.of(batch.header(), travelling));
        out.get(ARRIVALS).output(Arrival.of(batch, image));
      } catch (UnreadableTileException unreadable) {
        out.get(ARRIVALS).output(Arrival.ofRefused(batch));
        out.get(DEAD_LETTERS).output(DeadLetter.of(batch, unreadable.getMessage()));
      }
    }

    /** Some engines tear a DoFn down and go on using it. */
    private TiffDecoder decoder() {
      if (decoder == null) {
        setup();
      }
      return requireNonNull(decoder, "decoder");
    }
  }
}
