package org.meltwatch.pipeline.options;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meltwatch.alerts.AlertSinks;
import org.meltwatch.alerts.Sinks;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Plate;
import org.meltwatch.options.OptionRange;
import org.meltwatch.options.UsageException;
import org.meltwatch.quality.QualityRules;
import org.meltwatch.record.space.PlateScale;
import org.meltwatch.tracking.Level;
import org.meltwatch.tracking.TrackingRules;
import org.meltwatch.tracking.TrackingSettings;

/** Reads how defects are tracked. */
public final class TrackingSettingsReader {

  private static final String NONE = "none";

  private TrackingSettingsReader() {}

  /**
   * The settings that the options come to; null if defects are not tracked.
   *
   * @param points what a hot, a cold and a void point is
   * @param known how the source says that the plate is cut, if it does
   * @throws UsageException if one is out of its range
   */
  public static @Nullable TrackingSettings of(
      TrackingOptions options, DefectRules points, Optional<Plate> known) {
    TrackingRules rules =
        new TrackingRules(
            OptionRange.require("regionDistance", options.getRegionDistance(), 1, 1000),
            OptionRange.require("regionPoints", options.getRegionPoints(), 1, 1_000_000),
            OptionRange.require("linkDistance", options.getLinkDistance(), 0, 1000),
            OptionRange.require("bridge", options.getBridge(), 1, 1000),
            height("minorHeight", options.getMinorHeight()),
            height("majorHeight", options.getMajorHeight()),
            height("stopHeight", options.getStopHeight()),
            countsEdges(options.getEdges()));
    int maxOpen = OptionRange.require("maxOpenLayers", options.getMaxOpenLayers(), 3, 1_000_000);
    QualityRules quality =
        new QualityRules(
            OptionRange.require("maxShift", options.getMaxShift(), 1, 15),
            OptionRange.require("maxScale", options.getMaxScale(), 101, 10_000));
    @Nullable Plate plate = plate(options.getPlate(), known);
    return plate == null ? null : new TrackingSettings(plate, rules, quality, points, maxOpen);
  }

  /**
   * How large a point of the plate is; null if nobody knows.
   *
   * @param known what the source says, if it does; the option counts before it
   * @throws UsageException if the option is no scale
   */
  public static @Nullable PlateScale scale(TrackingOptions options, @Nullable PlateScale known) {
    String text = options.getPlateScale();
    if (text == null) {
      return known;
    }
    try {
      return PlateScale.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--plateScale: " + e.getMessage(), e);
    }
  }

  /** True if nothing says how the plate is cut, and nobody said that it does not matter. */
  public static boolean isForWantOfPlate(TrackingOptions options, Optional<Plate> known) {
    return options.getPlate() == null && known.isEmpty();
  }

  /**
   * The level from which on a run is to end; null if none.
   *
   * @throws UsageException if there is no such level, or defects are not tracked
   */
  public static @Nullable Level stopOn(TrackingOptions options, boolean isTracking) {
    String word = options.getStopOn();
    if (word == null) {
      return null;
    }
    if (!isTracking) {
      throw new UsageException("--stopOn (%s) needs --plate=RxC".formatted(word));
    }
    for (Level level : Level.values()) {
      if (level.name().equals(word)) {
        return level;
      }
    }
    throw new UsageException("--stopOn (%s) must be MINOR, MAJOR or STOP".formatted(word));
  }

  /**
   * Where alerts go beside the terminal.
   *
   * @param hasAlerts whether there can be any: defects are tracked, or an earlier run did so
   * @param environment variables by name; secrets are among them
   * @throws UsageException if there is no such place, or there can be no alerts
   */
  public static Sinks sinks(
      TrackingOptions options, boolean hasAlerts, Map<String, String> environment) {
    List<String> words = options.getAlert() == null ? List.of() : options.getAlert();
    if (!words.isEmpty() && !hasAlerts) {
      throw new UsageException("--alert (%s) needs --plate=RxC".formatted(String.join(",", words)));
    }
    if (words.isEmpty() && options.getAlertSecretFile() != null) {
      throw new UsageException(
          "--alertSecretFile (%s) needs --alert=webhook:URL"
              .formatted(options.getAlertSecretFile()));
    }
    try {
      return words.isEmpty()
          ? Sinks.NONE
          : AlertSinks.of(words, options.getAlertSecretFile(), environment);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private static @Nullable Plate plate(@Nullable String text, Optional<Plate> known) {
    if (text == null) {
      return known.orElse(null);
    }
    if (text.equals(NONE)) {
      return null;
    }
    try {
      return Plate.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "--plate (%s) must be rows x columns, such as 4x4, at most %s tiles; or none"
              .formatted(text, Plate.MOST_TILES),
          e);
    }
  }

  private static int height(String name, int value) {
    return OptionRange.require(name, value, 1, Integer.MAX_VALUE);
  }

  private static boolean countsEdges(String word) {
    return switch (word) {
      case "ignore" -> false;
      case "count" -> true;
      default -> throw new UsageException("--edges (%s) must be ignore or count".formatted(word));
    };
  }
}
