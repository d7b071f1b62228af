package org.meltwatch.dashboard.views;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meltwatch.dashboard.runs.KeptPictures.Place;
import org.meltwatch.record.pictures.Pictures;
import org.meltwatch.record.pictures.Preview;
import org.meltwatch.tracking.Box;

/**
 * What previews of a layer say of a rectangle. A preview holds the largest value of each block, so
 * its mean is somewhat above that of all points, and its share of void somewhat below: in all
 * layers alike.
 */
final class PartMeans {

  private static final int STEP = Preview.STEP;
  private static final int SHIFT = Byte.SIZE;

  private record Piece(Place place, Box box) {}

  private final List<Piece> pieces = new ArrayList<>();
  private final int voidBelow;
  private long points;
  private long sum;
  private long empty;

  PartMeans(int voidBelow) {
    this.voidBelow = voidBelow;
  }

  /** Adds a tile whose first point is (x, y) of the plate, so far as it lies in the box. */
  void add(Place place, Box box, int x, int y) {
    Box within =
        new Box(
            Math.max(0, box.minX() - x),
            Math.max(0, box.minY() - y),
            box.maxX() - x,
            box.maxY() - y);
    pieces.add(new Piece(place, within));
  }

  /** How many pictures there are. */
  int size() {
    return pieces.size();
  }

  void read() throws IOException {
    for (Piece piece : pieces) {
      add(Pictures.preview(piece.place().file(), piece.place().offset(), voidBelow), piece.box());
    }
  }

  private void add(Preview preview, Box box) {
    int lastRow = Math.min(preview.height() - 1, box.maxX() / STEP);
    int lastColumn = Math.min(preview.width() - 1, box.maxY() / STEP);
    for (int row = box.minX() / STEP; row <= lastRow; row++) {
      for (int column = box.minY() / STEP; column <= lastColumn; column++) {
        int value = (preview.values()[row * preview.width() + column] & 0xFF) << SHIFT;
        sum += value + (1 << (SHIFT - 1));
        empty += value < voidBelow ? 1 : 0;
        points++;
      }
    }
  }

  @Nullable Double mean() {
    return points == 0 ? null : Double.valueOf(sum / (double) points);
  }

  @Nullable Double voidShare() {
    return points == 0 ? null : Double.valueOf(empty / (double) points);
  }
}
