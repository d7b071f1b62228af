package org.meltwatch.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meltwatch.record.run.RunSummary;

/** The scales of a run's prints, so far as its challenger has told them. */
final class Scales {

  private final Map<String, Scale> byPrint;

  private Scales(Map<String, Scale> byPrint) {
    this.byPrint = byPrint;
  }

  static Scales of(@Nullable RunSummary summary) {
    Map<String, Scale> scales = new HashMap<>();
    JsonNode report = summary == null ? null : summary.challenger();
    if (report != null) {
      for (JsonNode print : report.path("prints")) {
        double pixel = print.path("pixel_size_mm").asDouble();
        double layer = print.path("layer_thickness_mm").asDouble();
        if (pixel > 0 && layer > 0) {
          scales.put(print.path("name").asText(), new Scale(pixel, layer));
        }
      }
    }
    return new Scales(scales);
  }

  @Nullable Scale of(String print) {
    return byPrint.get(print);
  }
}
