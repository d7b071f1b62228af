package org.meltwatch.challenger.bench;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.meltwatch.latency.Latencies;

/**
 * How long layers of a print that is printed took: from the last change of a layer's file to the
 * arrival of its last result. A part of it is settling: what passes until the file is known to be
 * whole. A layer that was whole before the first tile was asked for has waited for the engine, and
 * is counted apart. Guarded by its bench.
 */
final class LayerLatencies {

  private static final int DIGITS = 3;
  private static final int MICRO = 1000;

  private final Map<Integer, Integer> answered = new HashMap<>();
  private final Latencies all = new Latencies(DIGITS);
  private final Latencies settling = new Latencies(DIGITS);
  private final Latencies answering = new Latencies(DIGITS);
  private int waited;

  /**
   * A batch has its first result for one of the queries.
   *
   * @param results how many results a layer has in all
   * @param times when the layer came
   * @param asked when the first tile was asked for
   */
  void answered(int layer, int results, LayerTimes times, long asked, long now) {
    if (answered.merge(layer, 1, Integer::sum) < results) {
      return;
    }
    answered.remove(layer);
    if (times.wholeSince() - asked < 0) {
      waited++;
      return;
    }
    all.add((now - times.wholeSince()) / MICRO);
    settling.add((times.known() - times.wholeSince()) / MICRO);
    answering.add((now - times.known()) / MICRO);
  }

  Map<String, Object> toWire() {
    Map<String, Object> wire = new LinkedHashMap<>();
    wire.put("answered_layers", waited + all.count());
    wire.put("waited_for_engine", waited);
    put(wire, "layer_latency", all);
    put(wire, "settling", settling);
    put(wire, "answering", answering);
    return wire;
  }

  private static void put(Map<String, Object> wire, String name, Latencies latencies) {
    wire.put(name + "_median", DurationText.of(latencies.quantileMicros(50)));
    wire.put(name + "_p99", DurationText.of(latencies.quantileMicros(99)));
    wire.put(name + "_max", DurationText.of(latencies.maxMicros()));
  }
}
