package org.meltwatch.challenger.bench;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.meltwatch.latency.Latencies;

/**
 * How long layers of a print that is printed took: from the moment that a layer's file was whole,
 * which is known only later, to the arrival of its last result. Guarded by its bench.
 */
final class LayerLatencies {

  private final Map<Integer, Integer> answered = new HashMap<>();
  private final Latencies latencies = new Latencies(3);

  /** A batch has its first result. */
  void answered(PlannedBatch batch, HandOutPlan plan, long now) {
    int tiles = plan.prints().get(batch.print()).grid().tiles();
    if (answered.merge(batch.layer(), 1, Integer::sum) == tiles) {
      answered.remove(batch.layer());
      latencies.add((now - plan.wholeSince(batch.layer())) / 1000);
    }
  }

  Map<String, Object> toWire() {
    Map<String, Object> wire = new LinkedHashMap<>();
    wire.put("answered_layers", latencies.count());
    wire.put("layer_latency_mean", DurationText.of(Math.round(latencies.meanMicros())));
    wire.put("layer_latency_p99", DurationText.of(latencies.quantileMicros(99)));
    wire.put("layer_latency_max", DurationText.of(latencies.maxMicros()));
    return wire;
  }
}
