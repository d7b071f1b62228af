package org.meltwatch.record.rows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * A kind of rows: what its part files are called, and how a row becomes a line of JSON and a line a
 * row, strictly: a line lacks nothing and holds nothing else. There is one instance of each.
 */
public class RowType<R extends Row> {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

  /** How the names of part files end. */
  public static final String PART_SUFFIX = ".jsonl";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final ObjectWriter WRITER = MAPPER.writer();

  private final String name;
  private final ObjectReader reader;

  /**
   * A kind of rows.
   *
   * @param name what part files of it begin with
   * @param rows the class of its rows
   * @throws IllegalArgumentException if the name cannot be one
   */
  protected RowType(String name, Class<R> rows) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "name (%s) must be a lower-case letter and lower-case letters, digits and _ after it"
              .formatted(name));
    }
    this.name = name;
    this.reader = MAPPER.readerFor(rows);
  }

  /** The word for this kind of rows, by which files and figures name it. */
  public final String name() {
    return name;
  }

  /** How the names of part files with rows of this kind begin. */
  public final String partPrefix() {
    return name + "-";
  }

  /** The name of a part file with rows of this kind. */
  public final String partName(String unique) {
    return partPrefix() + unique + PART_SUFFIX;
  }

  /** True if a part file of that name has rows of this kind. */
  public final boolean isPart(String fileName) {
    return fileName.startsWith(partPrefix()) && fileName.endsWith(PART_SUFFIX);
  }

  /** A row in one line, without its end. */
  public static byte[] encode(Row row) throws JsonProcessingException {
    return WRITER.writeValueAsBytes(row);
  }

  /**
   * The row in bytes {@code from} to {@code to} of a file of this kind.
   *
   * @throws IOException if it is not a line of this kind
   */
  public final R decode(byte[] bytes, int from, int to) throws IOException {
    return reader.readValue(bytes, from, to - from);
  }

  @Override
  public final String toString() {
    return name;
  }
}
