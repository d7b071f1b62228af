package org.meltwatch.record.commands;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.meltwatch.tracking.Box;
import org.meltwatch.tracking.DefectId;
import org.meltwatch.tracking.Family;
import org.meltwatch.tracking.Level;

/** Commands as JSON, read strictly: what is not known is refused, with key, value and rule. */
final class CommandJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final Set<String> KEYS =
      Set.of(
          "action",
          "print_id",
          "defect",
          "family",
          "level",
          "layers",
          "area",
          "from_layer",
          "to_layer",
          "withdraws",
          "reason",
          "by",
          "time");
  private static final Set<String> SIDES = Set.of("min_x", "min_y", "max_x", "max_y");

  private CommandJson() {}

  /** A command's JSON; what it does not have is left out. */
  static ObjectNode write(Command command) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("action", command.action().word());
    json.put("print_id", command.printId());
    put(json, "defect", command.id());
    if (command.family() != null) {
      json.put("family", command.family().word());
    }
    put(json, "level", command.level());
    put(json, "layers", command.layers());
    if (command.area() != null) {
      json.set("area", write(command.area()));
    }
    put(json, "from_layer", command.fromLayer());
    put(json, "to_layer", command.toLayer());
    put(json, "withdraws", command.withdraws());
    json.put("reason", command.note().reason());
    json.put("by", command.note().by());
    json.put("time", command.note().time().toString());
    return json;
  }

  private static void put(ObjectNode json, String key, @Nullable Object value) {
    if (value instanceof Integer number) {
      json.put(key, number);
    } else if (value != null) {
      json.put(key, value.toString());
    }
  }

  private static ObjectNode write(Area area) {
    ObjectNode json = MAPPER.createObjectNode();
    if (area instanceof Area.Rectangle rectangle) {
      Box box = rectangle.box();
      json.put("min_x", box.minX()).put("min_y", box.minY());
      json.put("max_x", box.maxX()).put("max_y", box.maxY());
    } else if (area instanceof Area.Polygon polygon) {
      ArrayNode corners = json.putArray("polygon");
      polygon.corners().forEach(corner -> corners.addArray().add(corner.x()).add(corner.y()));
    }
    return json;
  }

  static byte[] bytes(ObjectNode json) throws IOException {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
  }

  /**
   * The command in a file's bytes.
   *
   * @throws IllegalArgumentException naming key, value and rule, if they are none
   */
  static Command read(byte[] bytes) {
    try {
      JsonNode json = MAPPER.readTree(bytes);
      if (json instanceof ObjectNode object) {
        return read(object);
      }
      throw new IllegalArgumentException("a command must be a JSON object");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "not JSON: " + Texts.shown(e.getOriginalMessage().lines().findFirst().orElse("")), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("not JSON: " + Texts.shown(e.getMessage()), e);
    }
  }

  private static Command read(ObjectNode json) {
    requireKnown(json, KEYS);
    return new Command(
        word("action", required(json, "action"), Action.values()),
        required(json, "print_id"),
        defect(text(json, "defect")),
        optional("family", text(json, "family"), Family.values()),
        optional("level", text(json, "level"), Level.values()),
        number(json, "layers"),
        json.has("area") ? area(json.get("area")) : null,
        number(json, "from_layer"),
        number(json, "to_layer"),
        text(json, "withdraws"),
        new Note(required(json, "reason"), required(json, "by"), time(required(json, "time"))));
  }

  private static void requireKnown(JsonNode json, Set<String> known) {
    Set<String> unknown = new TreeSet<>();
    json.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no key %s, only %s"
              .formatted(Texts.shown(unknown.iterator().next()), new TreeSet<>(known)));
    }
  }

  private static Area area(JsonNode json) {
    if (!json.isObject()) {
      throw new IllegalArgumentException("area must be an object");
    }
    if (!json.has("polygon")) {
      requireKnown(json, SIDES);
      return new Area.Rectangle(
          new Box(
              requiredNumber(json, "min_x"),
              requiredNumber(json, "min_y"),
              requiredNumber(json, "max_x"),
              requiredNumber(json, "max_y")));
    }
    requireKnown(json, Set.of("polygon"));
    if (!json.get("polygon").isArray()) {
      throw new IllegalArgumentException("polygon must be an array of corners");
    }
    List<Area.Corner> corners = new ArrayList<>();
    for (JsonNode corner : json.get("polygon")) {
      if (!corner.isArray() || corner.size() != 2) {
        throw new IllegalArgumentException(
            "corner (%s) must be two whole numbers, [x, y]".formatted(Texts.shown(corner + "")));
      }
      corners.add(new Area.Corner(number("x", corner.get(0)), number("y", corner.get(1))));
    }
    return new Area.Polygon(corners);
  }

  private static String required(JsonNode json, String key) {
    String text = text(json, key);
    if (text == null) {
      throw new IllegalArgumentException("there must be a key " + key);
    }
    return text;
  }

  private static @Nullable String text(JsonNode json, String key) {
    JsonNode value = json.get(key);
    if (value != null && !value.isTextual()) {
      throw new IllegalArgumentException(
          "%s (%s) must be a text".formatted(key, Texts.shown(value.toString())));
    }
    return value == null ? null : value.textValue();
  }

  private static int requiredNumber(JsonNode json, String key) {
    Integer number = number(json, key);
    if (number == null) {
      throw new IllegalArgumentException("there must be a key " + key);
    }
    return number;
  }

  private static @Nullable Integer number(JsonNode json, String key) {
    return json.has(key) ? number(key, json.get(key)) : null;
  }

  private static Integer number(String key, JsonNode value) {
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw new IllegalArgumentException(
          "%s (%s) must be a whole number".formatted(key, Texts.shown(value.toString())));
    }
    return value.intValue();
  }

  private static @Nullable DefectId defect(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return DefectId.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "defect (%s) must be layer-x-y, such as 3-18-19".formatted(Texts.shown(text)), e);
    }
  }

  private static <E extends Enum<E>> @Nullable E optional(
      String key, @Nullable String text, E[] values) {
    return text == null ? null : word(key, text, values);
  }

  /** A word as files have it: levels in capitals, all else in small letters. */
  private static <E extends Enum<E>> E word(String key, String text, E[] values) {
    for (E value : values) {
      if (text.equals(fileWord(value))) {
        return value;
      }
    }
    throw new IllegalArgumentException(
        "%s (%s) must be one of %s"
            .formatted(
                key, Texts.shown(text), Arrays.stream(values).map(CommandJson::fileWord).toList()));
  }

  private static String fileWord(Enum<?> value) {
    return value instanceof Level ? value.name() : value.name().toLowerCase(Locale.ROOT);
  }

  private static Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "time (%s) must be a time with its zone, such as 2026-11-27T17:44:34Z"
              .formatted(Texts.shown(text)),
          e);
    }
  }
}
