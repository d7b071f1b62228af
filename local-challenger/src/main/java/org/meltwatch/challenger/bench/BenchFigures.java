package org.meltwatch.challenger.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How a bench went for one query. A batch's latency runs from its handing out to its result's
 * arrival.
 *
 * @param count batches with a result
 * @param missing batches without one, handed out or not
 * @param repeats how often a batch was handed out again for a position that had been given it
 * @param throughput results per second, from the first batch handed out to the last result
 * @param latencyMinMicros the shortest latency
 * @param latencyMeanMicros the mean latency
 * @param latencyP99Micros the latency that 99 in 100 do not exceed
 * @param latencyMaxMicros the longest latency
 */
public record BenchFigures(
    int count,
    int missing,
    int repeats,
    double throughput,
    long latencyMinMicros,
    long latencyMeanMicros,
    long latencyP99Micros,
    long latencyMaxMicros) {

  /** The figures under the names and in the forms of the wire protocol, ready for JSON. */
  public Map<String, Object> toWire() {
    Map<String, Object> wire = new LinkedHashMap<>();
    wire.put("count", count);
    wire.put("missing", missing);
    wire.put("repeats", repeats);
    wire.put("throughput", throughputText());
    wire.put("latency_min", DurationText.of(latencyMinMicros));
    wire.put("latency_mean", DurationText.of(latencyMeanMicros));
    wire.put("latency_p99", DurationText.of(latencyP99Micros));
    wire.put("latency_max", DurationText.of(latencyMaxMicros));
    return wire;
  }

  public String throughputText() {
    return String.format(Locale.ROOT, "%.2f", throughput);
  }
}
