package org.meltwatch.tracking;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.meltwatch.kernel.outliers.Saturation;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Image;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileKey;

/**
 * Batches of a print by ascending batch id, and what the steps before the tracking make of them:
 * numbers and findings. The windows are those of {@code ReferenceModel}.
 */
final class PlateRun {

  private static final String PRINT = "P";

  private record Window(int layer, Image image) {}

  private final DefectRules limits;
  private final FindingsKernel kernel;
  private final List<PlateEvent> events = new ArrayList<>();
  private final Map<Integer, TileHistory> histories = new HashMap<>();
  private final Map<Integer, Image> sizes = new HashMap<>();
  private final Map<Integer, List<Window>> windows = new HashMap<>();
  private final Map<Integer, Map<Integer, Image>> accepted = new HashMap<>();
  private long number;

  PlateRun(DefectRules limits) {
    this.limits = limits;
    this.kernel = new FindingsKernel(limits);
  }

  /** A batch that cannot be read. */
  void refuse(int layer, int tile) {
    events.add(new PlateEvent.Handed(number++, tile, layer, 0, 0));
    pass(layer, tile);
  }

  private void pass(int layer, int tile) {
    TileHistory history = history(tile);
    if (layer >= history.expected()) {
      windows.remove(tile);
      histories.put(tile, history.without(layer));
    }
  }

  private TileHistory history(int tile) {
    return histories.getOrDefault(tile, TileHistory.from(limits.firstLayer()));
  }

  /** A batch that can be read. */
  void hand(int layer, int tile, Image image) {
    events.add(new PlateEvent.Handed(number++, tile, layer, image.height(), image.width()));
    if (accepted.computeIfAbsent(tile, absent -> new HashMap<>()).containsKey(layer)) {
      return;
    }
    if (!sizes.computeIfAbsent(tile, first -> image).sameSize(image)) {
      pass(layer, tile);
      return;
    }
    accepted.get(tile).put(layer, image);
    TileHistory history = history(tile);
    Image previous = null;
    Image oldest = null;
    if (layer >= history.expected()) {
      if (layer > history.expected()) {
        windows.remove(tile);
      }
      List<Window> window = windows.computeIfAbsent(tile, absent -> new ArrayList<>());
      if (window.size() >= 2) {
        previous = window.get(window.size() - 1).image;
        oldest = window.get(window.size() - 2).image;
      }
      window.add(new Window(layer, image));
      histories.put(tile, history.with(layer, TileHistory.OF_PRINT));
    }
    TileHeader header = new TileHeader(number, new TileKey(PRINT, tile), layer, 0);
    int saturated = Saturation.count(image, limits.saturatedAbove());
    events.add(kernel.find(header, saturated, image, previous, oldest).findings());
  }

  /** All events, in the order in which an engine may deliver them. */
  List<PlateEvent> events(Random random) {
    List<PlateEvent> all = new ArrayList<>(events);
    all.add(new PlateEvent.PrintEnd(number));
    Collections.shuffle(all, random);
    return all;
  }

  /** The reports of a tracker that is told all events in an order. */
  static List<LayerReport> track(TrackingSettings settings, List<PlateEvent> events) {
    PrintTracker tracker = PrintTracker.start(PRINT, settings);
    List<LayerReport> reports = new ArrayList<>();
    events.forEach(event -> reports.addAll(tracker.take(event)));
    if (!tracker.isDone()) {
      throw new AssertionError("layers are open at the end, from " + reports.size());
    }
    return reports;
  }
}
