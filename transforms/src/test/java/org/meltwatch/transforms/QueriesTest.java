package org.meltwatch.transforms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meltwatch.coders.MessageCoders;
import org.meltwatch.coders.ModelCoders;
import org.meltwatch.kernel.clusters.Clustering;
import org.meltwatch.kernel.tiff.ImageLimits;
import org.meltwatch.kernel.tiff.Tiles;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.RankedOutliers;
import org.meltwatch.model.Ranking;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.layers.LayerEvent;
import org.meltwatch.model.layers.RunEvent;
import org.meltwatch.model.layers.Tile;
import org.meltwatch.model.received.Batch;
import org.meltwatch.model.received.ClaimedBatch;
import org.meltwatch.model.received.DeadLetter;
import org.meltwatch.model.received.LaneEnd;
import org.meltwatch.model.received.Receipt;
import org.meltwatch.model.received.Received;
import org.meltwatch.reference.Fixtures;
import org.meltwatch.reference.ReferenceAnswers;
import org.meltwatch.reference.ReferenceModel;
import org.meltwatch.testing.TestPipelineExtension;
import org.meltwatch.transforms.gaps.FindGaps;
import org.meltwatch.transforms.images.FakeStore;
import org.meltwatch.transforms.images.Images;
import org.meltwatch.transforms.order.OrderLayers;

/** All transforms together, over fixtures that arrive in any order, against the reference model. */
@ExtendWith(TestPipelineExtension.class)
class QueriesTest {

  private static final DefectRules RULES = DefectRules.DEFAULT;
  private static final int LANES = 3;

  @ParameterizedTest
  @ValueSource(strings = {"layers/two_prints_interleaved", "layers/tiny_7x3"})
  void queries_overFixtureInAnyOrder_equalTheReferenceModel(String fixture, TestPipeline pipeline) {
    List<Batch> batches = Fixtures.print(fixture).batches();
    check(batches, List.of(), pipeline, 42);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void queries_withGapAndUnreadableTile_equalTheReferenceModel(long seed, TestPipeline pipeline) {
    List<Batch> batches = new ArrayList<>(Fixtures.print("layers/tiny_7x3").batches());
    Batch dropped = batches.remove(4);
    Batch unreadable = batches.get(1);
    batches.set(
        1, Tiles.batch(unreadable.seqId(), unreadable.key(), unreadable.layer(), new byte[3]));
    check(
        batches,
        List.of(new RunEvent.Skipped(dropped.key(), dropped.layer(), dropped.layer() + 1)),
        pipeline,
        seed);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 300, 1 << 20})
  void queries_overClaims_equalTheReferenceModel(long cacheBytes, TestPipeline pipeline) {
    List<Batch> batches =
        new ArrayList<>(Fixtures.print("layers/two_prints_interleaved").batches());
    Batch unreadable = batches.get(1);
    batches.set(
        1, Tiles.batch(unreadable.seqId(), unreadable.key(), unreadable.layer(), new byte[3]));
    FakeStore store = new FakeStore();
    List<Received> received = lanes(batches, new Random(cacheBytes));
    received.replaceAll(one -> one instanceof Batch batch ? store.claim(batch) : one);
    Images images = Images.claimedFrom(store, ImageLimits.DEFAULT).withCacheBytes(cacheBytes);

    check(batches, received, images, List.of(), pipeline);

    boolean roomy = cacheBytes == 1 << 20;
    for (Received one : received) {
      if (roomy && one instanceof ClaimedBatch claimed) {
        assertEquals(1, store.loads(claimed.claim()), claimed.toString());
      }
    }
  }

  @Test
  void queries_overClaimThatCannotBeRedeemed_fail(TestPipeline pipeline) {
    FakeStore store = new FakeStore();
    Batch batch = Tiles.batch(0, new TileKey("P", 0), 0, Tiles.uniform(2, 2, 1));
    ClaimedBatch gone = new ClaimedBatch(batch.receipt(), 0, batch.key(), 0, "gone");
    Images images = Images.claimedFrom(store, ImageLimits.DEFAULT);
    pipeline
        .apply("Received", Create.<Received>of(gone).withCoder(MessageCoders.RECEIVED))
        .apply("DecodeTiles", DecodeTiles.of(0, ImageLimits.DEFAULT).withImages(images));

    Exception failure = assertThrows(Pipeline.PipelineExecutionException.class, pipeline::run);
    assertEquals("claim (gone) cannot be redeemed: no file gone", failure.getCause().getMessage());
  }

  private static void check(
      List<Batch> batches, List<RunEvent> skipped, TestPipeline pipeline, long seed) {
    check(batches, lanes(batches, new Random(seed)), Images.inline(), skipped, pipeline);
  }

  private static void check(
      List<Batch> batches,
      List<Received> received,
      Images images,
      List<RunEvent> skipped,
      TestPipeline pipeline) {
    ReferenceAnswers expected = ReferenceModel.answer(RULES, batches);
    assertFalse(expected.answers().isEmpty());
    PCollectionTuple decoded =
        pipeline
            .apply("Received", Create.of(received).withCoder(MessageCoders.RECEIVED))
            .apply(
                "DecodeTiles",
                DecodeTiles.of(RULES.firstLayer(), ImageLimits.DEFAULT).withImages(images));
    PCollectionTuple ordered = order(decoded, images);
    PCollection<RankedOutliers> outliers =
        ordered
            .get(OrderLayers.WINDOWS)
            .apply("FindOutliers", FindOutliers.by(RULES).withImages(images))
            .get(FindOutliers.OUTLIERS)
            .apply("RankTopFive", RankTopFive.create());

    PAssert.that(outliers.apply("Rankings", MapElements.via(new Ranker())))
        .containsInAnyOrder(
            expected.answers().stream().map(answer -> answer.ranking().toString()).toList());
    PAssert.that(outliers.apply("Cluster", ClusterOutliers.by(RULES, Clustering.named("indexed"))))
        .containsInAnyOrder(
            expected.answers().stream().map(ReferenceAnswers.Answer::result).toList());
    PAssert.that(ordered.get(OrderLayers.EVENTS)).containsInAnyOrder(skipped);
    PAssert.that(
            decoded.get(DecodeTiles.DEAD_LETTERS).apply("Reasons", MapElements.via(new ReasonFn())))
        .containsInAnyOrder(
            expected.refused().stream().map(ReferenceAnswers.Refused::reason).toList());
    pipeline.run();
  }

  private static PCollectionTuple order(PCollectionTuple decoded, Images images) {
    PCollection<KV<TileKey, LayerEvent>> tiles =
        decoded
            .get(DecodeTiles.IMAGES)
            .apply(
                "CountSaturated", CountSaturated.above(RULES.saturatedAbove()).withImages(images))
            .apply("Key", MapElements.via(new KeyFn()))
            .setCoder(KvCoder.of(ModelCoders.TILE_KEY, MessageCoders.LAYER_EVENT));
    return PCollectionList.of(tiles)
        .and(
            decoded
                .get(DecodeTiles.ARRIVALS)
                .apply("FindGaps", FindGaps.from(0))
                .get(FindGaps.GAPS))
        .apply("TilesAndGaps", Flatten.pCollections())
        .apply("OrderLayers", OrderLayers.byBuffer(0).withImages(images));
  }

  /** The batches as several lanes would hand them on, with true marks, in a random order. */
  private static List<Received> lanes(List<Batch> batches, Random random) {
    List<Received> received = new ArrayList<>();
    long[] positions = new long[LANES];
    for (Batch batch : batches) {
      int lane = random.nextInt(LANES);
      Receipt receipt =
          new Receipt(
              lane, LANES, positions[lane]++, batch.seqId() + 1, batch.receipt().receivedMicros());
      received.add(new Batch(receipt, batch.seqId(), batch.key(), batch.layer(), batch.tif()));
    }
    for (int lane = 0; lane < LANES; lane++) {
      received.add(new LaneEnd(new Receipt(lane, LANES, positions[lane], Receipt.NOTHING_MORE, 0)));
    }
    Collections.shuffle(received, random);
    return received;
  }

  static final class KeyFn extends SimpleFunction<Tile, KV<TileKey, LayerEvent>> {

    @Override
    public KV<TileKey, LayerEvent> apply(Tile tile) {
      return KV.of(tile.header().key(), tile);
    }
  }

  static final class Ranker extends SimpleFunction<RankedOutliers, String> {

    @Override
    public String apply(RankedOutliers tile) {
      return new Ranking(tile.header(), tile.top()).toString();
    }
  }

  static final class ReasonFn extends SimpleFunction<DeadLetter, String> {

    @Override
    public String apply(DeadLetter letter) {
      return letter.reason();
    }
  }
}
