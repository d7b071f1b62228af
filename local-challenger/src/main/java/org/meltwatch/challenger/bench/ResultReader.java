package org.meltwatch.challenger.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meltwatch.challenger.http.RefusedRequest;
import org.msgpack.core.MessageUnpacker;

/** Reads one result map; keys come in any order, unknown ones are skipped. */
final class ResultReader {

  /** A result's arrays are believed only as far as a body this large could hold them. */
  private static final int MOST_CENTROIDS = 250_000;

  private final MessageUnpacker unpacker;
  private @Nullable Long batchId;
  private @Nullable Long query;
  private @Nullable String printId;
  private @Nullable Long tileId;
  private @Nullable Long saturated;
  private @Nullable List<PostedResult.Centroid> centroids;

  ResultReader(MessageUnpacker unpacker) {
    this.unpacker = unpacker;
  }

  PostedResult read() throws IOException {
    int entries = unpacker.unpackMapHeader();
    for (int entry = 0; entry < entries; entry++) {
      switch (unpacker.unpackString()) {
        case "batch_id" -> batchId = unpacker.unpackLong();
        case "query" -> query = unpacker.unpackLong();
        case "print_id" -> printId = unpacker.unpackString();
        case "tile_id" -> tileId = unpacker.unpackLong();
        case "saturated" -> saturated = unpacker.unpackLong();
        case "centroids" -> centroids = centroids();
        default -> unpacker.skipValue();
      }
    }
    return new PostedResult(
        required("batch_id", batchId),
        required("query", query),
        required("print_id", printId),
        required("tile_id", tileId),
        required("saturated", saturated),
        required("centroids", centroids));
  }

  private List<PostedResult.Centroid> centroids() throws IOException {
    int count = unpacker.unpackArrayHeader();
    if (count > MOST_CENTROIDS) {
      throw RefusedRequest.malformed(
          "result has %d centroids; at most %d are taken".formatted(count, MOST_CENTROIDS));
    }
    List<PostedResult.Centroid> list = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      list.add(centroid(index));
    }
    return list;
  }

  private PostedResult.Centroid centroid(int index) throws IOException {
    Double x = null;
    Double y = null;
    Long count = null;
    int entries = unpacker.unpackMapHeader();
    for (int entry = 0; entry < entries; entry++) {
      switch (unpacker.unpackString()) {
        case "x" -> x = number();
        case "y" -> y = number();
        case "count" -> count = unpacker.unpackLong();
        default -> unpacker.skipValue();
      }
    }
    String place = "centroids[" + index + "].";
    return new PostedResult.Centroid(
        finite(place + "x", required(place + "x", x)),
        finite(place + "y", required(place + "y", y)),
        required(place + "count", count));
  }

  /** Some clients send whole numbers as integers. */
  private double number() throws IOException {
    return switch (unpacker.getNextFormat().getValueType()) {
      case INTEGER -> unpacker.unpackLong();
      default -> unpacker.unpackDouble();
    };
  }

  private static double finite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw RefusedRequest.malformed("%s (%s) must be finite".formatted(name, value));
    }
    return value;
  }

  private static <T> T required(String name, @Nullable T value) {
    if (value == null) {
      throw RefusedRequest.malformed("result has no " + name);
    }
    return value;
  }
}
