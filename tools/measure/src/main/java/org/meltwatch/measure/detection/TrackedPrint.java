package org.meltwatch.measure.detection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.meltwatch.kernel.outliers.Saturation;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Image;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileKey;
import org.meltwatch.tracking.Alert;
import org.meltwatch.tracking.Defect;
import org.meltwatch.tracking.DefectId;
import org.meltwatch.tracking.Family;
import org.meltwatch.tracking.FindingsKernel;
import org.meltwatch.tracking.LayerRegions;
import org.meltwatch.tracking.LayerReport;
import org.meltwatch.tracking.PlateEvent;
import org.meltwatch.tracking.PrintTracker;
import org.meltwatch.tracking.TileFindings;
import org.meltwatch.tracking.TrackingSettings;

/** The defects of a print, by the program that runs use, and the points of their regions. */
final class TrackedPrint {

  /** A defect's name within its family. */
  record Name(DefectId id, Family family) {}

  /** A level that a defect was given when a layer was closed. */
  record Given(int layer, Alert alert) {}

  private final Map<Name, Name> absorbers = new HashMap<>();
  private final Map<Name, Defect> defects = new HashMap<>();
  private final List<LayerRegions> regions = new ArrayList<>();
  private final List<Given> alerts = new ArrayList<>();

  /** What the kernel finds in each tile of a print that lacks none, layer by layer. */
  static List<List<TileFindings>> findings(List<List<Image>> layers, DefectRules points) {
    FindingsKernel kernel = new FindingsKernel(points);
    List<List<TileFindings>> all = new ArrayList<>();
    for (int layer = 0; layer < layers.size(); layer++) {
      List<TileFindings> found = new ArrayList<>();
      for (int tile = 0; tile < layers.get(layer).size(); tile++) {
        Image newest = layers.get(layer).get(tile);
        found.add(
            kernel
                .find(
                    new TileHeader(0, new TileKey("made", tile), layer, 0),
                    Saturation.count(newest, points.saturatedAbove()),
                    newest,
                    layer < 2 ? null : layers.get(layer - 1).get(tile),
                    layer < 2 ? null : layers.get(layer - 2).get(tile))
                .findings());
      }
      all.add(found);
    }
    return all;
  }

  /** Tracks a print. */
  static TrackedPrint of(List<List<TileFindings>> findings, TrackingSettings settings) {
    TrackedPrint tracked = new TrackedPrint();
    PrintTracker tracker = PrintTracker.start("made", settings);
    long number = 0;
    for (List<TileFindings> layer : findings) {
      for (TileFindings tile : layer) {
        tracked.take(
            tracker,
            new PlateEvent.Handed(
                number++, tile.tileId(), tile.layer(), tile.height(), tile.width()));
        tracked.take(tracker, tile);
      }
    }
    tracked.take(tracker, new PlateEvent.PrintEnd(number));
    return tracked;
  }

  private void take(PrintTracker tracker, PlateEvent event) {
    for (LayerReport report : tracker.take(event)) {
      tracker.defects().recent().stream()
          .filter(recent -> recent.layer() == report.layer())
          .forEach(regions::add);
      report.changed().forEach(this::note);
      report.alerts().forEach(alert -> alerts.add(new Given(report.layer(), alert)));
    }
  }

  private void note(Defect defect) {
    Name name = new Name(defect.id(), defect.family());
    defects.put(name, defect);
    for (DefectId absorbed : defect.absorbed()) {
      Name other = new Name(absorbed, defect.family());
      if (!other.equals(name)) {
        absorbers.put(other, name);
        defects.remove(other);
      }
    }
  }

  /** The defect that one has become part of in the end; itself if none. */
  Name last(DefectId id, Family family) {
    Name name = new Name(id, family);
    for (Name next = absorbers.get(name); next != null; next = absorbers.get(name)) {
      name = next;
    }
    return name;
  }

  /** All defects as they were in the end. */
  Map<Name, Defect> defects() {
    return defects;
  }

  /** The regions of each family and layer, with the defects that owned them then. */
  List<LayerRegions> regions() {
    return regions;
  }

  /** Each level that was given. */
  List<Given> alerts() {
    return alerts;
  }
}
