package org.meltwatch.pipeline;

import java.nio.file.Path;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PDone;
import org.jspecify.annotations.Nullable;
import org.meltwatch.coders.LayerEventCoder;
import org.meltwatch.coders.TileKeyCoder;
import org.meltwatch.io.ChallengerIO;
import org.meltwatch.io.http.Bench;
import org.meltwatch.io.lane.EventTime;
import org.meltwatch.io.wire.MessageLimits;
import org.meltwatch.kernel.clusters.Clustering;
import org.meltwatch.kernel.tiff.ImageLimits;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.TileOutliers;
import org.meltwatch.model.TileResult;
import org.meltwatch.model.layers.LayerEvent;
import org.meltwatch.model.layers.Tile;
import org.meltwatch.model.received.Arrival;
import org.meltwatch.record.rows.PartRow;
import org.meltwatch.record.run.OutcomeFile;
import org.meltwatch.transforms.ClusterOutliers;
import org.meltwatch.transforms.CountSaturated;
import org.meltwatch.transforms.DecodeTiles;
import org.meltwatch.transforms.FindOutliers;
import org.meltwatch.transforms.RankTopFive;
import org.meltwatch.transforms.gaps.FindGaps;
import org.meltwatch.transforms.gaps.FindRefused;
import org.meltwatch.transforms.images.Images;
import org.meltwatch.transforms.order.OrderLayers;

/**
 * The pipeline: from a bench at the challenger to results posted there and recorded in part files.
 *
 * <pre>
 * ReadTiles - DecodeTiles - CountSaturated - q1 rows - OrderLayers - FindOutliers
 *                  |                                       |                |
 *                  +-- FindGaps ---------------------------+           RankTopFive - q2 rows
 *                  |                                                                    |
 *                  +-- dead letters, events           q3 rows - PostResults - ClusterOutliers
 * </pre>
 */
final class MonitorPrint extends PTransform<PBegin, PDone> {

  /**
   * What is monitored and how.
   *
   * @param bench the bench, created and started
   * @param output the results directory, which all workers must be able to write to
   * @param lanes independent readers of the challenger
   * @param prefetch requests that each lane has in flight
   * @param messageLimits what a message may ask for
   * @param maxInFlight how many tiles may be on their way at once; 0 for as many as the engine
   *     takes
   * @param images where the images of tiles are
   * @param limits how large an image may be
   * @param rules the thresholds
   * @param ordering how layers are put in order
   * @param lateness how many layers a tile may come late, with event time
   * @param maxBuffered how many tiles of one key may wait
   * @param clustering which implementation clusters
   * @param spool where messages are kept until their results are out; null if nowhere
   * @param checkpointed whether the engine goes back to checkpoints
   * @param replay the spool that is read instead of the bench; null if there is none
   */
  record Settings(
      Bench bench,
      String output,
      int lanes,
      int prefetch,
      MessageLimits messageLimits,
      int maxInFlight,
      Images images,
      ImageLimits limits,
      DefectRules rules,
      Ordering ordering,
      int lateness,
      int maxBuffered,
      Clustering clustering,
      @Nullable String spool,
      boolean checkpointed,
      @Nullable String replay) {}

  private final Settings settings;

  MonitorPrint(Settings settings) {
    this.settings = settings;
  }

  @Override
  public PDone expand(PBegin begin) {
    DefectRules rules = settings.rules();
    Images images = settings.images();
    PCollectionTuple decoded =
        begin
            .apply("ReadTiles", read())
            .apply(
                "DecodeTiles",
                DecodeTiles.of(rules.firstLayer(), settings.limits()).withImages(images));
    PCollection<Tile> tiles =
        decoded
            .get(DecodeTiles.IMAGES)
            .apply(
                "CountSaturated", CountSaturated.above(rules.saturatedAbove()).withImages(images))
            .apply(
                "RecordQ1",
                record((tile, micros) -> new PartRow.Q1(tile.header(), tile.saturated(), micros)));

    PCollectionTuple ordered =
        events(decoded, tiles).apply("OrderLayers", ordering().withImages(images));
    answer(
        ordered
            .get(OrderLayers.WINDOWS)
            .apply("FindOutliers", FindOutliers.by(rules).withImages(images)));
    keepTheRest(decoded, ordered);
    return PDone.in(begin.getPipeline());
  }

  private ChallengerIO.Read read() {
    ChallengerIO.Read read =
        ChallengerIO.read()
            .withBench(settings.bench())
            .withLanes(settings.lanes())
            .withPrefetch(settings.prefetch())
            .withLimits(settings.messageLimits())
            .withSpool(settings.spool())
            .withClaims(settings.images().areClaimed())
            .withCheckpoints(settings.spool() != null && settings.checkpointed())
            .withEventTime(
                settings.ordering() == Ordering.EVENT_TIME
                    ? EventTime.layers(settings.lateness())
                    : EventTime.batchOrder());
    @Nullable String replay = settings.replay();
    if (replay != null) {
      read = read.fromSpool(replay);
    }
    return settings.maxInFlight() == 0
        ? read
        : read.withMaxInFlight(settings.maxInFlight(), new OutcomeFile(Path.of(settings.output())));
  }

  /** Tiles by key, and the gaps between them as far as the watermark does not tell. */
  private PCollection<KV<TileKey, LayerEvent>> events(
      PCollectionTuple decoded, PCollection<Tile> tiles) {
    PCollection<KV<TileKey, LayerEvent>> keyed =
        tiles
            .apply("KeyByTile", ParDo.of(new KeyFn()))
            .setCoder(KvCoder.of(TileKeyCoder.of(), LayerEventCoder.of()));
    PCollection<Arrival> arrivals = decoded.get(DecodeTiles.ARRIVALS);
    PCollection<KV<TileKey, LayerEvent>> gaps =
        settings.ordering() == Ordering.EVENT_TIME
            ? arrivals.apply("FindRefused", FindRefused.layers())
            : arrivals.apply(
                "FindGaps", FindGaps.from(settings.rules().firstLayer(), settings.maxBuffered()));
    return PCollectionList.of(keyed).and(gaps).apply("TilesAndGaps", Flatten.pCollections());
  }

  private OrderLayers ordering() {
    int firstLayer = settings.rules().firstLayer();
    return settings.ordering() == Ordering.EVENT_TIME
        ? OrderLayers.byEventTime(firstLayer, settings.maxBuffered())
        : OrderLayers.byBuffer(firstLayer, settings.maxBuffered());
  }

  private void answer(PCollection<TileOutliers> outliers) {
    PCollection<TileResult> results =
        outliers
            .apply("RankTopFive", RankTopFive.create())
            .apply("RecordQ2", record((ranked, micros) -> new PartRow.Q2(ranked.getKey(), micros)))
            .apply("Outliers", Values.create())
            .apply("ClusterOutliers", ClusterOutliers.by(settings.rules(), settings.clustering()));
    PCollection<TileResult> stored =
        settings.replay() == null
            ? results.apply("PostResults", ChallengerIO.writeResults().withBench(settings.bench()))
            : results;
    stored.apply("RecordQ3", record(PartRow.Q3::new));
  }

  private void keepTheRest(PCollectionTuple decoded, PCollectionTuple ordered) {
    var refused =
        PCollectionList.of(decoded.get(DecodeTiles.DEAD_LETTERS))
            .and(ordered.get(OrderLayers.DEAD_LETTERS))
            .apply("DeadLetters", Flatten.pCollections())
            .apply("KeepDeadLetters", ParDo.of(new KeepDeadLettersFn(settings.output())));
    PCollectionList.of(decoded.get(DecodeTiles.EVENTS))
        .and(ordered.get(OrderLayers.EVENTS))
        .and(refused)
        .apply("Events", Flatten.pCollections())
        .apply("RecordEvents", record((event, micros) -> new PartRow.Event(event)));
  }

  private <T> RecordRows<T> record(RecordRows.ToRow<T> toRow) {
    return new RecordRows<>(settings.output(), toRow);
  }

  static final class KeyFn extends DoFn<Tile, KV<TileKey, LayerEvent>> {

    @ProcessElement
    public void process(@Element Tile tile, OutputReceiver<KV<TileKey, LayerEvent>> out) {
      out.output(KV.of(tile.header().key(), tile));
    }
  }
}
