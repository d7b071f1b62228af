package org.meltwatch.kernel.tiff;

import java.util.Random;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;
import org.meltwatch.model.Image;
import org.meltwatch.model.Outlier;
import org.meltwatch.model.OutlierList;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.received.Batch;
import org.meltwatch.model.received.Receipt;

/** Images, batches and outliers made on the spot. */
public final class Tiles {

  private Tiles() {}

  /** The image whose point (x, y) is {@code value(x, y)}. */
  public static Image image(int height, int width, IntBinaryOperator value) {
    short[] pixels = new short[height * width];
    for (int x = 0; x < height; x++) {
      for (int y = 0; y < width; y++) {
        pixels[x * width + y] = (short) value.applyAsInt(x, y);
      }
    }
    return new Image(height, width, pixels);
  }

  /** The image with one value everywhere. */
  public static Image uniform(int height, int width, int value) {
    return image(height, width, (x, y) -> value);
  }

  /**
   * An image that has something of everything: powder, warm points in and out of the thresholds,
   * values right at them, hot and cold spots.
   */
  public static Image random(Random random, int height, int width) {
    int[] special = {0, 4999, 5000, 5001, 64999, 65000, 65001, 65535};
    int powder = random.nextInt(101);
    return image(
        height,
        width,
        (x, y) -> {
          if (random.nextInt(100) < powder) {
            return random.nextInt(5000);
          }
          return random.nextInt(8) == 0
              ? special[random.nextInt(special.length)]
              : random.nextInt(65536);
        });
  }

  /** Up to {@code count} distinct points in scan order, with random numerators. */
  public static OutlierList randomOutliers(Random random, int count, int height, int width) {
    return outliersAt(random.ints(count, 0, height * width), random, height);
  }

  /**
   * About so many outliers at random places around random middles, one for each thousand: the
   * places of each are spread normally, by eight points.
   */
  public static OutlierList clumpedOutliers(Random random, int count, int height, int width) {
    int clumps = 1 + count / 1000;
    int[] middles = random.ints(clumps, 0, height * width).toArray();
    return outliersAt(
        IntStream.range(0, count).map(i -> near(random, middles[i % clumps], height, width)),
        random,
        height);
  }

  /** Outliers of random strength at these places, each a column times the height and a row. */
  private static OutlierList outliersAt(IntStream places, Random random, int height) {
    return outliers(
        places
            .distinct()
            .sorted()
            .mapToObj(
                place ->
                    new Outlier(
                        place % height, place / height, random.nextInt(-70_000_000, 70_000_000)))
            .toArray(Outlier[]::new));
  }

  private static int near(Random random, int middle, int height, int width) {
    int x = middle % height + (int) Math.round(8 * random.nextGaussian());
    int y = middle / height + (int) Math.round(8 * random.nextGaussian());
    return Math.min(Math.max(x, 0), height - 1) + height * Math.min(Math.max(y, 0), width - 1);
  }

  /** These outliers. */
  public static OutlierList outliers(Outlier... outliers) {
    int[] x = new int[outliers.length];
    int[] y = new int[outliers.length];
    int[] numerators = new int[outliers.length];
    for (int i = 0; i < outliers.length; i++) {
      x[i] = outliers[i].x();
      y[i] = outliers[i].y();
      numerators[i] = outliers[i].numerator();
    }
    return new OutlierList(x, y, numerators);
  }

  /** The batch of an image, as the only lane received it in order of {@code seq_id}. */
  public static Batch batch(long seqId, TileKey key, int layer, Image image) {
    return batch(seqId, key, layer, TiffBuilder.tiff(image));
  }

  /** The batch of a file, as the only lane received it in order of {@code seq_id}. */
  public static Batch batch(long seqId, TileKey key, int layer, byte[] tif) {
    return new Batch(new Receipt(0, 1, seqId, seqId + 1, seqId), seqId, key, layer, tif);
  }

  /** A plain sum over planes of one size. */
  public static int sum(Image... planes) {
    int sum = 0;
    for (Image plane : planes) {
      for (short point : plane.pixels()) {
        sum += Short.toUnsignedInt(point);
      }
    }
    return sum;
  }
}
