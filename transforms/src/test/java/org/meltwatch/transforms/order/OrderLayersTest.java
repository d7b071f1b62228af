package org.meltwatch.transforms.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.meltwatch.transforms.order.OrderLayersTest.Told.windows;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.meltwatch.coders.MessageCoders;
import org.meltwatch.coders.ModelCoders;
import org.meltwatch.kernel.tiff.ImageLimits;
import org.meltwatch.kernel.tiff.Tiles;
import org.meltwatch.model.ClaimedImage;
import org.meltwatch.model.Image;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.layers.Gap;
import org.meltwatch.model.layers.KeyEnd;
import org.meltwatch.model.layers.KeyStart;
import org.meltwatch.model.layers.LayerEvent;
import org.meltwatch.model.layers.LayerWindow;
import org.meltwatch.model.layers.RunEvent;
import org.meltwatch.model.layers.Tile;
import org.meltwatch.model.received.DeadLetter;
import org.meltwatch.ranges.IdRange;
import org.meltwatch.testing.TestPipelineExtension;
import org.meltwatch.transforms.DeadLetters;
import org.meltwatch.transforms.images.FakeStore;
import org.meltwatch.transforms.images.Images;

@ExtendWith(TestPipelineExtension.class)
class OrderLayersTest {

  private static final TileKey A = new TileKey("A", 0);
  private static final TileKey B = new TileKey("B", 0);

  @Test
  void byBuffer_tilesInOrder_windowsAreCompleteFromTheThird(TestPipeline pipeline) {
    windows("0", "1 0", "2 1 0", "3 2 1")
        .check(pipeline, buffer(), stream().add(A, tile(0), tile(1), tile(2), tile(3)));
  }

  @Test
  void byBuffer_earlyTiles_waitForTheirTurn(TestPipeline pipeline) {
    windows("0", "1 0", "2 1 0", "3 2 1", "4 3 2")
        .check(pipeline, buffer(), stream().add(A, tile(3), tile(1), tile(4), tile(0), tile(2)));
  }

  @Test
  void byBuffer_twoPrints_areOrderedApart(TestPipeline pipeline) {
    windows("0", "1 0", "0", "1 0")
        .check(
            pipeline, buffer(), stream().add(A, tile(0)).add(B, tile(0), tile(1)).add(A, tile(1)));
  }

  @Test
  void byBuffer_duplicate_isDroppedAndRecorded(TestPipeline pipeline) {
    windows("0", "1 0")
        .events(duplicate(A, 0, 100), duplicate(A, 1, 101))
        .check(pipeline, buffer(), stream().add(A, tile(1), tile(1, 101), tile(0), tile(0, 100)));
  }

  @Test
  void byBuffer_gap_breaksTheWindowUntilThreeLayersFollow(TestPipeline pipeline) {
    windows("0", "1 0", "3", "4 3", "5 4 3")
        .events(new RunEvent.Skipped(A, 2, 3))
        .check(
            pipeline,
            buffer(),
            stream()
                .add(A, tile(0), tile(1), tile(3), tile(4))
                .add(A, new Gap(2, 3, false), tile(5)));
  }

  @Test
  void byBuffer_gapToldBeforeTheTilesBelowIt_waitsForThem(TestPipeline pipeline) {
    windows("0", "1 0", "3")
        .events(new RunEvent.Skipped(A, 2, 3))
        .check(
            pipeline, buffer(), stream().add(A, new Gap(2, 3, false), tile(3), tile(1), tile(0)));
  }

  @Test
  void byBuffer_refusedLayer_breaksTheWindowButIsNotSkipped(TestPipeline pipeline) {
    windows("0", "2", "3 2")
        .check(pipeline, buffer(), stream().add(A, tile(0), tile(2), new Gap(1, 2, true), tile(3)));
  }

  @Test
  void byBuffer_tileOfSkippedLayer_isLateAndLeavesTheOthersAlone(TestPipeline pipeline) {
    windows("0", "2", "1", "3 2", "4 3 2")
        .events(new RunEvent.Skipped(A, 1, 2), new RunEvent.Late(header(A, 1, 1)))
        .check(
            pipeline,
            buffer(),
            stream().add(A, tile(0), tile(2), new Gap(1, 2, false), tile(1), tile(3), tile(4)));
  }

  /** Layers 0, 2, 3 and 4 were answered; 2 has gone, and of 1 nobody knows anything. */
  @Test
  void byBuffer_layersAnsweredBeforeAboveAGap_areThereForWindowsAlone(TestPipeline pipeline) {
    OrderLayers resumed =
        OrderLayers.byBuffer(
            key -> new KeyStart(0, 1, List.of(), List.of(), List.of(new IdRange(2, 4))), 1000);
    windows("5 4 3", "6 5 4")
        .events(new RunEvent.Skipped(A, 1, 2))
        .check(
            pipeline,
            resumed,
            stream().add(A, tile(0), tile(4), tile(5), tile(3), new Gap(1, 3, false), tile(6)));
  }

  @Test
  void byBuffer_gapAtTheEnd_isFlushedBeforeTheKeyEnds(TestPipeline pipeline) {
    windows("0", "4", "5 4")
        .events(new RunEvent.Skipped(A, 1, 4))
        .check(
            pipeline,
            buffer(),
            stream().add(A, tile(0), tile(4), tile(5), new Gap(1, 4, false), new KeyEnd(3)));
  }

  @Test
  void byBuffer_keyEnded_clearsState(TestPipeline pipeline) {
    windows("0", "1 0", "0")
        .check(
            pipeline,
            buffer(),
            stream().add(A, tile(0), new KeyEnd(2), tile(1)).add(A, tile(0, 77)));
  }

  @Test
  void byBuffer_keyEndToldEarly_waitsForTheTiles(TestPipeline pipeline) {
    windows("0", "1 0")
        .events(duplicate(A, 0, 77))
        .check(pipeline, buffer(), stream().add(A, new KeyEnd(3), tile(0), tile(0, 77), tile(1)));
  }

  @Test
  void byBuffer_claimsOfOtherSize_areRefusedWithTheirPixels(TestPipeline pipeline) {
    FakeStore store = new FakeStore();
    Image wide = new Image(1, 2, new short[] {7, 8});
    String claim = store.put(1, Tiles.batch(1, A, 1, wide).tif().copy());
    Tile first = new Tile(header(A, 0, 0), new ClaimedImage("unseen", 1, 1), 0);
    Tile other = new Tile(header(A, 1, 1), new ClaimedImage(claim, 1, 2), 0);
    DeadLetter expected = DeadLetters.wrongSize(other, wide, "1 x 1");
    Images images = Images.claimedFrom(store, ImageLimits.DEFAULT);

    PCollectionTuple out =
        pipeline
            .apply(stream().add(A, first, other).builder().advanceWatermarkToInfinity())
            .apply(buffer().withImages(images));
    PAssert.that(out.get(OrderLayers.DEAD_LETTERS)).containsInAnyOrder(expected);
    pipeline.run();
  }

  @Test
  void byBuffer_otherSize_isRefusedAndBreaksTheWindow(TestPipeline pipeline) {
    windows("0", "1 0", "3", "4 3")
        .refused("height x width (1 x 2) must be that of the tile key's first tile (1 x 1)", "seq2")
        .check(pipeline, buffer(), stream().add(A, tile(0), tile(1), wide(2), tile(3), tile(4)));
  }

  @Test
  void byBuffer_backlogOfAnyLength_givesNothingUp(TestPipeline pipeline) {
    windows("0", "1 0", "2 1 0", "3 2 1")
        .check(
            pipeline,
            buffer(),
            stream()
                .add(A, tile(3), tile(2), tile(1))
                .processingTime(1_000_000)
                .watermark(1_000_000)
                .add(A, tile(0)));
  }

  @Test
  void byBuffer_moreTilesThanMayWait_giveTheOldestGapUpAndSayWhy(TestPipeline pipeline) {
    windows("0", "2", "4", "5 4", "1", "6 5 4")
        .events(crowded(1, 2), crowded(3, 4), new RunEvent.Late(header(A, 1, 1)))
        .check(
            pipeline,
            OrderLayers.byBuffer(0, 2),
            stream()
                .add(A, tile(0), tile(2), tile(4), tile(5))
                .add(A, tile(6))
                .add(A, tile(1), new Gap(1, 2, false), new Gap(3, 4, false), new KeyEnd(6)));
  }

  @Test
  void byBuffer_asManyTilesAsMayWait_giveNothingUp(TestPipeline pipeline) {
    windows("0", "1 0", "2 1 0")
        .check(
            pipeline,
            OrderLayers.byBuffer(0, 2),
            stream().add(A, tile(1), tile(2)).add(A, tile(0)));
  }

  @Test
  void byBuffer_lateTileAgain_isADuplicate(TestPipeline pipeline) {
    windows("0", "2", "1")
        .events(
            new RunEvent.Skipped(A, 1, 2), new RunEvent.Late(header(A, 1, 1)), duplicate(A, 1, 100))
        .check(
            pipeline,
            buffer(),
            stream().add(A, tile(0), tile(2), new Gap(1, 2, false), tile(1), tile(1, 100)));
  }

  @Test
  void byBuffer_lateTileOfOtherSize_isRefused(TestPipeline pipeline) {
    windows("0", "2")
        .events(new RunEvent.Skipped(A, 1, 2))
        .refused("height x width (1 x 2) must be that of the tile key's first tile (1 x 1)", "seq1")
        .check(
            pipeline, buffer(), stream().add(A, tile(0), tile(2), new Gap(1, 2, false), wide(1)));
  }

  @Test
  void byBuffer_printThatRestarts_isDuplicatesUntilItGoesBeyond(TestPipeline pipeline) {
    windows("0", "1 0", "2 1 0", "3 2 1")
        .events(duplicate(A, 0, 10), duplicate(A, 1, 11), duplicate(A, 2, 12))
        .check(
            pipeline,
            buffer(),
            stream()
                .add(A, tile(0), tile(1), tile(2))
                .add(A, tile(0, 10), tile(1, 11), tile(2, 12), tile(3, 13)));
  }

  @Test
  void byEventTime_moreTilesThanMayWait_areLetOutInOrder(TestPipeline pipeline) {
    windows("0", "1 0", "2 1 0", "5", "6 5", "8")
        .events(crowded(3, 5), new RunEvent.Skipped(A, 7, 8))
        .check(
            pipeline,
            OrderLayers.byEventTime(0, 2),
            stream().add(A, tile(1), tile(0), tile(2), tile(5), tile(6), tile(8)));
  }

  @Test
  void byEventTime_tilesInOrder_giveTheSameWindows(TestPipeline pipeline) {
    windows("0", "1 0", "2 1 0", "3 2 1")
        .check(
            pipeline,
            OrderLayers.byEventTime(0, 256),
            stream().add(A, tile(0), tile(1), tile(2), tile(3)));
  }

  @Test
  void byEventTime_earlyTiles_waitForTheWatermark(TestPipeline pipeline) {
    windows("0", "1 0", "2 1 0")
        .check(
            pipeline,
            OrderLayers.byEventTime(0, 256),
            stream().add(A, tile(2)).add(A, tile(0)).watermark(1).add(A, tile(1)).watermark(2));
  }

  @Test
  void byEventTime_watermarkPastMissingLayer_skipsIt(TestPipeline pipeline) {
    windows("0", "1", "2", "3 2")
        .events(new RunEvent.Skipped(A, 1, 2), new RunEvent.Late(header(A, 1, 1)))
        .check(
            pipeline,
            OrderLayers.byEventTime(0, 256),
            stream()
                .add(A, tile(0), tile(2))
                .watermark(3)
                .add(A, tile(1))
                .add(A, tile(3))
                .watermark(4));
  }

  @Test
  void byEventTime_refusedLayer_breaksTheWindowButIsNotSkipped(TestPipeline pipeline) {
    windows("0", "2", "3 2")
        .check(
            pipeline,
            OrderLayers.byEventTime(0, 256),
            stream().add(A, tile(0), new Gap(1, 2, true), tile(2), tile(3)));
  }

  @Test
  void byEventTime_gapAtTheEnd_isFlushed(TestPipeline pipeline) {
    windows("0", "5", "9")
        .events(new RunEvent.Skipped(A, 1, 5), new RunEvent.Skipped(A, 6, 9))
        .check(
            pipeline, OrderLayers.byEventTime(0, 256), stream().add(A, tile(0), tile(5), tile(9)));
  }

  @Test
  void byEventTime_duplicate_isDroppedAndRecorded(TestPipeline pipeline) {
    windows("0")
        .events(duplicate(A, 0, 50), duplicate(A, 0, 60))
        .check(
            pipeline,
            OrderLayers.byEventTime(0, 256),
            stream().add(A, tile(0), tile(0, 50)).watermark(1).add(A, tile(0, 60)));
  }

  private static OrderLayers buffer() {
    return OrderLayers.byBuffer(0);
  }

  private static LayerEvent tile(int layer) {
    return tile(layer, layer);
  }

  private static LayerEvent tile(int layer, long seqId) {
    return new Tile(header(A, layer, seqId), new Image(1, 1, new short[] {7}), 0);
  }

  private static LayerEvent wide(int layer) {
    return new Tile(header(A, layer, layer), new Image(1, 2, new short[] {7, 8}), 0);
  }

  private static TileHeader header(TileKey key, int layer, long seqId) {
    return new TileHeader(seqId, key, layer, 0);
  }

  private static RunEvent duplicate(TileKey key, int layer, long seqId) {
    return new RunEvent.Duplicate(header(key, layer, seqId));
  }

  private static RunEvent crowded(int from, int to) {
    return new RunEvent.Skipped(A, from, to, Gap.Cause.CROWDED);
  }

  private static Script stream() {
    return new Script(
        TestStream.create(KvCoder.of(ModelCoders.TILE_KEY, MessageCoders.LAYER_EVENT))
            .advanceWatermarkTo(Instant.EPOCH));
  }

  /** What arrives, and when. */
  private record Script(TestStream.Builder<KV<TileKey, LayerEvent>> builder) {

    Script add(TileKey key, LayerEvent... events) {
      TestStream.Builder<KV<TileKey, LayerEvent>> next = builder;
      for (LayerEvent event : events) {
        long millis = event instanceof Tile tile ? tile.layer() * 1000L : 0;
        next =
            next.addElements(TimestampedValue.of(KV.of(key, event), Instant.ofEpochMilli(millis)));
      }
      return new Script(next);
    }

    Script processingTime(int seconds) {
      return new Script(builder.advanceProcessingTime(Duration.standardSeconds(seconds)));
    }

    Script watermark(int layer) {
      return new Script(builder.advanceWatermarkTo(Instant.ofEpochMilli(layer * 1000L)));
    }
  }

  /** What must come out, exactly: windows as the layers they hold, newest first. */
  record Told(List<String> windows, List<RunEvent> events, List<String> refused) {

    static Told windows(String... windows) {
      return new Told(List.of(windows), List.of(), List.of());
    }

    Told events(RunEvent... expected) {
      return new Told(windows, List.of(expected), refused);
    }

    Told refused(String reason, String origin) {
      return new Told(windows, events, List.of(origin + ": " + reason));
    }

    void check(TestPipeline pipeline, OrderLayers ordering, Script script) {
      PCollectionTuple out =
          pipeline
              .apply("Script", script.builder().advanceWatermarkToInfinity())
              .apply("OrderLayers", ordering);
      List<String> expectedWindows = windows;
      List<String> expectedEvents = events.stream().map(RunEvent::toString).toList();
      List<String> expectedRefused = refused;
      PAssert.that(out.get(OrderLayers.WINDOWS))
          .satisfies(actual -> same(expectedWindows, actual, OrderLayersTest::layers));
      PAssert.that(out.get(OrderLayers.EVENTS))
          .satisfies(actual -> same(expectedEvents, actual, RunEvent::toString));
      PAssert.that(out.get(OrderLayers.DEAD_LETTERS))
          .satisfies(
              actual ->
                  same(
                      expectedRefused,
                      actual,
                      (DeadLetter letter) -> letter.origin() + ": " + letter.reason()));
      pipeline.run();
    }
  }

  private static String layers(LayerWindow window) {
    String layers = Integer.toString(window.newest().layer());
    if (window.previous() != null) {
      layers += " " + window.previous().layer();
    }
    return window.oldest() != null ? layers + " " + window.oldest().layer() : layers;
  }

  private static <T> Void same(
      List<String> expected, Iterable<T> actual, Function<T, String> name) {
    List<String> sorted = new ArrayList<>(expected);
    sorted.sort(null);
    List<String> names =
        StreamSupport.stream(actual.spliterator(), false).map(name).sorted().toList();
    assertEquals(sorted, names);
    return null;
  }
}
