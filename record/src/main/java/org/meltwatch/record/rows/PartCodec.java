package org.meltwatch.record.rows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** Rows of part files to JSON and back, strictly: a line lacks nothing and holds nothing else. */
public final class PartCodec {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final ObjectWriter WRITER = MAPPER.writer();
  private static final Map<PartKind, ObjectReader> READERS = readers();

  private PartCodec() {}

  /** The kind of file that the row belongs into. */
  public static PartKind kindOf(PartRow row) {
    if (row instanceof PartRow.Q1) {
      return PartKind.Q1;
    } else if (row instanceof PartRow.Q2) {
      return PartKind.Q2;
    } else if (row instanceof PartRow.Q3) {
      return PartKind.Q3;
    }
    return PartKind.EVENTS;
  }

  /** The row in one line, without its end. */
  public static byte[] encode(PartRow row) throws JsonProcessingException {
    return WRITER.writeValueAsBytes(lineOf(row));
  }

  /**
   * The row in bytes {@code from} to {@code to} of a file of that kind.
   *
   * @throws IOException if it is not a line of that kind
   */
  public static PartRow decode(PartKind kind, byte[] bytes, int from, int to) throws IOException {
    PartLine line = READERS.get(kind).readValue(bytes, from, to - from);
    return line.row();
  }

  private static PartLine lineOf(PartRow row) {
    if (row instanceof PartRow.Q1 q1) {
      return PartLine.Q1.of(q1);
    } else if (row instanceof PartRow.Q2 q2) {
      return PartLine.Q2.of(q2);
    } else if (row instanceof PartRow.Q3 q3) {
      return PartLine.Q3.of(q3);
    } else if (row instanceof PartRow.Event event) {
      return EventLine.of(event.event());
    }
    throw new AssertionError("unknown row " + row);
  }

  private static Map<PartKind, ObjectReader> readers() {
    Map<PartKind, ObjectReader> readers = new EnumMap<>(PartKind.class);
    readers.put(PartKind.Q1, MAPPER.readerFor(PartLine.Q1.class));
    readers.put(PartKind.Q2, MAPPER.readerFor(PartLine.Q2.class));
    readers.put(PartKind.Q3, MAPPER.readerFor(PartLine.Q3.class));
    readers.put(PartKind.EVENTS, MAPPER.readerFor(EventLine.class));
    return readers;
  }
}
