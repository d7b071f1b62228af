package org.meltwatch.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.bench.Settings;
import org.meltwatch.challenger.faults.Fault;
import org.meltwatch.io.ChallengerIO;
import org.meltwatch.io.http.Bench;
import org.meltwatch.io.http.ChallengerClient;
import org.meltwatch.kernel.tiff.ImageLimits;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.layers.LayerEvent;
import org.meltwatch.model.layers.LayerWindow;
import org.meltwatch.model.layers.RunEvent;
import org.meltwatch.model.layers.Tile;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.synthetic.SyntheticPrint;
import org.meltwatch.transforms.CountSaturated;
import org.meltwatch.transforms.DecodeTiles;
import org.meltwatch.transforms.gaps.FindGaps;
import org.meltwatch.transforms.order.OrderLayers;
import org.meltwatch.worker.WorkerState;

/** A slow engine is not a lost layer, and a lost layer is not waited for. */
@Timeout(300)
class EvidenceTest {

  private static final Queue<Seen> WINDOWS = new ConcurrentLinkedQueue<>();
  private static final Queue<RunEvent> EVENTS = new ConcurrentLinkedQueue<>();

  /** A window, and when it came out. */
  private record Seen(TileKey key, int layer, boolean complete, long out) {}

  @BeforeEach
  void forget() {
    WINDOWS.clear();
    EVENTS.clear();
  }

  @Test
  void run_withSlowStageAndBacklogOfManyLayers_givesUpNoLayer() throws Exception {
    int layers = 25;
    SyntheticPrint print = new SyntheticPrint("SLOW", layers, Grid.parse("1x2"), 20, 1);
    try (LocalChallenger challenger = LocalChallenger.start(Settings.of(print))) {
      run(challenger, 40);
    }
    assertEquals(List.of(), List.copyOf(EVENTS));
    assertEquals(2 * layers, WINDOWS.size());
    assertEquals(2L * (layers - 2), WINDOWS.stream().filter(Seen::complete).count());
  }

  @Test
  void run_withLayerDroppedAtTheServer_givesItUpAsSoonAsTheEvidenceIsThere() throws Exception {
    SyntheticPrint print = new SyntheticPrint("LOST", 40, Grid.parse("2x2"), 20, 1);
    Settings settings =
        Settings.of(print).withFaults(new Fault(Fault.Kind.DROP, 2, 1)).withRate(20);
    try (LocalChallenger challenger = LocalChallenger.start(settings)) {
      run(challenger, 0);
    }
    TileKey key = new TileKey("LOST", 1);
    assertEquals(List.of(new RunEvent.Skipped(key, 2, 3)), List.copyOf(EVENTS));
    Seen afterTheGap = seen(key, 3);
    Seen longAfter = seen(new TileKey("LOST", 0), 30);
    assertTrue(
        afterTheGap.out() < longAfter.out(),
        String.format(
            Locale.ROOT,
            "layer 3 came out %d us after layer 30 of another tile: it waited for the end",
            afterTheGap.out() - longAfter.out()));
  }

  private static Seen seen(TileKey key, int layer) {
    return WINDOWS.stream()
        .filter(window -> window.key().equals(key) && window.layer() == layer)
        .findFirst()
        .orElseThrow();
  }

  private static void run(LocalChallenger challenger, int millisPerTile) throws Exception {
    ChallengerClient client = ChallengerClient.at(URI.create(challenger.url()));
    Bench bench = client.create("token", "evidence", true, null);
    client.start(bench);
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.create());
    PCollectionTuple decoded =
        pipeline
            .apply("Read", ChallengerIO.read().withBench(bench).withLanes(3))
            .apply("Decode", DecodeTiles.of(0, ImageLimits.DEFAULT));
    PCollection<KV<TileKey, LayerEvent>> tiles =
        decoded
            .get(DecodeTiles.IMAGES)
            .apply("Count", CountSaturated.above(65000))
            .apply("Slow", ParDo.of(new SlowFn(millisPerTile)))
            .apply("Key", ParDo.of(new MonitorPrint.KeyFn()));
    PCollection<KV<TileKey, LayerEvent>> gaps =
        decoded.get(DecodeTiles.ARRIVALS).apply("FindGaps", FindGaps.from(0)).get(FindGaps.GAPS);
    PCollectionTuple ordered =
        PCollectionList.of(tiles.setCoder(gaps.getCoder()))
            .and(gaps)
            .apply("TilesAndGaps", Flatten.pCollections())
            .apply("OrderLayers", OrderLayers.byBuffer(0));
    ordered.get(OrderLayers.WINDOWS).apply("SeeWindows", ParDo.of(new SeeWindowFn()));
    ordered.get(OrderLayers.EVENTS).apply("SeeEvents", ParDo.of(new SeeEventFn()));
    pipeline.run().waitUntilFinish();
    WorkerState.close();
  }

  static final class SlowFn extends DoFn<Tile, Tile> {

    private final int millis;

    SlowFn(int millis) {
      this.millis = millis;
    }

    @ProcessElement
    public void process(@Element Tile tile, OutputReceiver<Tile> out) throws InterruptedException {
      Thread.sleep(millis);
      out.output(tile);
    }
  }

  static final class SeeWindowFn extends DoFn<LayerWindow, Void> {

    @ProcessElement
    public void process(@Element LayerWindow window) {
      long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
      var header = window.newest().header();
      WINDOWS.add(new Seen(header.key(), header.layer(), window.isComplete(), now));
    }
  }

  static final class SeeEventFn extends DoFn<RunEvent, Void> {

    @ProcessElement
    public void process(@Element RunEvent event) {
      EVENTS.add(event);
    }
  }
}
