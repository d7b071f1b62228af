package org.meltwatch.tracking;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.meltwatch.kernel.tiff.Tiles;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Image;
import org.meltwatch.model.Plate;
import org.meltwatch.tracking.Whole.Batch;

/**
 * A small print with hot and cold spots that drift through its layers, some of them saturated, on a
 * background of any kind; and the order in which its tiles are handed out.
 */
record RandomPlate(
    List<Image> layers, Plate plate, TrackingRules rules, DefectRules points, List<Batch> batches) {

  private record Spot(int x, int y, int reach, int first, int last, int strength, int drift) {}

  static RandomPlate of(Random random) {
    Plate plate = new Plate(1 + random.nextInt(4), 1 + random.nextInt(4));
    int most = random.nextInt(3) == 0 ? 3 : 22;
    int height = plate.rows() * (1 + random.nextInt(most));
    int width = plate.columns() * (1 + random.nextInt(most));
    int count = 3 + random.nextInt(8);
    int ground = random.nextInt(60_000);
    int noise = 1 + random.nextInt(random.nextBoolean() ? 300 : 8000);
    int powder = random.nextBoolean() ? 0 : random.nextInt(6);
    List<Spot> spots = new ArrayList<>();
    for (int i = random.nextInt(8); i >= 0; i--) {
      spots.add(
          new Spot(
              random.nextInt(height),
              random.nextInt(width),
              1 + random.nextInt(4),
              random.nextInt(count),
              random.nextInt(count),
              random.nextInt(-60_000, 65_536),
              random.nextInt(-2, 3)));
    }
    List<Image> layers = new ArrayList<>();
    for (int layer = 0; layer < count; layer++) {
      int number = layer;
      layers.add(
          Tiles.image(
              height,
              width,
              (x, y) -> {
                int value = ground + random.nextInt(noise);
                for (Spot spot : spots) {
                  int dx = x - spot.x - spot.drift * (number - spot.first);
                  int dy = y - spot.y;
                  boolean isIn = dx * dx + dy * dy <= spot.reach * spot.reach;
                  value += isIn && number >= spot.first && number <= spot.last ? spot.strength : 0;
                }
                boolean isPowder = powder > 0 && (x + y) % 9 < powder;
                return Math.min(65_535, Math.max(0, isPowder ? value % 6000 : value));
              }));
    }
    TrackingRules rules =
        new TrackingRules(
            1 + random.nextInt(5),
            1 + random.nextInt(6),
            random.nextInt(5),
            1 + random.nextInt(3),
            1 + random.nextInt(3),
            3,
            2 + random.nextInt(4),
            random.nextBoolean());
    DefectRules points =
        new DefectRules(random.nextInt(5001), 65_000, 500 + random.nextInt(5500), 20, 5, 0);
    return new RandomPlate(layers, plate, rules, points, batches(random, layers, plate));
  }

  /** Mostly in order: some missing, unreadable, swapped, twice, of another size, off the plate. */
  private static List<Batch> batches(Random random, List<Image> layers, Plate plate) {
    List<Batch> batches = new ArrayList<>();
    int faults = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(12);
    for (int layer = 0; layer < layers.size(); layer++) {
      List<Image> tiles = Plates.cut(layers.get(layer), plate);
      for (int tile = 0; tile < tiles.size(); tile++) {
        Image image = tiles.get(tile);
        switch (random.nextInt(100) < faults ? random.nextInt(6) : 6) {
          case 0 -> {}
          case 1 -> batches.add(new Batch(layer, tile, null));
          case 2 ->
              batches.add(
                  batches.size() - random.nextInt(Math.min(batches.size(), 40) + 1),
                  new Batch(layer, tile, image));
          case 3 -> {
            batches.add(new Batch(layer, tile, image));
            batches.add(new Batch(layer, tile, image));
          }
          case 4 ->
              batches.add(
                  new Batch(layer, tile, Tiles.uniform(image.height() + 1, image.width(), 30_000)));
          case 5 -> {
            batches.add(new Batch(layer, tile, image));
            batches.add(new Batch(random.nextInt(50), plate.tiles() + random.nextInt(3), image));
          }
          default -> batches.add(new Batch(layer, tile, image));
        }
      }
    }
    return batches;
  }

  /** Hands all out; returns the print as the naive twin sees it. */
  Whole hand(PlateRun run) {
    for (Batch batch : batches) {
      if (batch.image() == null) {
        run.refuse(batch.layer(), batch.tile());
      } else {
        run.hand(batch.layer(), batch.tile(), batch.image());
      }
    }
    return new Whole(layers, plate, batches);
  }

  @Override
  public String toString() {
    return "%s of %s, %s".formatted(plate, layers.get(0), rules);
  }
}
