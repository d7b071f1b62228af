package org.meltwatch.record.commands;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import org.meltwatch.tracking.Box;

/** A part of the plate, in plate coordinates: x is the row and y the column of a point. */
public sealed interface Area {

  /** Coordinates of corners lie from minus this to this. */
  int LARGEST = 10_000_000;

  /** True if all of a box lies in it; its border is part of it. */
  boolean holds(Box box);

  /**
   * A rectangle.
   *
   * @param box its corners, borders included
   */
  record Rectangle(Box box) implements Area {

    public Rectangle {
      requireNonNull(box, "box");
      require("min_x", box.minX());
      require("min_y", box.minY());
      require("max_x", box.maxX());
      require("max_y", box.maxY());
      if (box.minX() > box.maxX() || box.minY() > box.maxY()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "area (rows %d to %d, columns %d to %d) must not end before it begins",
                box.minX(),
                box.maxX(),
                box.minY(),
                box.maxY()));
      }
    }

    @Override
    public boolean holds(Box other) {
      return box.minX() <= other.minX()
          && box.minY() <= other.minY()
          && box.maxX() >= other.maxX()
          && box.maxY() >= other.maxY();
    }
  }

  /**
   * A polygon.
   *
   * @param corners in order, 3 to 1000; the last one is joined to the first
   */
  record Polygon(List<Corner> corners) implements Area {

    private static final int MOST_CORNERS = 1000;

    public Polygon {
      corners = List.copyOf(corners);
      if (corners.size() < 3 || corners.size() > MOST_CORNERS) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "polygon (%d corners) must have 3 to %d corners",
                corners.size(),
                MOST_CORNERS));
      }
    }

    @Override
    public boolean holds(Box box) {
      return new Outline(corners).holds(box);
    }
  }

  /**
   * A corner of a polygon.
   *
   * @param x row on the plate
   * @param y column on the plate
   */
  record Corner(int x, int y) {

    public Corner {
      require("x", x);
      require("y", y);
    }
  }

  private static void require(String name, int value) {
    if (value < -LARGEST || value > LARGEST) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%s (%d) must be in [%d, %d]", name, value, -LARGEST, LARGEST));
    }
  }
}
