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
import org.meltwatch.record.pictures.Pictures;
import org.meltwatch.tracking.Family;

/**
 * Where points of a layer are, as rows and columns of the plate in turns. Points of regions come
 * from the tracking; among hot ones are saturated ones. Outliers are those of Query 2.
 */
final class LayerPoints {

  private static final int MOST_NUMBERS = 400_000;

  private LayerPoints() {}

  static Map<String, Object> of(FollowedPrint print, PlateOfPrint plate, int layer)
      throws IOException {
    Map<String, Object> points = new LinkedHashMap<>();
    points.put("saturated", null);
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
              for (int at = 0; of == family && at < length; at++) {
                if (points.size() < MOST_NUMBERS) {
                  points.add(x);
                  points.add(y + at);
                }
              }
            });
    return points;
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
      for (int at = 0; at < kept.length && points.size() < MOST_NUMBERS; at += 2) {
        points.add(plate.x(tile) + kept[at]);
        points.add(plate.y(tile) + kept[at + 1]);
      }
    }
    return any ? points : null;
  }
}
