package org.meltwatch.record.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Plate;
import org.meltwatch.record.space.PlateScale;

/**
 * What a run says of itself, beside its rows.
 *
 * @param options its options by name
 * @param engine what it works with
 * @param source where its tiles come from
 * @param summary what {@code run.json} says; null as long as there is none
 */
public record RunFacts(
    Map<String, String> options, String engine, String source, @Nullable RunSummary summary) {

  /** Nothing is known. */
  public static final RunFacts NONE = new RunFacts(Map.of(), "", "", null);

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long MOST_BYTES = 64L << 20;

  /** What a print's reports are called in {@code run.json}. */
  private static final String PRINTS = "prints";

  /**
   * Reads what there is.
   *
   * @throws IOException if a file cannot be read; names the file
   */
  public static RunFacts read(Path dir) throws IOException {
    JsonNode started = started(dir.resolve("started.json"));
    requireSize(dir.resolve("run.json"));
    RunSummary summary = RunSummary.read(dir);
    Map<String, String> options = new TreeMap<>();
    started
        .path("options")
        .fields()
        .forEachRemaining(one -> options.put(one.getKey(), one.getValue().asText()));
    if (summary != null) {
      options.putAll(summary.options());
    }
    String engine =
        summary == null ? started.path("runner").asText("") : summary.versions().engine();
    return new RunFacts(options, engine, started.path("source").asText(""), summary);
  }

  private static JsonNode started(Path file) throws IOException {
    if (!Files.exists(file)) {
      return JSON.createObjectNode();
    }
    requireSize(file);
    try {
      JsonNode started = JSON.readTree(file.toFile());
      return started == null ? JSON.createObjectNode() : started;
    } catch (IOException e) {
      throw new IOException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static void requireSize(Path file) throws IOException {
    if (Files.exists(file) && Files.size(file) > MOST_BYTES) {
      throw new IOException(file + " has more than " + MOST_BYTES + " bytes, and is not read");
    }
  }

  /** A number among the options, or null. */
  public @Nullable Integer number(String option) {
    String text = options.get(option);
    return text != null && text.matches("\\d{1,9}") ? Integer.valueOf(text) : null;
  }

  /** The thresholds, so far as the options say; the contest's where they do not. */
  public DefectRules rules() {
    DefectRules usual = DefectRules.DEFAULT;
    try {
      return new DefectRules(
          number("voidBelow", usual.voidBelow()),
          number("saturatedAbove", usual.saturatedAbove()),
          number("outlierAbove", usual.outlierAbove()),
          number("eps", usual.eps()),
          number("minSamples", usual.minSamples()),
          number("firstLayer", usual.firstLayer()));
    } catch (IllegalArgumentException e) {
      // No run has such options.
      return usual;
    }
  }

  private int number(String option, int usual) {
    Integer said = number(option);
    return said == null ? usual : said;
  }

  /** How the plate of a print is cut; null if nobody has said so. */
  public @Nullable Plate plate(String print) {
    Plate reported = parse(report(print).path("grid").asText(null));
    if (reported != null) {
      return reported;
    }
    Plate said = parse(options.get("plate"));
    said = said == null ? parse(options.get("tiles")) : said;
    return said == null ? parse(options.get("grid")) : said;
  }

  /** How large a point of a print is; null if nobody knows. */
  public @Nullable PlateScale scale(String print) {
    Double pixel = pixelMm(print);
    Double layer = layerMm(print);
    return pixel == null || layer == null ? null : new PlateScale(pixel, layer, false, 0);
  }

  /** How wide a point of a print is; null if nobody knows. */
  public @Nullable Double pixelMm(String print) {
    PlateScale said = said();
    return said == null ? length(print, "pixel_size_mm", "pixelSizeMm") : (Double) said.pixelMm();
  }

  /** How thick a layer of a print is; null if nobody knows. */
  public @Nullable Double layerMm(String print) {
    PlateScale said = said();
    return said == null
        ? length(print, "layer_thickness_mm", "layerThicknessMm")
        : (Double) said.layerMm();
  }

  /** What the run was told, whatever its source knows; null if nothing. */
  private @Nullable PlateScale said() {
    String text = options.get("plateScale");
    try {
      return text == null ? null : PlateScale.parse(text);
    } catch (IllegalArgumentException e) {
      // No run has such an option.
      return null;
    }
  }

  private @Nullable Double length(String print, String reported, String option) {
    double told = report(print).path(reported).asDouble();
    String text = options.get(option);
    try {
      double said = told > 0 || text == null ? told : Double.parseDouble(text);
      return said > 0 ? Double.valueOf(said) : null;
    } catch (NumberFormatException e) {
      // The run would have refused it: nobody knows how large a point is.
      return null;
    }
  }

  /** What the challenger reports of a print; an empty node if nothing. */
  public JsonNode report(String print) {
    JsonNode challenger = summary == null ? null : summary.challenger();
    for (JsonNode one : challenger == null ? JSON.createArrayNode() : challenger.path(PRINTS)) {
      if (print.equals(one.path("name").asText(null))) {
        return one;
      }
    }
    return JSON.createObjectNode();
  }

  private static @Nullable Plate parse(@Nullable String text) {
    try {
      return text == null ? null : Plate.parse(text);
    } catch (IllegalArgumentException e) {
      // Such as auto, or none: nothing that says how the plate is cut.
      return null;
    }
  }
}
