package org.meltwatch.transforms.plates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meltwatch.coders.PlateCoders;
import org.meltwatch.kernel.outliers.Saturation;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Image;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileKey;
import org.meltwatch.quality.RecentLayers;
import org.meltwatch.tracking.FindingsKernel;
import org.meltwatch.tracking.FindingsStore;
import org.meltwatch.tracking.LayerReport;
import org.meltwatch.tracking.OpenDefects;
import org.meltwatch.tracking.PlateAnswers;
import org.meltwatch.tracking.PlateEvent;
import org.meltwatch.tracking.PlateFixture;
import org.meltwatch.tracking.PlateReport;
import org.meltwatch.tracking.Plates;
import org.meltwatch.tracking.PrintLedger;
import org.meltwatch.tracking.PrintTracker;
import org.meltwatch.tracking.TileFindings;
import org.meltwatch.tracking.TrackingSettings;

/** What an engine keeps and sends of the tracking comes out of its bytes as it went in. */
class TrackedStateTest {

  @ParameterizedTest
  @ValueSource(strings = {"seam", "merge-and-split", "tiny-tiles", "random-saturated"})
  void track_throughBytesAfterEveryEvent_equalsTheExpectation(String name) throws Exception {
    PlateFixture fixture = PlateFixture.read(name);
    TrackingSettings settings =
        new TrackingSettings(fixture.plate(), fixture.rules(), DefectRules.DEFAULT, 256);
    List<PlateEvent> events = events(fixture);
    Collections.shuffle(events, new Random(7));
    Store store = new Store();
    PrintLedger ledger = new PrintLedger(fixture.plate(), 0);
    OpenDefects defects = OpenDefects.NONE;
    RecentLayers recent = RecentLayers.NONE;
    List<LayerReport> reports = new ArrayList<>();
    for (PlateEvent event : events) {
      OpenDefects before = defects;
      RecentLayers recently = recent;
      PrintTracker tracker =
          new PrintTracker("P", settings, ledger, () -> before, () -> recently, store);
      for (LayerReport report : tracker.take(through(PlateCoders.PLATE_EVENT, event))) {
        PlateReport read = through(PlateCoders.PLATE_REPORT, report);
        assertEquals(report, read);
        reports.add((LayerReport) read);
      }
      ledger = through(new LedgerCoder(), ledger);
      defects = through(PlateCoders.OPEN_DEFECTS, tracker.defects());
      assertEquals(tracker.defects(), defects);
      recent = through(PlateCoders.RECENT_LAYERS, tracker.recent());
      assertEquals(tracker.recent(), recent);
    }
    assertTrue(ledger.isDone());
    assertEquals(fixture.expected(), PlateAnswers.of(reports));
  }

  @Test
  void coder_ofEvents_hasPinnedBytes() throws Exception {
    assertEquals(
        "00" + "0000000000000007" + "00000003" + "00000005" + "00000002" + "00000004",
        hex(new PlateEvent.Handed(7, 3, 5, 2, 4)));
    assertEquals("01" + "0000000000000009", hex(new PlateEvent.PrintEnd(9)));
  }

  private static String hex(PlateEvent event) throws Exception {
    return HexFormat.of().formatHex(CoderUtils.encodeToByteArray(PlateCoders.PLATE_EVENT, event));
  }

  private static <T> T through(Coder<T> coder, T value) throws Exception {
    return CoderUtils.decodeFromByteArray(coder, CoderUtils.encodeToByteArray(coder, value));
  }

  private static List<PlateEvent> events(PlateFixture fixture) throws Exception {
    FindingsKernel kernel = new FindingsKernel(DefectRules.DEFAULT);
    List<List<Image>> layers =
        fixture.layers().stream().map(layer -> Plates.cut(layer, fixture.plate())).toList();
    List<PlateEvent> events = new ArrayList<>();
    long number = 0;
    for (int layer = 0; layer < layers.size(); layer++) {
      for (int tile = 0; tile < fixture.plate().tiles(); tile++) {
        Image image = layers.get(layer).get(tile);
        events.add(new PlateEvent.Handed(number, tile, layer, image.height(), image.width()));
        TileFindings findings =
            kernel
                .find(
                    new TileHeader(number, new TileKey("P", tile), layer, 0),
                    Saturation.count(image, DefectRules.DEFAULT.saturatedAbove()),
                    image,
                    layer < 2 ? null : layers.get(layer - 1).get(tile),
                    layer < 2 ? null : layers.get(layer - 2).get(tile))
                .findings();
        assertEquals(findings, through(PlateCoders.PLATE_EVENT, findings));
        events.add(findings);
        number++;
      }
    }
    events.add(new PlateEvent.PrintEnd(number));
    return events;
  }

  private static final class Store implements FindingsStore {

    private List<TileFindings> kept = new ArrayList<>();

    @Override
    public void add(TileFindings findings) {
      kept.add(findings);
    }

    @Override
    public List<TileFindings> takeAll() {
      List<TileFindings> all = kept;
      kept = new ArrayList<>();
      return all;
    }
  }
}
