package org.meltwatch.challenger.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meltwatch.challenger.http.RefusedRequest;

/**
 * What a client wants of its bench.
 *
 * @param name how it is called on the dashboard
 * @param test whether it is a test run; only shown
 * @param queries the queries that results are taken for
 * @param maxBatches how many batches are handed out at the most, or null for all
 */
public record BenchRequest(
    String name, boolean test, List<Integer> queries, @Nullable Integer maxBatches) {

  private static final int LONGEST_NAME = 200;
  private static final int MOST_QUERIES = 8;
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  public BenchRequest {
    queries = List.copyOf(queries);
  }

  /**
   * Reads the body of {@code create}.
   *
   * @throws RefusedRequest with status 400 if it breaks the contract
   */
  public static BenchRequest parse(byte[] body) {
    JsonNode json = tree(body);
    if (!json.isObject()) {
      throw RefusedRequest.malformed("create needs a JSON object");
    }
    require(json.path("apitoken").isTextual(), "apitoken is required and must be a string");
    require(json.path("test").isBoolean(), "test is required and must be true or false");
    JsonNode name = json.path("name");
    require(name.isMissingNode() || name.isTextual(), "name must be a string");
    require(
        name.asText().length() <= LONGEST_NAME,
        String.format(Locale.ROOT, "name must have at most %d characters", LONGEST_NAME));
    return new BenchRequest(
        name.asText(),
        json.path("test").booleanValue(),
        queries(json.path("queries")),
        maxBatches(json.path("max_batches")));
  }

  private static JsonNode tree(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw RefusedRequest.malformed("create needs a JSON object: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw RefusedRequest.malformed("create needs a JSON object: " + e.getMessage());
    }
  }

  private static List<Integer> queries(JsonNode json) {
    if (json.isMissingNode()) {
      return List.of(0);
    }
    require(
        json.isArray() && !json.isEmpty() && json.size() <= MOST_QUERIES,
        String.format(Locale.ROOT, "queries must be a list of 1 to %d numbers", MOST_QUERIES));
    List<Integer> queries = new ArrayList<>();
    for (JsonNode query : json) {
      require(query.canConvertToInt() && query.isInt(), "queries must be a list of whole numbers");
      require(!queries.contains(query.intValue()), "queries must not repeat a number");
      queries.add(query.intValue());
    }
    return queries;
  }

  private static @Nullable Integer maxBatches(JsonNode json) {
    if (json.isMissingNode() || json.isNull()) {
      return null;
    }
    require(
        json.isInt() && json.intValue() >= 0,
        "max_batches must be null or a whole number, at least 0");
    return json.intValue();
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw RefusedRequest.malformed(message);
    }
  }
}
