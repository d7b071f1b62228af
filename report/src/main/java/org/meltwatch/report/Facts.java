package org.meltwatch.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meltwatch.record.run.RunSummary;

/**
 * What is known of a run's prints beside the findings, so far as the run or its challenger says.
 */
final class Facts {

  private static final Pattern GRID = Pattern.compile("\\d{1,5}x(\\d{1,5})");

  private final @Nullable RunSummary summary;

  Facts(@Nullable RunSummary summary) {
    this.summary = summary;
  }

  /** How large a print is; null if nobody has said so. */
  @Nullable Scale scale(String print) {
    double pixel = print(print).path("pixel_size_mm").asDouble();
    double layer = print(print).path("layer_thickness_mm").asDouble();
    return pixel > 0 && layer > 0 ? new Scale(pixel, layer) : null;
  }

  /** How many tiles its plate has beside each other; 0 if nobody has said so. */
  int columns(String print) {
    String plate = print(print).path("grid").asText("");
    if (plate.isEmpty() && summary != null) {
      plate = summary.options().getOrDefault("plate", "");
    }
    Matcher grid = GRID.matcher(plate);
    return grid.matches() ? Integer.parseInt(grid.group(1)) : 0;
  }

  private JsonNode print(String name) {
    JsonNode report = summary == null ? null : summary.challenger();
    if (report != null) {
      for (JsonNode print : report.path("prints")) {
        if (print.path("name").asText().equals(name)) {
          return print;
        }
      }
    }
    return MissingNode.getInstance();
  }
}
