package org.meltwatch.report;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meltwatch.record.rows.DefectsAnswer;
import org.meltwatch.tracking.Box;
import org.meltwatch.tracking.Level;

/**
 * Where defects are on the plate, as SVG, with the borders of its tiles. Where nobody knows how
 * large it is, the part is drawn that holds all defects, and {@link #isGuessed} says so.
 */
final class PlateMark {

  private static final int LEAST = 14;

  private final int height;
  private final int width;
  private final @Nullable PlateSize size;
  private final String name;

  /**
   * The plate of a print.
   *
   * @param size how large it is; null if nobody knows
   * @param defects all of its defects
   * @param name what a reader is told that it shows
   */
  PlateMark(@Nullable PlateSize size, List<DefectsAnswer.Grown> defects, String name) {
    int lowest = defects.stream().mapToInt(defect -> defect.box().maxX() + 1).max().orElse(1);
    int last = defects.stream().mapToInt(defect -> defect.box().maxY() + 1).max().orElse(1);
    boolean holdsAll = size != null && lowest <= size.height() && last <= size.width();
    this.size = holdsAll ? size : null;
    this.height = holdsAll && size != null ? size.height() : lowest;
    this.width = holdsAll && size != null ? size.width() : last;
    this.name = name;
  }

  /** True if it is as large as its defects reach. */
  boolean isGuessed() {
    return size == null;
  }

  /** The plate with one defect. */
  String of(DefectsAnswer.Grown defect) {
    return of(List.of(defect));
  }

  /** The plate with all of these, the first ones on top. */
  String of(List<DefectsAnswer.Grown> defects) {
    StringBuilder svg = new StringBuilder();
    svg.append(
        format(
            "<svg class=\"plate\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">"
                + "<rect class=\"metal\" width=\"%d\" height=\"%d\"/>",
            width, height, name, width, height));
    svg.append(borders());
    for (int i = defects.size() - 1; i >= 0; i--) {
      svg.append(box(defects.get(i)));
    }
    return svg.append("</svg>").toString();
  }

  /** Where tiles meet. */
  private String borders() {
    if (size == null) {
      return "";
    }
    StringBuilder path = new StringBuilder();
    for (int row = 1; row < size.plate().rows(); row++) {
      path.append(format("M0 %dH%d", row * size.tileHeight(), width));
    }
    for (int column = 1; column < size.plate().columns(); column++) {
      path.append(format("M%d 0V%d", column * size.tileWidth(), height));
    }
    return path.isEmpty() ? "" : format("<path class=\"tiles\" d=\"%s\"/>", path);
  }

  /** Small ones are drawn larger, about their middle, so that they can be seen. */
  private String box(DefectsAnswer.Grown defect) {
    Box box = defect.box();
    double least = LEAST * Math.max(height, width) / 400.0;
    double tall = Math.max(least, box.maxX() - box.minX() + 1);
    double wide = Math.max(least, box.maxY() - box.minY() + 1);
    @Nullable Level level = defect.level();
    return format(
        "<rect class=\"spot %s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\">"
            + "<title>%s</title></rect>",
        level == null ? "none" : level,
        (box.minY() + box.maxY() + 1 - wide) / 2,
        (box.minX() + box.maxX() + 1 - tall) / 2,
        wide,
        tall,
        defect.id());
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
