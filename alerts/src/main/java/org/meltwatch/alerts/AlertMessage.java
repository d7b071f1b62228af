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
import org.meltwatch.record.rows.AnswerRow;
import org.meltwatch.record.rows.QualityAnswer;

/**
 * An alert, as it is sent.
 *
 * @param key the same for every attempt to say that a defect of a print was given a level, or that
 *     a layer is disturbed in one way: 32 hexadecimal digits
 * @param about a level that a defect was given, or a disturbed layer
 */
record AlertMessage(String key, AnswerRow about) {

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

  static AlertMessage of(QualityAnswer.DisturbedLayer layer) {
    String about =
        String.join(
            "\n",
            layer.printId(),
            QualityAnswer.LEVEL,
            Integer.toString(layer.layer()),
            layer.disturbance().toString());
    return new AlertMessage(digest(about).substring(0, KEY_DIGITS), layer);
  }

  /** The message's fields, in order. */
  ObjectNode fields() {
    ObjectNode fields = JSON.createObjectNode().put("key", key);
    if (about instanceof AlertsAnswer.Raised alert) {
      fields
          .put("print_id", alert.printId())
          .put("level", alert.level().toString())
          .put("defect", alert.id().toString())
          .put("family", alert.family().word())
          .put("layer", alert.layer())
          .put("height", alert.height())
          .put("points", alert.points());
    } else if (about instanceof QualityAnswer.DisturbedLayer layer) {
      fields
          .put("print_id", layer.printId())
          .put("level", QualityAnswer.LEVEL)
          .put("disturbance", layer.disturbance().word())
          .put("layer", layer.layer())
          .put("tiles", layer.tiles())
          .put("detail", layer.detail());
    }
    return fields.put("time", Instant.EPOCH.plus(about.doneUs(), ChronoUnit.MICROS).toString());
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
    if (about instanceof QualityAnswer.DisturbedLayer layer) {
      return String.join(
          " ",
          QualityAnswer.LEVEL,
          "of",
          layer.printId().replaceAll("\\p{Cntrl}", "?") + ",",
          "layer",
          Integer.toString(layer.layer()),
          layer.disturbance().word());
    }
    AlertsAnswer.Raised alert = (AlertsAnswer.Raised) about;
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
