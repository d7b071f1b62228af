package org.meltwatch.measure.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the challenger saw of a whole run, from handing a tile out to its result's arrival; times in
 * seconds.
 *
 * @param throughput X, tiles a second
 * @param mean R
 * @param p99 the 99th percentile
 * @param max R_M
 */
public record ChallengerView(double throughput, double mean, double p99, double max) {

  private static final Pattern PART = Pattern.compile("(\\d+)(s|ms|µs)");

  /** Reads the challenger's report as run.json has it. */
  public static ChallengerView of(JsonNode report) throws IOException {
    JsonNode query = Json.required(report, "0");
    return new ChallengerView(
        Double.parseDouble(Json.required(query, "throughput").asText()),
        seconds(Json.required(query, "latency_mean").asText()),
        seconds(Json.required(query, "latency_p99").asText()),
        seconds(Json.required(query, "latency_max").asText()));
  }

  /** A duration such as {@code 3s230ms172µs}, in seconds. */
  static double seconds(String text) throws IOException {
    Matcher part = PART.matcher(text);
    long micros = 0;
    int end = 0;
    while (part.find() && part.start() == end) {
      long value = Long.parseLong(part.group(1));
      micros +=
          switch (part.group(2)) {
            case "s" -> value * 1_000_000;
            case "ms" -> value * 1000;
            default -> value;
          };
      end = part.end();
    }
    if (end == 0 || end < text.length()) {
      throw new IOException("'%s' must be a duration such as 3s230ms172µs".formatted(text));
    }
    return micros / 1e6;
  }
}
