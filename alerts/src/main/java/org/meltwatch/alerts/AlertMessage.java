package org.meltwatch.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.meltwatch.record.rows.AlertsAnswer;

/**
 * An alert, as it is sent.
 *
 * @param key the same for every attempt to say that a defect of a print was given a level: 32
 *     hexadecimal digits
 * @param alert the alert
 */
record AlertMessage(String key, AlertsAnswer.Raised alert) {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int KEY_DIGITS = 32;

  static AlertMessage of(AlertsAnswer.Raised alert) {
    String about =
        String.join(
            "\n",
            alert.printId(),
            alert.family().word(),
            alert.id().toString(),
            alert.level().toString());
    return new AlertMessage(digest(about).substring(0, KEY_DIGITS), alert);
  }

  /** The message's fields, in order. */
  ObjectNode fields() {
    return JSON.createObjectNode()
        .put("key", key)
        .put("print_id", alert.printId())
        .put("level", alert.level().toString())
        .put("defect", alert.id().toString())
        .put("family", alert.family().word())
        .put("layer", alert.layer())
        .put("height", alert.height())
        .put("points", alert.points())
        .put("time", Instant.EPOCH.plus(alert.doneUs(), ChronoUnit.MICROS).toString());
  }

  byte[] json() {
    try {
      return JSON.writeValueAsBytes(fields());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers must have a JSON", e);
    }
  }

  /** The fields as environment variables. */
  Map<String, String> environment() {
    Map<String, String> variables = new LinkedHashMap<>();
    fields()
        .properties()
        .forEach(
            field ->
                variables.put(
                    "MELTWATCH_ALERT_" + field.getKey().toUpperCase(java.util.Locale.ROOT),
                    field.getValue().asText().replace('\0', '?')));
    return variables;
  }

  /** In words, for a line on a terminal. */
  String words() {
    return "%s of %s, %s defect %s"
        .formatted(
            alert.level(),
            alert.printId().replaceAll("\\p{Cntrl}", "?"),
            alert.family().word(),
            alert.id());
  }

  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java must have SHA-256", e);
    }
  }
}
