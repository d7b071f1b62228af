package org.meltwatch.dashboard.views;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meltwatch.dashboard.runs.FollowedPrint;
import org.meltwatch.dashboard.runs.KeptPictures;
import org.meltwatch.dashboard.runs.PlateOfPrint;
import org.meltwatch.dashboard.runs.TileColumn;
import org.meltwatch.record.pictures.Pictures;
import org.meltwatch.tracking.Family;

/**
 * Where points of a layer are, as rows and columns of the plate in turns. Points of regions come
 * from the tracking; among hot ones are saturated ones. Outliers are those of Query 2, saturated
 * points those of Query 1.
 */
final class LayerPoints {

  private static final int MOST_NUMBERS = 400_000;

  private LayerPoints() {}

  static Map<String, Object> of(FollowedPrint print, PlateOfPrint plate, int layer)
      throws IOException {
    Map<String, Object> points = new LinkedHashMap<>();
    points.put("saturated", saturated(print, plate, layer));
    boolean tracked = print.closed().has(layer);
    points.put("hot", tracked ? regions(print, layer, Family.HOT) : null);
    points.put("cold", tracked ? regions(print, layer, Family.COLD) : null);
    points.put("outliers", outliers(print, plate, layer));
    return points;
  }

  private static List<Integer> regions(FollowedPrint print, int layer, Family family) {
    List<Integer> points = new ArrayList<>();
    print
        .regions()
        .each(
            layer,
            (id, of, x, y, length) -> {
              if (of == family) {
                addRun(points, x, y, length);
              }
            });
    return points;
  }

  /** Null where there are some, and nobody has kept where. */
  private static @Nullable List<Integer> saturated(
      FollowedPrint print, PlateOfPrint plate, int layer) throws IOException {
    List<Integer> points = new ArrayList<>();
    boolean isUnknown = false;
    for (Map.Entry<Integer, TileColumn> tile : print.tiles().entrySet()) {
      KeptPictures.Place place = print.pictures().saturated(tile.getKey(), layer);
      if (place == null) {
        isUnknown |= tile.getValue().saturated(layer) > 0;
      } else if (plate.plate().has(tile.getKey())) {
        int[] runs = Pictures.saturated(place.file(), place.offset());
        for (int at = 0; at < runs.length; at += 3) {
          addRun(
              points,
              plate.x(tile.getKey()) + runs[at],
              plate.y(tile.getKey()) + runs[at + 1],
              runs[at + 2]);
        }
      }
    }
    return points.isEmpty() && isUnknown ? null : points;
  }

  private static void addRun(List<Integer> points, int x, int y, int length) {
    for (int at = 0; at < length && points.size() < MOST_NUMBERS; at++) {
      points.add(x);
      points.add(y + at);
    }
  }

  private static @Nullable List<Integer> outliers(
      FollowedPrint print, PlateOfPrint plate, int layer) throws IOException {
    List<Integer> points = new ArrayList<>();
    boolean any = false;
    for (int tile : print.tiles().keySet()) {
      KeptPictures.Place place = print.pictures().points(tile, layer);
      if (place == null || !plate.plate().has(tile)) {
        continue;
      }
      any = true;
      int[] kept = Pictures.outliers(place.file(), place.offset());
      for (int at = 0; at < kept.length && points.size() < MOST_NUMBERS; at += 3) {
        points.add(plate.x(tile) + kept[at]);
        points.add(plate.y(tile) + kept[at + 1]);
      }
    }
    return any ? points : null;
  }
}
