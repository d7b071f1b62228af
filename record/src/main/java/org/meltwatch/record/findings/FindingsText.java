package org.meltwatch.record.findings;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meltwatch.foreign.Foreign;
import org.meltwatch.quality.Disturbance;
import org.meltwatch.ranges.IdRange;
import org.meltwatch.ranges.Ranges;
import org.meltwatch.record.rows.DefectsAnswer;
import org.meltwatch.record.rows.LayersAnswer;
import org.meltwatch.tracking.Level;

/** Findings in a few plain sentences: what was found, where, and how bad it is. */
public final class FindingsText {

  private static final int SHOWN_DEFECTS = 3;
  private static final int SHOWN_RANGES = 5;
  private static final int SHOWN_NAME = 60;

  private FindingsText() {}

  /** The lines of all prints, each with its end; empty if there are no findings. */
  public static String of(List<PrintFindings> prints) {
    return prints.stream().map(FindingsText::of).collect(Collectors.joining());
  }

  private static String of(PrintFindings print) {
    StringBuilder text = new StringBuilder();
    text.append(
        line(
            "%s: %s. %s.",
            Foreign.shown(print.print(), SHOWN_NAME),
            verdict(print.worst()),
            capitalized(counted(print))));
    print.defects().stream()
        .filter(defect -> defect.level() != null)
        .limit(SHOWN_DEFECTS)
        .forEach(defect -> text.append(line("  %s", of(defect))));
    long further = print.defects().size() - print.withLevel(null) - SHOWN_DEFECTS;
    if (further > 0) {
      text.append(line("  and %d more with a level (all in defects.csv)", further));
    }
    text.append(line("  %s", coverage(print)));
    String quality = quality(print);
    return text.append(quality.isEmpty() ? "" : line("  %s", quality)).toString();
  }

  /** What a level means for the print, in words; null for none. */
  public static String verdict(@Nullable Level worst) {
    if (worst == null) {
      return "nothing that lasts";
    }
    return switch (worst) {
      case MINOR -> "MINOR, watch it";
      case MAJOR -> "MAJOR, look at it";
      case STOP -> "STOP, stop this print";
    };
  }

  /** A defect: what, how high, how large, where. */
  public static String of(DefectsAnswer.Grown defect) {
    return format(
        "%-5s %s defect %s: layers %d to %d, %d points, around row %d, column %d",
        defect.level(),
        defect.family().word(),
        defect.id(),
        defect.id().layer(),
        defect.lastLayer(),
        defect.points(),
        Math.round(defect.sumX() / (double) defect.points()),
        Math.round(defect.sumY() / (double) defect.points()));
  }

  private static String counted(PrintFindings print) {
    List<String> parts = new ArrayList<>();
    for (Level level : new Level[] {Level.STOP, Level.MAJOR, Level.MINOR}) {
      if (print.withLevel(level) > 0) {
        parts.add(format("%d %s", print.withLevel(level), level));
      }
    }
    String levels = parts.isEmpty() ? "none with a level" : String.join(", ", parts);
    return print.defects().isEmpty()
        ? "no defect"
        : format("%d defects: %s; %d at edges", print.defects().size(), levels, print.atEdges());
  }

  private static String coverage(PrintFindings print) {
    List<LayersAnswer.Layer> incomplete = print.incomplete();
    if (incomplete.isEmpty()) {
      return format("%d layers, none lacks a tile", print.layers().size());
    }
    Ranges lacking = new Ranges();
    incomplete.forEach(layer -> lacking.add(layer.layer()));
    return format(
        "%d layers, of which %d lack tiles: %s (layers.csv)",
        print.layers().size(), incomplete.size(), shown(lacking));
  }

  /** Which layers are disturbed, but for absent tiles; empty if none is. */
  private static String quality(PrintFindings print) {
    Map<Disturbance, Ranges> layers = new EnumMap<>(Disturbance.class);
    print.disturbed().stream()
        .filter(layer -> layer.disturbance() != Disturbance.MISSING)
        .forEach(
            layer ->
                layers
                    .computeIfAbsent(layer.disturbance(), none -> new Ranges())
                    .add(layer.layer()));
    return layers.isEmpty()
        ? ""
        : layers.entrySet().stream()
            .map(one -> format("%s in %s", one.getKey().word(), shown(one.getValue())))
            .collect(Collectors.joining("; ", "images disturbed: ", " (quality.csv)"));
  }

  private static String shown(Ranges layers) {
    List<IdRange> ranges = layers.list();
    return ranges.stream()
        .limit(SHOWN_RANGES)
        .map(IdRange::toString)
        .collect(Collectors.joining(", ", "", ranges.size() > SHOWN_RANGES ? ", ..." : ""));
  }

  private static String capitalized(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static String line(String format, Object... values) {
    return format(format, values) + "\n";
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
