package org.meltwatch.prints.sheet;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.PrintFacts;
import org.meltwatch.prints.UnusablePrintException;

/**
 * Reads {@code print.json}: one JSON object whose keys are those of {@link PrintFacts}. Any key may
 * be left out; one that is not known is refused, for it may be a known one misspelt.
 */
public final class PrintFile {

  /** What the file is called in a print's folder. */
  public static final String NAME = "print.json";

  /** The thresholds that it may hold; they are options of a run. */
  public static final List<String> THRESHOLDS =
      List.of("voidBelow", "saturatedAbove", "outlierAbove");

  private static final List<String> KEYS =
      List.of(
          "name",
          "pixelSizeMm",
          "layerThicknessMm",
          "flipY",
          "rot90",
          "material",
          "machine",
          "thresholds");

  private static final long MOST_BYTES = 1 << 20;
  private static final int MOST_VALUE = 65535;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final Path file;
  private final JsonNode json;

  private PrintFile(Path file, JsonNode json) {
    this.file = file;
    this.json = json;
  }

  /**
   * Reads a file.
   *
   * @throws UnusablePrintException naming the file, the key, the value and the rule
   */
  public static PrintFacts read(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new UnusablePrintException(
            String.format(Locale.ROOT, "%s must have at most %d bytes", file, MOST_BYTES));
      }
      return parse(file, Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UnusablePrintException("%s cannot be read: %s".formatted(file, e), e);
    }
  }

  static PrintFacts parse(Path file, byte[] bytes) {
    try {
      return new PrintFile(file, JSON.readTree(bytes)).facts();
    } catch (JsonProcessingException e) {
      throw new UnusablePrintException(
          "%s must be JSON: %s".formatted(file, e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new UnusablePrintException("%s must be JSON: %s".formatted(file, e.getMessage()), e);
    }
  }

  private PrintFacts facts() {
    require(json.isObject(), "it must hold one JSON object");
    json.fieldNames()
        .forEachRemaining(
            key ->
                require(
                    KEYS.contains(key),
                    "%s is no key of it; they are %s".formatted(key, String.join(", ", KEYS))));
    try {
      return new PrintFacts(
          text("name"),
          number("pixelSizeMm"),
          number("layerThicknessMm"),
          flag("flipY"),
          turns(),
          text("material"),
          text("machine"),
          thresholds());
    } catch (IllegalArgumentException e) {
      throw new UnusablePrintException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private @Nullable String text(String key) {
    JsonNode value = json.path(key);
    require(isAbsent(value) || value.isTextual(), key + " (" + value + ") must be a text");
    return value.textValue();
  }

  private @Nullable Double number(String key) {
    JsonNode value = json.path(key);
    require(
        isAbsent(value) || value.isNumber(),
        key + " (" + value + ") must be a number, without unit");
    return isAbsent(value) ? null : Double.valueOf(value.doubleValue());
  }

  private boolean flag(String key) {
    JsonNode value = json.path(key);
    require(isAbsent(value) || value.isBoolean(), key + " (" + value + ") must be true or false");
    return value.booleanValue();
  }

  private int turns() {
    JsonNode value = json.path("rot90");
    require(isAbsent(value) || value.isInt(), "rot90 (" + value + ") must be 0, 1, 2 or 3");
    return value.intValue();
  }

  private Map<String, Integer> thresholds() {
    Map<String, Integer> thresholds = new TreeMap<>();
    JsonNode given = json.path("thresholds");
    require(isAbsent(given) || given.isObject(), "thresholds (" + given + ") must be an object");
    given
        .properties()
        .forEach(
            entry -> {
              String key = entry.getKey();
              JsonNode value = entry.getValue();
              require(
                  THRESHOLDS.contains(key),
                  "thresholds: %s is none; they are %s"
                      .formatted(key, String.join(", ", THRESHOLDS)));
              require(
                  value.isInt() && value.intValue() >= 0 && value.intValue() <= MOST_VALUE,
                  String.format(
                      Locale.ROOT,
                      "thresholds: %s (%s) must be a whole number in [0, %d]",
                      key,
                      value,
                      MOST_VALUE));
              thresholds.put(key, value.intValue());
            });
    return thresholds;
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  private void require(boolean holds, String rule) {
    if (!holds) {
      throw new UnusablePrintException("%s: %s".formatted(file, rule));
    }
  }
}
