package org.meltwatch.record.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.meltwatch.tracking.Box;

final class AreaTest {

  @Test
  void holds_rectangle_itsBorderIsPartOfIt() {
    Area area = new Area.Rectangle(new Box(10, 20, 30, 40));

    assertTrue(area.holds(new Box(10, 20, 30, 40)));
    assertFalse(area.holds(new Box(9, 20, 30, 40)));
    assertFalse(area.holds(new Box(10, 20, 30, 41)));
  }

  @Test
  void holds_rectangleAsPolygon_isTheSame() {
    Random random = new Random(16);
    Area area = new Area.Rectangle(new Box(2, 3, 6, 7));
    Area polygon = polygon(2, 3, 2, 7, 6, 7, 6, 3);
    for (int i = 0; i < 2000; i++) {
      int x = random.nextInt(9);
      int y = random.nextInt(9);
      Box box = new Box(x, y, x + random.nextInt(6), y + random.nextInt(6));
      assertEquals(area.holds(box), polygon.holds(box), box::toString);
    }
  }

  @Test
  void holds_boxAcrossANotch_isNotHeld() {
    // A wedge from the right comes to its tip beyond the left side of the box.
    Area notched = polygon(0, 0, 20, 0, 20, 20, 11, 20, 10, 2, 9, 20, 0, 20);

    assertFalse(notched.holds(new Box(5, 5, 15, 15)));
    assertFalse(notched.holds(new Box(5, 12, 15, 12)));
    assertTrue(notched.holds(new Box(1, 1, 8, 19)));
    assertTrue(notched.holds(new Box(0, 0, 20, 2)));
  }

  @Test
  void holds_triangle_holdsWhatItsPointsSay() {
    Area triangle = polygon(0, 0, 0, 12, 12, 0);
    for (int x = 0; x < 14; x++) {
      for (int y = 0; y < 14; y++) {
        assertEquals(x + y <= 12, triangle.holds(new Box(x, y, x, y)), x + "," + y);
        // The largest corner decides.
        assertEquals(x + y <= 12, triangle.holds(new Box(x / 2, y / 2, x, y)), x + "," + y);
      }
    }
  }

  @Test
  void holds_farCorners_doesNotOverflow() {
    int far = Area.LARGEST;
    Area all = polygon(-far, -far, -far, far, far, far, far, -far);

    assertTrue(all.holds(new Box(0, 0, far, far)));
    assertFalse(polygon(-far, -far, -far, far, far, far).holds(new Box(1, 0, 2, 0)));
  }

  private static Area polygon(int... coordinates) {
    List<Area.Corner> corners = new ArrayList<>();
    for (int i = 0; i < coordinates.length; i += 2) {
      corners.add(new Area.Corner(coordinates[i], coordinates[i + 1]));
    }
    return new Area.Polygon(corners);
  }
}
