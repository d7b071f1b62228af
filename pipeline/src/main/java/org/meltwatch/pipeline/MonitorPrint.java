package org.meltwatch.pipeline;

import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PDone;
import org.jspecify.annotations.Nullable;
import org.meltwatch.coders.MessageCoders;
import org.meltwatch.coders.ModelCoders;
import org.meltwatch.kernel.clusters.Clustering;
import org.meltwatch.kernel.tiff.ImageLimits;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Image;
import org.meltwatch.model.RankedOutliers;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.TileOutliers;
import org.meltwatch.model.TileResult;
import org.meltwatch.model.layers.KeyStarts;
import org.meltwatch.model.layers.LayerEvent;
import org.meltwatch.model.layers.LayerWindow;
import org.meltwatch.model.layers.RunEvent;
import org.meltwatch.model.layers.Tile;
import org.meltwatch.model.received.Arrival;
import org.meltwatch.pipeline.options.OrderingSettings;
import org.meltwatch.record.pictures.Keep;
import org.meltwatch.record.rows.ClustersAnswer;
import org.meltwatch.record.rows.EventRow;
import org.meltwatch.record.rows.PlateRows;
import org.meltwatch.record.rows.SaturatedAnswer;
import org.meltwatch.record.rows.TopFiveAnswer;
import org.meltwatch.source.TileFeed;
import org.meltwatch.tracking.TrackingSettings;
import org.meltwatch.transforms.ClusterOutliers;
import org.meltwatch.transforms.CountSaturated;
import org.meltwatch.transforms.DecodeTiles;
import org.meltwatch.transforms.FindOutliers;
import org.meltwatch.transforms.RankTopFive;
import org.meltwatch.transforms.SetAsideAnswered;
import org.meltwatch.transforms.gaps.FindGaps;
import org.meltwatch.transforms.gaps.FindRefused;
import org.meltwatch.transforms.images.Images;
import org.meltwatch.transforms.order.OrderLayers;
import org.meltwatch.transforms.plates.TrackDefects;

/**
 * The pipeline: from a source's tiles to results handed back to it and recorded in part files.
 *
 * <pre>
 * ReadTiles - DecodeTiles - CountSaturated - q1 rows - OrderLayers - FindOutliers
 *                  |                                       |               |   |
 *                  +-- FindGaps ---------------------------+               |   RankTopFive - q2 rows
 *                  |        +---- TrackDefects - layers, defects, alerts --+              |
 *                  +-- dead letters, events          q3 rows - PostResults - ClusterOutliers
 * </pre>
 */
final class MonitorPrint extends PTransform<PBegin, PDone> {

  /**
   * How a print is monitored.
   *
   * @param images where the images of tiles are
   * @param limits how large an image may be
   * @param rules the thresholds
   * @param ordering how layers are put in order
   * @param clustering which implementation clusters
   * @param maxDeadLetterBytes how much disk dead letters may take
   * @param tracking how defects are tracked; null to do without
   * @param pictures which pictures of tiles are kept
   */
  record Settings(
      Images images,
      ImageLimits limits,
      DefectRules rules,
      OrderingSettings ordering,
      Clustering clustering,
      long maxDeadLetterBytes,
      @Nullable TrackingSettings tracking,
      Keep pictures) {}

  private final Settings settings;
  private final KeyStarts starts;
  private final String output;
  private final TileFeed feed;
  private final List<AnswerStep> steps;
  private final Recording recording;

  /**
   * The pipeline.
   *
   * @param starts where tile keys begin
   * @param output the results directory, which all workers must be able to write to
   * @param feed gives the tiles, and takes results if it wants any
   * @param steps compute answers beside the three
   */
  MonitorPrint(
      Settings settings, KeyStarts starts, String output, TileFeed feed, List<AnswerStep> steps) {
    this.settings = settings;
    this.starts = starts;
    this.output = output;
    this.feed = feed;
    this.steps = List.copyOf(steps);
    this.recording = new Recording(output, settings.images(), settings.rules());
  }

  @Override
  public PDone expand(PBegin begin) {
    DefectRules rules = settings.rules();
    Images images = settings.images();
    PCollectionTuple decoded =
        begin
            .apply("ReadTiles", feed.read())
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
                recording
                    .<Tile>rows(
                        (tile, now) ->
                            SaturatedAnswer.row(tile.header(), tile.saturated(), now.getAsLong()))
                    .withPictures(
                        settings.pictures(),
                        rules.voidBelow(),
                        (tile, to) -> {
                          Image image = images.of(tile.image());
                          to.image(tile.header(), image);
                          to.saturated(
                              tile.header(), image, rules.saturatedAbove(), tile.saturated());
                        }));
    for (AnswerStep step : steps) {
      tiles = step.ofTiles(tiles, recording);
    }

    PCollectionTuple proven = proven(decoded.get(DecodeTiles.ARRIVALS));
    PCollectionTuple ordered =
        events(decoded, tiles, proven).apply("OrderLayers", ordering().withImages(images));
    PCollectionList<RunEvent> events =
        PCollectionList.of(decoded.get(DecodeTiles.EVENTS)).and(ordered.get(OrderLayers.EVENTS));
    PCollection<LayerWindow> windows = ordered.get(OrderLayers.WINDOWS);
    if (!feed.answeredBefore().isEmpty()) {
      PCollectionTuple open =
          windows.apply("SetAsideAnswered", SetAsideAnswered.of(feed.answeredBefore()));
      windows = open.get(SetAsideAnswered.WINDOWS);
      events = events.and(open.get(SetAsideAnswered.EVENTS));
    }
    TrackingSettings tracking = settings.tracking();
    PCollectionTuple found =
        windows.apply(
            "FindOutliers",
            FindOutliers.by(rules)
                .withImages(images)
                .withPlate(tracking == null ? null : tracking.plate()));
    answer(found.get(FindOutliers.OUTLIERS));
    if (tracking != null) {
      track(tracking, proven, found);
    }
    keepTheRest(decoded, ordered, events);
    return PDone.in(begin.getPipeline());
  }

  /** Tiles by key, and the gaps between them as far as the watermark does not tell. */
  private PCollection<KV<TileKey, LayerEvent>> events(
      PCollectionTuple decoded, PCollection<Tile> tiles, PCollectionTuple proven) {
    PCollection<KV<TileKey, LayerEvent>> keyed =
        tiles
            .apply("KeyByTile", ParDo.of(new KeyFn()))
            .setCoder(KvCoder.of(ModelCoders.TILE_KEY, MessageCoders.LAYER_EVENT));
    PCollection<Arrival> arrivals = decoded.get(DecodeTiles.ARRIVALS);
    PCollection<KV<TileKey, LayerEvent>> gaps =
        settings.ordering().byEventTime()
            ? arrivals.apply("FindRefused", FindRefused.layers())
            : proven.get(FindGaps.GAPS);
    return PCollectionList.of(keyed).and(gaps).apply("TilesAndGaps", Flatten.pCollections());
  }

  /** What is proven of tile keys and plates; nothing where nobody asks. */
  private PCollectionTuple proven(PCollection<Arrival> arrivals) {
    boolean plates = settings.tracking() != null;
    if (settings.ordering().byEventTime() && !plates) {
      return PCollectionTuple.empty(arrivals.getPipeline());
    }
    return arrivals.apply(
        "FindGaps", FindGaps.from(starts, settings.ordering().maxBuffered()).withPlates(plates));
  }

  private void track(TrackingSettings tracking, PCollectionTuple proven, PCollectionTuple found) {
    PCollectionList.of(proven.get(FindGaps.PLATES))
        .and(found.get(FindOutliers.FINDINGS))
        .apply("BatchesAndFindings", Flatten.pCollections())
        .apply("TrackDefects", TrackDefects.by(tracking))
        .apply(
            "RecordLayers",
            recording.manyRows((report, now) -> PlateRows.of(report, now.getAsLong())));
  }

  private OrderLayers ordering() {
    return settings.ordering().byEventTime()
        ? OrderLayers.byEventTime(starts, settings.ordering().maxBuffered())
        : OrderLayers.byBuffer(starts, settings.ordering().maxBuffered());
  }

  private void answer(PCollection<TileOutliers> found) {
    PCollection<RankedOutliers> outliers =
        found
            .apply("RankTopFive", RankTopFive.create())
            .apply(
                "RecordQ2",
                recording
                    .<RankedOutliers>rows(
                        (ranked, now) ->
                            TopFiveAnswer.row(ranked.header(), ranked.top(), now.getAsLong()))
                    .withPictures(
                        settings.pictures(),
                        settings.rules().voidBelow(),
                        (ranked, to) -> to.outliers(ranked.header(), ranked.tile().outliers())));
    for (AnswerStep step : steps) {
      outliers = step.ofOutliers(outliers, recording);
    }
    PCollection<TileResult> results =
        outliers.apply(
            "ClusterOutliers", ClusterOutliers.by(settings.rules(), settings.clustering()));
    PCollection<TileResult> stored =
        feed.sink().map(sink -> results.apply("PostResults", sink)).orElse(results);
    PCollection<TileResult> recorded =
        stored.apply(
            "RecordQ3",
            recording.rows((result, now) -> ClustersAnswer.row(result, now.getAsLong())));
    for (AnswerStep step : steps) {
      recorded = step.ofResults(recorded, recording);
    }
  }

  private void keepTheRest(
      PCollectionTuple decoded, PCollectionTuple ordered, PCollectionList<RunEvent> events) {
    var refused =
        PCollectionList.of(decoded.get(DecodeTiles.DEAD_LETTERS))
            .and(ordered.get(OrderLayers.DEAD_LETTERS))
            .apply("DeadLetters", Flatten.pCollections())
            .apply(
                "KeepDeadLetters",
                ParDo.of(new KeepDeadLettersFn(output, settings.maxDeadLetterBytes())));
    events
        .and(refused)
        .apply("Events", Flatten.pCollections())
        .apply("RecordEvents", recording.rows((event, now) -> EventRow.of(event)));
  }

  static final class KeyFn extends DoFn<Tile, KV<TileKey, LayerEvent>> {

    @ProcessElement
    public void process(@Element Tile tile, OutputReceiver<KV<TileKey, LayerEvent>> out) {
      out.output(KV.of(tile.header().key(), tile));
    }
  }
}
