package org.meltwatch.transforms.plates;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.state.BagState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.jspecify.annotations.Nullable;
import org.meltwatch.coders.PlateCoders;
import org.meltwatch.quality.RecentLayers;
import org.meltwatch.tracking.FindingsStore;
import org.meltwatch.tracking.LayerReport;
import org.meltwatch.tracking.OpenDefects;
import org.meltwatch.tracking.PlateEvent;
import org.meltwatch.tracking.PlateReport;
import org.meltwatch.tracking.PrintLedger;
import org.meltwatch.tracking.PrintTracker;
import org.meltwatch.tracking.TileFindings;
import org.meltwatch.tracking.TrackingSettings;

/**
 * Tracks the defects of every print, and reports each layer of its plate when it is closed: in
 * ascending order, exactly once but for bundles that an engine tries again.
 *
 * <p>It is told of batches by {@code FindGaps} and of tiles by {@code FindOutliers}, in any order.
 * What it does depends on what it is told alone: it has no timer, clock or watermark.
 */
public final class TrackDefects
    extends PTransform<PCollection<KV<String, PlateEvent>>, PCollection<PlateReport>> {

  private final TrackingSettings settings;

  private TrackDefects(TrackingSettings settings) {
    this.settings = settings;
  }

  /** Tracks by these rules. */
  public static TrackDefects by(TrackingSettings settings) {
    return new TrackDefects(settings);
  }

  @Override
  public PCollection<PlateReport> expand(PCollection<KV<String, PlateEvent>> events) {
    return events
        .apply("Track", ParDo.of(new TrackFn(settings)))
        .setCoder(PlateCoders.PLATE_REPORT);
  }

  static final class TrackFn extends DoFn<KV<String, PlateEvent>, PlateReport> {

    private final TrackingSettings settings;

    /** Which tiles are present, and which layers can be closed. */
    @StateId("ledger")
    private final StateSpec<ValueState<PrintLedger>> ledgerSpec =
        StateSpecs.value(new LedgerCoder());

    /** The findings of tiles whose layer is open; apart, for they are large and seldom read. */
    @StateId("findings")
    private final StateSpec<BagState<PlateEvent>> findingsSpec =
        StateSpecs.bag(PlateCoders.PLATE_EVENT);

    /** The defects that can still grow; read and written when a layer is closed. */
    @StateId("defects")
    private final StateSpec<ValueState<OpenDefects>> defectsSpec =
        StateSpecs.value(PlateCoders.OPEN_DEFECTS);

    /** What the image quality of the next layer is compared with. */
    @StateId("recent")
    private final StateSpec<ValueState<RecentLayers>> recentSpec =
        StateSpecs.value(PlateCoders.RECENT_LAYERS);

    TrackFn(TrackingSettings settings) {
      this.settings = settings;
    }

    @ProcessElement
    public void process(
        @Element KV<String, PlateEvent> element,
        @AlwaysFetched @StateId("ledger") ValueState<PrintLedger> ledger,
        @StateId("findings") BagState<PlateEvent> findings,
        @StateId("defects") ValueState<OpenDefects> defects,
        @StateId("recent") ValueState<RecentLayers> recent,
        OutputReceiver<PlateReport> out) {
      PrintLedger stored = ledger.read();
      PrintLedger own =
          stored == null
              ? new PrintLedger(settings.plate(), settings.points().firstLayer())
              : stored.copy();
      boolean wasDone = own.isDone();
      PrintTracker tracker =
          new PrintTracker(
              element.getKey(),
              settings,
              own,
              () -> orElse(defects.read(), OpenDefects.NONE),
              () -> orElse(recent.read(), RecentLayers.NONE),
              new Bag(findings));
      List<LayerReport> reports = tracker.take(element.getValue());
      reports.forEach(out::output);
      if (tracker.isDone() && !wasDone) {
        out.output(tracker.end());
        findings.clear();
        defects.clear();
        recent.clear();
      } else if (!reports.isEmpty()) {
        defects.write(tracker.defects());
        recent.write(tracker.recent());
      }
      // The ledger of a print that is over stays: it knows that nothing more is needed.
      ledger.write(own);
    }

    private static <T> T orElse(@Nullable T stored, T none) {
      return stored == null ? none : stored;
    }
  }

  /** Findings in an engine's state. */
  private static final class Bag implements FindingsStore {

    private final BagState<PlateEvent> findings;

    Bag(BagState<PlateEvent> findings) {
      this.findings = findings;
    }

    @Override
    public void add(TileFindings one) {
      findings.add(one);
    }

    @Override
    public List<TileFindings> takeAll() {
      List<TileFindings> all = new ArrayList<>();
      for (PlateEvent one : findings.read()) {
        if (one instanceof TileFindings tile) {
          all.add(tile);
        }
      }
      findings.clear();
      return all;
    }
  }
}
