package org.meltwatch.report;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meltwatch.record.findings.PrintFindings;
import org.meltwatch.record.rows.LayersAnswer;
import org.meltwatch.tracking.Level;

/**
 * All layers of a print in one strip, as SVG: a column a layer, or some where there are many. Its
 * height tells how many defects were active. Level and lack of tiles have a shape as well as a
 * colour.
 */
final class LayerBar {

  private static final int WIDTH = 1000;
  private static final int HEIGHT = 60;
  private static final int MOST_COLUMNS = 250;
  private static final double GAP = 0.12;

  private LayerBar() {}

  static String of(PrintFindings print, String name) {
    List<LayersAnswer.Layer> layers = print.layers();
    int each = Math.max(1, (layers.size() + MOST_COLUMNS - 1) / MOST_COLUMNS);
    int columns = (layers.size() + each - 1) / each;
    int whole = print.tilesOfLayer();
    int most = layers.stream().mapToInt(LayersAnswer.Layer::active).max().orElse(0);
    StringBuilder svg = new StringBuilder();
    svg.append(
        format(
            "<svg class=\"bar\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
            WIDTH, HEIGHT + 24, name));
    for (int column = 0; column < columns; column++) {
      List<LayersAnswer.Layer> some =
          layers.subList(column * each, Math.min(layers.size(), (column + 1) * each));
      svg.append(
          column(some, column * (double) WIDTH / columns, WIDTH / (double) columns, most, whole));
    }
    return svg.append("</svg>").toString();
  }

  private static String column(
      List<LayersAnswer.Layer> layers, double x, double width, int most, int whole) {
    int active = layers.stream().mapToInt(LayersAnswer.Layer::active).max().orElse(0);
    boolean lacks = layers.stream().anyMatch(layer -> layer.present() < whole);
    @Nullable Level level = worst(layers);
    double height = most == 0 ? 2 : 2 + (HEIGHT - 2) * active / (double) most;
    String kind = level != null ? level.name() : lacks ? "lacking" : "ok";
    String name =
        layers.size() == 1
            ? Integer.toString(layers.get(0).layer())
            : format("%d-%d", layers.get(0).layer(), layers.get(layers.size() - 1).layer());
    return rectangle(kind, x, HEIGHT - height, width * (1 - GAP), height, name + ": " + active)
        + (lacks ? rectangle("lacking", x, HEIGHT + 18, width * (1 - GAP), 6, name) : "")
        + (level == null ? "" : mark(level, x + width * (1 - GAP) / 2, Math.max(width, 5)));
  }

  private static @Nullable Level worst(List<LayersAnswer.Layer> layers) {
    @Nullable Level worst = null;
    for (LayersAnswer.Layer layer : layers) {
      @Nullable Level level = layer.level();
      worst = level == null || (worst != null && worst.compareTo(level) >= 0) ? worst : level;
    }
    return worst;
  }

  /** Below the column: the marks of the dashboard, a triangle, a diamond or an octagon. */
  private static String mark(Level level, double x, double width) {
    double half = Math.min(5, width / 2);
    String path =
        switch (level) {
          case MINOR -> "M0 -1 L1 0.9 H-1 z";
          case MAJOR -> "M0 -1 L1 0 L0 1 L-1 0 z";
          case STOP -> "M-0.4 -1 H0.4 L1 -0.4 V0.4 L0.4 1 H-0.4 L-1 0.4 V-0.4 z";
        };
    return format(
        "<path class=\"%s\" transform=\"translate(%.2f %d) scale(%.2f)\" d=\"%s\"/>",
        level, x, HEIGHT + 9, half, path);
  }

  private static String rectangle(
      String kind, double x, double y, double width, double height, String title) {
    return format(
        "<rect class=\"%s\" x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\"><title>%s</title></rect>",
        kind, x, y, width, height, title);
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
