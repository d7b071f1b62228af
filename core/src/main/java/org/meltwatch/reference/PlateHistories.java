package org.meltwatch.reference;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.Image;
import org.meltwatch.model.OutlierList;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.layers.Tile;
import org.meltwatch.tracking.FindingsKernel;
import org.meltwatch.tracking.PlateEvent;
import org.meltwatch.tracking.PrintTracker;
import org.meltwatch.tracking.TrackingSettings;

/** The plates of all prints that {@link ReferenceModel} has seen. */
final class PlateHistories {

  private final TrackingSettings settings;
  private final ReferenceListener listener;
  private final FindingsKernel kernel;
  private final Map<String, PrintTracker> trackers = new TreeMap<>();
  private final Map<String, Long> handed = new HashMap<>();

  PlateHistories(TrackingSettings settings, ReferenceListener listener) {
    this.settings = settings;
    this.listener = listener;
    this.kernel = new FindingsKernel(settings.points());
  }

  /** Takes note of a batch, whose image is null if it was refused. */
  void note(TileKey key, int layer, @Nullable Image image) {
    long number = handed.merge(key.printId(), 1L, Long::sum) - 1;
    int height = image == null ? 0 : image.height();
    int width = image == null ? 0 : image.width();
    take(key.printId(), new PlateEvent.Handed(number, key.tileId(), layer, height, width));
  }

  /** Finds the outliers of a tile, and what the plate needs to know of it. */
  OutlierList find(Tile tile, KeyHistory.Window window) {
    FindingsKernel.Found found =
        kernel.find(
            tile.header(), tile.saturated(), window.newest(), window.previous(), window.oldest());
    take(tile.header().key().printId(), found.findings());
    return found.outliers();
  }

  void finish() {
    handed.forEach((print, batches) -> take(print, new PlateEvent.PrintEnd(batches)));
    trackers.values().stream()
        .filter(PrintTracker::isDone)
        .forEach(tracker -> listener.reported(tracker.end()));
  }

  private void take(String print, PlateEvent event) {
    trackers
        .computeIfAbsent(print, absent -> PrintTracker.start(print, settings))
        .take(event)
        .forEach(listener::reported);
  }
}
