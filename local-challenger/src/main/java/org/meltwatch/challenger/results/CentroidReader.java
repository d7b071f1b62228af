package org.meltwatch.challenger.results;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.ValueType;

/** Reads a result's list of centroids; those that are incomplete are left out, with a remark. */
final class CentroidReader {

  /** More than anybody could look at; a result of the known data set has a dozen. */
  private static final int MOST = 250_000;

  private final MessageUnpacker unpacker;
  private final FieldReader fields;
  private final Remarks remarks;

  CentroidReader(MessageUnpacker unpacker, FieldReader fields, Remarks remarks) {
    this.unpacker = unpacker;
    this.fields = fields;
    this.remarks = remarks;
  }

  List<PostedResult.Centroid> read() throws IOException {
    int count = unpacker.unpackArrayHeader();
    if (count > MOST) {
      remarks.add(String.format(Locale.ROOT, "centroids are %d; %d are read", count, MOST));
    }
    List<PostedResult.Centroid> list = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      if (index >= MOST) {
        unpacker.skipValue();
      } else if (unpacker.getNextFormat().getValueType() == ValueType.MAP) {
        add(list, centroid("centroids[" + index + "]"));
      } else {
        unpacker.skipValue();
        remarks.add(String.format(Locale.ROOT, "centroids[%d] is not a map", index));
      }
    }
    return list;
  }

  private static void add(
      List<PostedResult.Centroid> list, PostedResult.@Nullable Centroid centroid) {
    if (centroid != null) {
      list.add(centroid);
    }
  }

  private PostedResult.@Nullable Centroid centroid(String place) throws IOException {
    Double x = null;
    Double y = null;
    Long count = null;
    int entries = unpacker.unpackMapHeader();
    for (int entry = 0; entry < entries; entry++) {
      switch (fields.key()) {
        case "x" -> x = fields.number(place + ".x");
        case "y" -> y = fields.number(place + ".y");
        case "count" -> count = fields.whole(place + ".count");
        default -> unpacker.skipValue();
      }
    }
    if (x == null || y == null || count == null) {
      remarks.add("%s is incomplete".formatted(place));
      return null;
    }
    return new PostedResult.Centroid(x, y, count);
  }
}
