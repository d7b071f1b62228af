package org.meltwatch.prints.files;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.meltwatch.model.Image;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.UnusablePrintException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The size that all layers of a print have, and how they are cut. Rows and columns that do not fill
 * a tile are left out, with a warning.
 */
record Plate(int height, int width, Grid grid) {

  private static final Logger LOG = LoggerFactory.getLogger(Plate.class);

  /**
   * The plate of a print whose first layer this is.
   *
   * @throws UnusablePrintException if it has fewer points than the grid tiles
   */
  static Plate of(Image first, GridWish wish, Object file) {
    Grid grid = wish.of(first.height(), first.width());
    if (grid.rows() > first.height() || grid.columns() > first.width()) {
      throw new UnusablePrintException(
          String.format(
              Locale.ROOT,
              "grid (%s) must not be finer than the images, %s is %d x %d points; --grid=auto suits"
                  + " any",
              grid,
              file,
              first.height(),
              first.width()));
    }
    int restRows = first.height() % grid.rows();
    int restColumns = first.width() % grid.columns();
    if (restRows + restColumns > 0) {
      LOG.warn(
          "{} x {} points do not divide into {} tiles: the last {} rows and {} columns are left"
              + " out; --grid=auto looks for tiles that leave out nothing",
          first.height(),
          first.width(),
          grid,
          restRows,
          restColumns);
    }
    return new Plate(first.height(), first.width(), grid);
  }

  boolean fits(Image image) {
    return image.height() == height && image.width() == width;
  }

  List<Image> tiles(Image image) {
    return IntStream.range(0, grid.tiles()).mapToObj(tileId -> cut(image, tileId)).toList();
  }

  private Image cut(Image image, int tileId) {
    int tileHeight = height / grid.rows();
    int tileWidth = width / grid.columns();
    return new Crop(
            tileId % grid.columns() * tileWidth,
            tileId / grid.columns() * tileHeight,
            tileWidth,
            tileHeight)
        .of(image);
  }
}
