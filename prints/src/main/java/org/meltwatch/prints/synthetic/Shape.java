package org.meltwatch.prints.synthetic;

/**
 * The outline of a part, around its centre, layer by layer. A row's solid stretches are given to
 * the {@link Span}, which does not mind if they overlap.
 */
sealed interface Shape {

  /** Takes a solid stretch of a row: {@code from} inclusive, {@code to} exclusive. */
  interface Span {
    void solid(int from, int to);
  }

  /** No point of the part is further from its centre, along rows or columns, in any layer. */
  int reach();

  /** The solid stretches of row {@code dx} from the centre, {@code age} layers above the first. */
  void row(int age, int dx, Span span);

  /** A cylinder, or a cone where it grows: an overhang of {@code growth / 8} points a layer. */
  record Disc(int radius, int growth, int largest) implements Shape {
    @Override
    public int reach() {
      return Math.max(radius, largest);
    }

    @Override
    public void row(int age, int dx, Span span) {
      int now = Math.max(radius, Math.min(largest, radius + age * growth / 8));
      ring(0, now, dx, span);
    }
  }

  /** A cylinder that from one layer to the next becomes a wider one: a ledge over loose powder. */
  record Mushroom(int stem, int cap, int capAge) implements Shape {
    @Override
    public int reach() {
      return cap;
    }

    @Override
    public void row(int age, int dx, Span span) {
      ring(0, age < capAge ? stem : cap, dx, span);
    }
  }

  /** A pipe. */
  record Tube(int inner, int outer) implements Shape {
    @Override
    public int reach() {
      return outer;
    }

    @Override
    public void row(int age, int dx, Span span) {
      ring(inner, outer, dx, span);
    }
  }

  /**
   * A box, turned by the angle whose cosine and sine are {@code cos / hypotenuse} and {@code sin /
   * hypotenuse}; it leans along the columns by {@code lean / 8} points a layer.
   */
  record Block(int halfHeight, int halfWidth, int cos, int sin, int hypotenuse, int lean)
      implements Shape {
    @Override
    public int reach() {
      return halfHeight + halfWidth + 64;
    }

    @Override
    public void row(int age, int dx, Span span) {
      int shift = Math.max(-60, Math.min(60, age * lean / 8));
      // |cos dx + sin dy| <= halfHeight * hypotenuse and |cos dy - sin dx| <= halfWidth *
      // hypotenuse
      int from = Integer.MIN_VALUE;
      int to = Integer.MAX_VALUE;
      int[][] bands = {
        {sin, cos * dx, halfHeight * hypotenuse}, {cos, -sin * dx, halfWidth * hypotenuse}
      };
      for (int[] band : bands) {
        if (band[0] == 0) {
          if (Math.abs(band[1]) > band[2]) {
            return;
          }
        } else {
          from = Math.max(from, -Math.floorDiv(band[2] + band[1], band[0]));
          to = Math.min(to, Math.floorDiv(band[2] - band[1], band[0]) + 1);
        }
      }
      span.solid(from + shift, to + shift);
    }
  }

  /** Parallel thin walls along the rows or the columns. */
  record Walls(int halfLength, int thickness, int pitch, boolean alongRows) implements Shape {
    @Override
    public int reach() {
      return halfLength;
    }

    @Override
    public void row(int age, int dx, Span span) {
      if (Math.abs(dx) > halfLength) {
        return;
      }
      if (!alongRows) {
        if (Math.floorMod(dx, pitch) < thickness) {
          span.solid(-halfLength, halfLength);
        }
        return;
      }
      for (int at = -halfLength; at < halfLength; at += pitch) {
        span.solid(at, at + thickness);
      }
    }
  }

  /** Struts crossing at right angles inside a frame; the nodes wander as the layers grow. */
  record Lattice(int half, int strut, int pitch) implements Shape {
    @Override
    public int reach() {
      return half;
    }

    @Override
    public void row(int age, int dx, Span span) {
      if (Math.abs(dx) > half) {
        return;
      }
      if (Math.floorMod(dx + age / 3, pitch) < strut || Math.abs(dx) > half - strut) {
        span.solid(-half, half);
        return;
      }
      span.solid(-half, -half + strut);
      span.solid(half - strut, half);
      for (int at = -half + Math.floorMod(age / 3, pitch); at < half - strut; at += pitch) {
        span.solid(at, at + strut);
      }
    }
  }

  private static void ring(int inner, int outer, int dx, Span span) {
    if (Math.abs(dx) > outer) {
      return;
    }
    int out = root(outer * outer - dx * dx);
    if (Math.abs(dx) >= inner) {
      span.solid(-out, out + 1);
      return;
    }
    int in = root(inner * inner - dx * dx);
    span.solid(-out, -in);
    span.solid(in + 1, out + 1);
  }

  /** The integer square root; exact for these small numbers, as IEEE square roots are. */
  private static int root(int square) {
    return (int) StrictMath.sqrt(square);
  }
}
