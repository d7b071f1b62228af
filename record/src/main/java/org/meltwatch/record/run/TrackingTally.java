package org.meltwatch.record.run;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.meltwatch.model.layers.RunEvent;
import org.meltwatch.ranges.Ranges;
import org.meltwatch.record.rows.LayersAnswer;

/** Counts closed layers so that replays change nothing. */
final class TrackingTally {

  private final Set<String> prints = new TreeSet<>();
  private final Map<String, RunEvent.Tracked> tracked = new HashMap<>();
  private final Map<String, Ranges> layers = new HashMap<>();
  private final Map<String, Ranges> unproven = new HashMap<>();

  /** A batch of a print was received. */
  void addPrint(String print) {
    prints.add(print);
  }

  void add(LayersAnswer.Layer layer) {
    add(layers, layer);
    if (!layer.proven()) {
      add(unproven, layer);
    }
  }

  private static void add(Map<String, Ranges> to, LayersAnswer.Layer layer) {
    to.computeIfAbsent(layer.printId(), absent -> new Ranges()).add(layer.layer());
  }

  void add(RunEvent.Tracked print) {
    tracked.put(print.printId(), print);
  }

  /** True if every print of which a batch was received has had its last word. */
  boolean isComplete() {
    return tracked.keySet().containsAll(prints);
  }

  TrackingCounts counts() {
    return new TrackingCounts(
        size(layers),
        size(unproven),
        tracked.values().stream().mapToLong(RunEvent.Tracked::offPlate).sum(),
        prints.stream().filter(print -> !tracked.containsKey(print)).toList());
  }

  private static long size(Map<String, Ranges> layers) {
    return layers.values().stream().mapToLong(Ranges::size).sum();
  }
}
