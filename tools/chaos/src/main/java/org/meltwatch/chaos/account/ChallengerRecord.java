package org.meltwatch.chaos.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.bench.EncodedTile;
import org.meltwatch.conformance.Expected;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Plate;

/** Asks a challenger what it knows of the one run that it served. */
public final class ChallengerRecord {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);
  private static final long POLL_MILLIS = 200;

  private ChallengerRecord() {}

  /**
   * What it handed out, and what it did wrong.
   *
   * @param repeats whether it gives a position that asks again the same batch
   * @param plate how the plate is cut, if defects are tracked
   */
  public static HandOut of(LocalChallenger challenger, boolean repeats, @Nullable Plate plate)
      throws IOException, InterruptedException {
    JsonNode benches = get(challenger.url() + "/api/history");
    if (benches.isEmpty()) {
      return new HandOut(List.of(), Map.of(), Set.of(), Set.of(), repeats, plate);
    }
    JsonNode bench = benches.get(0);
    String id = bench.get("bench_id").textValue();
    List<EncodedTile> tiles = challenger.tiles().subList(0, bench.get("handed_out").intValue());
    JsonNode injected = get(challenger.url() + "/api/faults/" + id);
    return new HandOut(
        tiles,
        counts(injected, challenger.tiles()),
        cut(injected),
        tiles.stream()
            .map(EncodedTile::batchId)
            .filter(batch -> challenger.result(id, batch) != null)
            .collect(Collectors.toSet()),
        repeats,
        plate);
  }

  private static Map<String, Integer> counts(JsonNode injected, List<EncodedTile> tiles) {
    Map<String, Integer> counts = new TreeMap<>();
    injected.forEach(fault -> counts.merge(fault.get("kind").textValue(), 1, Integer::sum));
    long last = tiles.stream().mapToLong(EncodedTile::batchId).max().orElse(-1);
    put(counts, "drop", (int) (last + 1 - tiles.size()));
    Set<String> places = new HashSet<>();
    tiles.forEach(tile -> places.add(tile.key() + "/" + tile.layer()));
    put(counts, "repeat", tiles.size() - places.size());
    put(
        counts,
        "spoilt",
        Expected.of(tiles, DefectRules.DEFAULT, Map.of()).answers().refused().size());
    return counts;
  }

  private static void put(Map<String, Integer> counts, String kind, int count) {
    if (count > 0) {
      counts.put(kind, count);
    }
  }

  private static Set<Long> cut(JsonNode injected) {
    Set<Long> cut = new HashSet<>();
    for (JsonNode fault : injected) {
      if (fault.get("kind").textValue().equals("length")
          && fault.get("call").textValue().equals("next_batch")) {
        cut.add(fault.get("batch_id").longValue());
      }
    }
    return cut;
  }

  /** It may be away at the moment, for that is one of the things it does wrong. */
  private static JsonNode get(String url) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    long end = System.nanoTime() + PATIENCE;
    while (true) {
      try {
        return JSON.readTree(
            HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body());
      } catch (IOException e) {
        if (System.nanoTime() - end > 0) {
          throw e;
        }
        Thread.sleep(POLL_MILLIS);
      }
    }
  }
}
