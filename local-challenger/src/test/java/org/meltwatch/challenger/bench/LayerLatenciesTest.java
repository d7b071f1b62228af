package org.meltwatch.challenger.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Made-up layers whose times are known. */
final class LayerLatenciesTest {

  private static final long MILLI = 1_000_000;

  private final LayerLatencies latencies = new LayerLatencies();

  private void answer(int layer, long whole, long known, long... results) {
    for (long result : results) {
      latencies.answered(
          layer,
          results.length,
          new LayerTimes(whole * MILLI, known * MILLI),
          1000 * MILLI,
          result * MILLI);
    }
  }

  private static Map<String, Object> wire(
      int answered, int waited, String[] all, String[] settling, String[] answering) {
    Map<String, Object> wire = new LinkedHashMap<>();
    wire.put("answered_layers", (long) answered);
    wire.put("waited_for_engine", waited);
    put(wire, "layer_latency", all);
    put(wire, "settling", settling);
    put(wire, "answering", answering);
    return wire;
  }

  private static void put(Map<String, Object> wire, String name, String[] figures) {
    wire.put(name + "_median", figures[0]);
    wire.put(name + "_p99", figures[1]);
    wire.put(name + "_max", figures[2]);
  }

  @Test
  void layers_ofSeveralResults_areAnsweredWithTheLast() {
    answer(0, 1000, 1200, 1250, 1256);
    answer(1, 2000, 2200, 2240, 2232);
    answer(2, 3000, 3201, 3202, 3233);
    assertEquals("256ms", latencies.toWire().get("layer_latency_max"));
    assertEquals("201ms", latencies.toWire().get("settling_max"));
    assertEquals("56ms", latencies.toWire().get("answering_max"));
    assertEquals(3L, latencies.toWire().get("answered_layers"));
  }

  @Test
  void layers_wholeBeforeTheEngineAsked_areCountedApart() {
    answer(0, 999, 999, 60_000);
    answer(1, 1000, 1004, 1008);
    assertEquals(
        wire(
            2,
            1,
            new String[] {"8ms", "8ms", "8ms"},
            new String[] {"4ms", "4ms", "4ms"},
            new String[] {"4ms", "4ms", "4ms"}),
        latencies.toWire());
  }

  @Test
  void layers_notAnsweredWhole_areNotCounted() {
    latencies.answered(0, 2, new LayerTimes(0, 0), 0, MILLI);
    assertEquals(
        wire(
            0,
            0,
            new String[] {"0µs", "0µs", "0µs"},
            new String[] {"0µs", "0µs", "0µs"},
            new String[] {"0µs", "0µs", "0µs"}),
        latencies.toWire());
  }
}
