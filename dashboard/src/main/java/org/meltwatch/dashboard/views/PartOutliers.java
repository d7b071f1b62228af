package org.meltwatch.dashboard.views;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meltwatch.dashboard.runs.KeptPictures.Place;
import org.meltwatch.model.Outlier;
import org.meltwatch.record.pictures.Pictures;
import org.meltwatch.tracking.Box;

/**
 * The outliers of a layer that lie in a rectangle: how many there are, and what the largest
 * deviation is. That is exact where one of a tile's five strongest lies in it, else rounded down to
 * the steps that are kept. Where a tile has more outliers than are kept, and is cut by the
 * rectangle, nobody knows.
 */
final class PartOutliers {

  private static final int FIELDS = 3;

  /** What has to be read of a tile, and whether its largest deviation is among that. */
  private record Piece(Place place, int found, Box box, boolean isLargestAsked) {}

  private final List<Piece> pieces = new ArrayList<>();
  private long count;
  private double largest;
  private boolean isCountUnknown;
  private boolean isLargestUnknown;

  /** Adds a tile of which nothing is known yet, or ever. */
  void addUnknown() {
    isCountUnknown = true;
    isLargestUnknown = true;
  }

  /**
   * Adds a tile.
   *
   * @param box the part of it that is looked at, in points of the tile
   * @param isWhole true if that is all of it
   * @param found how many outliers it has
   * @param strongest the five strongest of them, or all if there are less
   * @param place where they are kept; null if they are not
   */
  void add(Box box, boolean isWhole, int found, List<Outlier> strongest, @Nullable Place place) {
    List<Outlier> within = strongest.stream().filter(one -> isIn(box, one.x(), one.y())).toList();
    for (Outlier one : within) {
      largest = Math.max(largest, one.deviation());
    }
    if (isWhole || found <= strongest.size()) {
      count += isWhole ? found : within.size();
    } else if (place == null) {
      isCountUnknown = true;
      isLargestUnknown |= within.isEmpty();
    } else {
      pieces.add(new Piece(place, found, box, within.isEmpty()));
    }
  }

  /** How many tiles have to be read. */
  int size() {
    return pieces.size();
  }

  void read() throws IOException {
    for (Piece piece : pieces) {
      int[] kept = Pictures.outliers(piece.place().file(), piece.place().offset());
      if (kept.length / FIELDS < piece.found()) {
        isCountUnknown = true;
        isLargestUnknown |= piece.isLargestAsked();
      } else {
        add(piece, kept);
      }
    }
  }

  private void add(Piece piece, int[] kept) {
    for (int at = 0; at < kept.length; at += FIELDS) {
      if (isIn(piece.box(), kept[at], kept[at + 1])) {
        count++;
        largest = piece.isLargestAsked() ? Math.max(largest, Math.abs(kept[at + 2])) : largest;
      }
    }
  }

  private static boolean isIn(Box box, int x, int y) {
    return x >= box.minX() && x <= box.maxX() && y >= box.minY() && y <= box.maxY();
  }

  /** How many there are; null if nobody knows. */
  @Nullable Long count() {
    return isCountUnknown ? null : (Long) count;
  }

  /** The largest deviation, 0 if there is no outlier; null if nobody knows. */
  @Nullable Double largest() {
    return isLargestUnknown ? null : (Double) largest;
  }
}
