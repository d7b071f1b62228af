package org.meltwatch.report;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meltwatch.record.rows.DefectsAnswer;
import org.meltwatch.tracking.Box;
import org.meltwatch.tracking.Level;

/**
 * Where defects are on the plate, as SVG. How large the plate is, is taken from the largest place
 * that any defect has, for a run does not tell.
 */
final class PlateMark {

  private static final int LEAST = 14;

  private final int height;
  private final int width;

  /** The plate that holds all of these. */
  PlateMark(List<DefectsAnswer.Grown> defects) {
    this.height = defects.stream().mapToInt(defect -> defect.box().maxX() + 1).max().orElse(1);
    this.width = defects.stream().mapToInt(defect -> defect.box().maxY() + 1).max().orElse(1);
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
            "<svg class=\"plate\" viewBox=\"0 0 %d %d\" role=\"img\">"
                + "<rect class=\"metal\" width=\"%d\" height=\"%d\"/>",
            width, height, width, height));
    for (int i = defects.size() - 1; i >= 0; i--) {
      svg.append(box(defects.get(i)));
    }
    return svg.append("</svg>").toString();
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
