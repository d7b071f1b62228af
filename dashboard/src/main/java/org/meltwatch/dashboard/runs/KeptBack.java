package org.meltwatch.dashboard.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meltwatch.record.rows.AlertsAnswer.Raised;
import org.meltwatch.record.rows.QualityAnswer.DisturbedLayer;

/** Which alerts commands have kept back, by what a run notes of the alerts that it sends. */
final class KeptBack {

  private static final String NAME = "alerts-sent.jsonl";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long MOST_BYTES = 64L << 20;

  private final Path file;
  private final Map<String, String> commands = new HashMap<>();
  private long size;

  KeptBack(Path dir) {
    this.file = dir.resolve(NAME);
  }

  /** The file of the command that kept an alert back; null if none did. */
  @Nullable String by(Raised alert) {
    return commands.get(
        place(alert.printId(), alert.id().toString(), alert.family().word(), alert.level().name()));
  }

  /** The file of the command that kept an alert about images back; null if none did. */
  @Nullable String by(DisturbedLayer alert) {
    return commands.get(image(alert.printId(), alert.layer(), alert.disturbance().word()));
  }

  /** Reads what there is, if there is more than the last time. */
  void poll() throws IOException {
    long now = Files.exists(file) ? Files.size(file) : 0;
    if (now == size) {
      return;
    }
    if (now > MOST_BYTES) {
      throw new IOException(file + " has more than " + MOST_BYTES + " bytes, and is not read");
    }
    size = now;
    Files.readString(file).lines().forEach(this::read);
  }

  private void read(String line) {
    try {
      JsonNode json = JSON.readTree(line);
      if (json.path("fate").asText().equals("suppressed")) {
        String print = json.path("print_id").asText();
        String place =
            json.has("disturbance")
                ? image(print, json.path("layer").asInt(), json.path("disturbance").asText())
                : place(
                    print,
                    json.path("defect").asText(),
                    json.path("family").asText(),
                    json.path("level").asText());
        commands.put(place, json.path("command").asText());
      }
    } catch (JsonProcessingException e) {
      // A line that is being written, or was torn by a kill: it comes whole, or never.
      return;
    }
  }

  private static String image(String print, int layer, String disturbance) {
    return String.join("\n", print, Integer.toString(layer), disturbance);
  }

  private static String place(String print, String id, String family, String level) {
    return String.join("\n", print, id, family, level);
  }
}
