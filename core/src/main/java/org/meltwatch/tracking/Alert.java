package org.meltwatch.tracking;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * Word that a defect has reached a level.
 *
 * @param level the level
 * @param id what the defect is called at that moment
 * @param family what its points are
 * @param height how many layers it reaches over
 * @param points how many points it has
 */
public record Alert(Level level, DefectId id, Family family, int height, long points) {

  static final Comparator<Alert> ORDER =
      Comparator.comparing(Alert::id).thenComparing(Alert::family);

  public Alert {
    requireNonNull(level, "level");
    requireNonNull(id, "id");
    requireNonNull(family, "family");
  }
}
