package org.meltwatch.record.commands;

import java.util.List;
import org.meltwatch.record.commands.Area.Corner;
import org.meltwatch.tracking.Box;

/*
 * A box lies in a polygon if its four corners do, and no side of the polygon comes in between: none
 * crosses a side of the box, and none runs through its inside. All in whole numbers: coordinates
 * are below 2^24, products below 2^50.
 */
/** The border of a polygon. */
final class Outline {

  private final List<Corner> corners;

  Outline(List<Corner> corners) {
    this.corners = corners;
  }

  /** True if all of a box lies within, or on the border. */
  boolean holds(Box box) {
    List<Corner> ends =
        List.of(
            new Corner(box.minX(), box.minY()),
            new Corner(box.minX(), box.maxY()),
            new Corner(box.maxX(), box.maxY()),
            new Corner(box.maxX(), box.minY()));
    if (!ends.stream().allMatch(this::holds)) {
      return false;
    }
    for (int i = 0; i < corners.size(); i++) {
      Corner from = corners.get(i);
      Corner to = corners.get((i + 1) % corners.size());
      if (isCrossed(ends, from, to) || isEntered(box, from, to)) {
        return false;
      }
    }
    return true;
  }

  private boolean holds(Corner point) {
    boolean inside = false;
    for (int i = 0; i < corners.size(); i++) {
      Corner from = corners.get(i);
      Corner to = corners.get((i + 1) % corners.size());
      long side = side(from, to, point);
      if (side == 0 && isBetween(from, to, point)) {
        return true;
      }
      boolean isUpward = from.y() <= point.y() && to.y() > point.y();
      boolean isDownward = to.y() <= point.y() && from.y() > point.y();
      if ((isUpward && side > 0) || (isDownward && side < 0)) {
        inside = !inside;
      }
    }
    return inside;
  }

  /** True if the two cross in a point that is no end of either. */
  private static boolean isCrossed(List<Corner> ends, Corner from, Corner to) {
    for (int i = 0; i < ends.size(); i++) {
      Corner one = ends.get(i);
      Corner other = ends.get((i + 1) % ends.size());
      if (Long.signum(side(from, to, one)) * Long.signum(side(from, to, other)) < 0
          && Long.signum(side(one, other, from)) * Long.signum(side(one, other, to)) < 0) {
        return true;
      }
    }
    return false;
  }

  /** True if a line has a point that lies in the box and on none of its sides. */
  private static boolean isEntered(Box box, Corner from, Corner to) {
    long dx = (long) to.x() - from.x();
    long dy = (long) to.y() - from.y();
    // The line enters at the largest and leaves at the smallest of these parts of its length.
    Part enter = new Part(0, 1);
    Part leave = new Part(1, 1);
    long[] steps = {dx, -dx, dy, -dy};
    long[] rooms = {
      (long) box.maxX() - from.x(),
      (long) from.x() - box.minX(),
      (long) box.maxY() - from.y(),
      (long) from.y() - box.minY()
    };
    for (int i = 0; i < steps.length; i++) {
      if (steps[i] == 0) {
        if (rooms[i] <= 0) {
          return false;
        }
      } else if (steps[i] > 0) {
        leave = leave.smaller(new Part(rooms[i], steps[i]));
      } else {
        enter = enter.larger(new Part(-rooms[i], -steps[i]));
      }
    }
    return enter.isBelow(leave);
  }

  /** A fraction with a positive denominator. */
  private record Part(long numerator, long denominator) {

    boolean isBelow(Part other) {
      return numerator * other.denominator < other.numerator * denominator;
    }

    Part smaller(Part other) {
      return other.isBelow(this) ? other : this;
    }

    Part larger(Part other) {
      return isBelow(other) ? other : this;
    }
  }

  /** Positive, zero or negative: on which side of a line a point lies. */
  private static long side(Corner from, Corner to, Corner point) {
    return ((long) point.x() - from.x()) * ((long) to.y() - from.y())
        - ((long) to.x() - from.x()) * ((long) point.y() - from.y());
  }

  private static boolean isBetween(Corner from, Corner to, Corner point) {
    return Math.min(from.x(), to.x()) <= point.x()
        && point.x() <= Math.max(from.x(), to.x())
        && Math.min(from.y(), to.y()) <= point.y()
        && point.y() <= Math.max(from.y(), to.y());
  }
}
