package org.meltwatch.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.meltwatch.kernel.tiff.TiffDecoder;
import org.meltwatch.kernel.tiff.UnreadableTileException;
import org.meltwatch.model.Image;
import org.meltwatch.model.Plate;
import org.meltwatch.model.received.Slice;
import org.meltwatch.reference.Fixtures;

/**
 * Layers of a whole plate with the defects that an independent program expects.
 *
 * @param layers the plate, layer by layer
 * @param plate how it is cut into tiles
 * @param missing tiles that are not handed out
 * @param rules how defects are tracked
 * @param expected what must be found
 */
public record PlateFixture(
    String name,
    List<Image> layers,
    Plate plate,
    Set<Missing> missing,
    TrackingRules rules,
    PlateAnswers expected) {

  /** A tile that is not handed out. */
  public record Missing(int layer, int tile) {}

  /** All of them. */
  public static List<PlateFixture> all() {
    String names = new String(Fixtures.bytes("plates.txt"), StandardCharsets.UTF_8);
    return names.lines().map(PlateFixture::read).toList();
  }

  /** The one of that name. */
  public static PlateFixture read(String name) {
    JsonNode json = Fixtures.json("defects/" + name + "/expected.json");
    List<Image> layers = new ArrayList<>();
    try (TiffDecoder decoder = new TiffDecoder()) {
      for (int layer = 0; layer < json.get("layers").size(); layer++) {
        String file = String.format(Locale.ROOT, "defects/%s/layer_%04d.tif", name, layer);
        layers.add(decoder.decode(Slice.of(Fixtures.bytes(file))));
      }
    } catch (UnreadableTileException e) {
      throw new IllegalStateException("fixture " + name + " cannot be read", e);
    }
    Set<Missing> missing = new HashSet<>();
    json.get("missing")
        .forEach(pair -> missing.add(new Missing(pair.get(0).asInt(), pair.get(1).asInt())));
    TrackingRules usual = TrackingRules.DEFAULT;
    JsonNode options = json.get("options");
    TrackingRules rules =
        new TrackingRules(
            options.path("e").asInt(usual.regionDistance()),
            options.path("m").asInt(usual.regionPoints()),
            options.path("r").asInt(usual.linkDistance()),
            options.path("g").asInt(usual.bridge()),
            usual.minorHeight(),
            usual.majorHeight(),
            usual.stopHeight(),
            false);
    Plate plate = Plate.parse(json.get("grid").asText());
    return new PlateFixture(name, layers, plate, missing, rules, answers(json));
  }

  private static PlateAnswers answers(JsonNode json) {
    List<String> defects = new ArrayList<>();
    json.get("defects").forEach(defect -> defects.add(defect(defect)));
    List<String> layers = new ArrayList<>();
    json.get("layers")
        .forEach(
            layer ->
                layers.add(
                    fields(
                        layer,
                        "layer",
                        "present",
                        "observed",
                        "saturated",
                        "hot",
                        "cold",
                        "regions",
                        "active",
                        "level")));
    List<String> alerts = new ArrayList<>();
    json.get("alerts")
        .forEach(
            alert ->
                alerts.add(fields(alert, "layer", "level", "id", "family", "height", "points")));
    return new PlateAnswers(defects, layers, alerts);
  }

  private static String defect(JsonNode json) {
    JsonNode peak = json.get("peak");
    JsonNode box = json.get("box");
    return PlateAnswers.line(
        fields(
            json,
            "id",
            "family",
            "first",
            "last",
            "layers",
            "regions",
            "points",
            "saturated",
            "edge"),
        peak.isNull()
            ? ""
            : fields(peak, "n") + "," + fields(peak, "layer", "X", "Y").replace(',', '-'),
        PlateAnswers.line(
            box.get(0).asInt(), box.get(1).asInt(), box.get(2).asInt(), box.get(3).asInt()),
        fields(json, "sum_layer", "sum_x", "sum_y", "level", "absorbed"));
  }

  private static String fields(JsonNode json, String... names) {
    return java.util.Arrays.stream(names)
        .map(name -> json.get(name).asText())
        .collect(java.util.stream.Collectors.joining(","));
  }

  @Override
  public String toString() {
    return name;
  }
}
