package org.meltwatch.tracking;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.Outlier;
import org.meltwatch.model.layers.RunEvent;
import org.meltwatch.quality.LayerQuality;
import org.meltwatch.quality.RecentLayers;
import org.meltwatch.quality.TileSketch;

/**
 * Tracks the defects of one print: is told what happens and reports each layer that can be closed.
 * What lasts is in the parts that it is given; it lives no longer than the work on one event where
 * an engine keeps them as state.
 */
public final class PrintTracker {

  private final String printId;
  private final TrackingSettings settings;
  private final PrintLedger ledger;
  private final FindingsStore waiting;
  private final Supplier<OpenDefects> start;
  private final Supplier<RecentLayers> startRecent;
  private @Nullable OpenDefects defects;
  private @Nullable RecentLayers recent;

  /**
   * A tracker that goes on from here.
   *
   * @param ledger is changed
   * @param start the defects that can still grow; asked for only if a layer is closed
   * @param startRecent what the quality of the next layer is compared with; asked for likewise
   * @param waiting the findings of open layers; is changed
   */
  public PrintTracker(
      String printId,
      TrackingSettings settings,
      PrintLedger ledger,
      Supplier<OpenDefects> start,
      Supplier<RecentLayers> startRecent,
      FindingsStore waiting) {
    this.printId = printId;
    this.settings = settings;
    this.ledger = ledger;
    this.start = start;
    this.startRecent = startRecent;
    this.waiting = waiting;
  }

  /** A tracker of a print of which nothing came, which keeps everything itself. */
  public static PrintTracker start(String printId, TrackingSettings settings) {
    return new PrintTracker(
        printId,
        settings,
        new PrintLedger(settings.plate(), settings.points().firstLayer()),
        () -> OpenDefects.NONE,
        () -> RecentLayers.NONE,
        new Kept());
  }

  /** Takes note of an event; returns the layers that it closes, in ascending order. */
  public List<LayerReport> take(PlateEvent event) {
    if (event instanceof PlateEvent.Handed batch) {
      ledger.note(batch);
    } else if (event instanceof PlateEvent.PrintEnd end) {
      ledger.finish(end.handed());
    } else if (event instanceof TileFindings findings && ledger.note(findings)) {
      waiting.add(findings);
    }
    return isDue() ? close() : List.of();
  }

  private boolean isDue() {
    return ledger.isClosable() || ledger.openLayers() > settings.maxOpenLayers();
  }

  private List<LayerReport> close() {
    Map<Integer, List<TileFindings>> byLayer = new HashMap<>();
    List<TileFindings> all = waiting.takeAll();
    for (TileFindings findings : all) {
      byLayer.computeIfAbsent(findings.layer(), absent -> new ArrayList<>()).add(findings);
    }
    @Nullable TileFindings first =
        all.stream().min(Comparator.comparingLong(one -> one.header().seqId())).orElse(null);
    List<LayerReport> reports = new ArrayList<>();
    while (isDue()) {
      PrintLedger.Closed closed = ledger.close();
      @Nullable List<TileFindings> found = byLayer.remove(closed.layer());
      reports.add(report(closed, fitting(found, first)));
    }
    byLayer.forEach((layer, rest) -> rest.forEach(waiting::add));
    return reports;
  }

  /**
   * Those of the print's size; while that is unknown, of the first tile's of all that are there.
   */
  private List<TileFindings> fitting(
      @Nullable List<TileFindings> found, @Nullable TileFindings first) {
    return found == null || first == null
        ? List.of()
        : found.stream().filter(one -> ledger.fits(one, first)).toList();
  }

  private LayerReport report(PrintLedger.Closed closed, List<TileFindings> found) {
    @Nullable TileFindings[] tiles = new TileFindings[settings.plate().tiles()];
    @Nullable TileSketch[] sketches = new TileSketch[tiles.length];
    BitSet there = new BitSet();
    for (TileFindings findings : found) {
      if (closed.present().get(findings.tileId())) {
        tiles[findings.tileId()] = findings;
        sketches[findings.tileId()] = findings.sketch();
        there.set(findings.tileId());
      }
    }
    BitSet usable = closed.usable();
    usable.and(there);
    LayerPoints points =
        LayerAssembly.assemble(
            settings.plate(),
            settings.points().outlierAbove() * Outlier.DENOMINATOR,
            tiles,
            usable);
    OpenDefects.Step step = defects().with(closed.layer(), points, settings.rules());
    defects = step.open();
    LayerQuality quality =
        LayerQuality.of(settings.plate(), sketches, recent(), settings.quality());
    recent = quality.recent();
    return new LayerReport(
        printId,
        closed.layer(),
        closed.isProven() && there.equals(closed.present()),
        there.cardinality(),
        points.observed(),
        points.saturated(),
        points.hot(),
        points.cold(),
        step.regions(),
        step.alerts(),
        step.changed(),
        step.absorbed(),
        step.open().recent().stream().filter(regions -> regions.layer() == closed.layer()).toList(),
        quality.disturbed());
  }

  /** The defects that can still grow. */
  public OpenDefects defects() {
    if (defects == null) {
      defects = start.get();
    }
    return defects;
  }

  /** What the quality of the next layer is compared with. */
  public RecentLayers recent() {
    if (recent == null) {
      recent = startRecent.get();
    }
    return recent;
  }

  /** True if all layers are closed and there will be no more. */
  public boolean isDone() {
    return ledger.isDone();
  }

  /** How the print ended; to be asked when it {@link #isDone}. */
  public PrintTracked end() {
    return new PrintTracked(new RunEvent.Tracked(printId, ledger.layers(), ledger.offPlate()));
  }

  private static final class Kept implements FindingsStore {

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
