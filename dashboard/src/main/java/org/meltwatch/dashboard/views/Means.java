package org.meltwatch.dashboard.views;

import org.jspecify.annotations.Nullable;
import org.meltwatch.dashboard.runs.KeptPictures;

/** What the pictures of a layer's tiles come to together. */
final class Means {

  private double mean;
  private double empty;
  private int images;
  private long outliers;
  private boolean anyOutliers;

  void add(KeptPictures pictures, int tile, int layer) {
    float one = pictures.mean(tile, layer);
    if (!Float.isNaN(one)) {
      mean += one;
      empty += pictures.voidShare(tile, layer);
      images++;
    }
    int found = pictures.outliers(tile, layer);
    if (found >= 0) {
      outliers += found;
      anyOutliers = true;
    }
  }

  @Nullable Double mean() {
    return images == 0 ? null : Double.valueOf(mean / images);
  }

  @Nullable Double voidShare() {
    return images == 0 ? null : Double.valueOf(empty / images);
  }

  @Nullable Long outliers() {
    return anyOutliers ? Long.valueOf(outliers) : null;
  }
}
