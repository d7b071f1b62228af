package org.meltwatch.dashboard.views;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.meltwatch.dashboard.http.Refusal;
import org.meltwatch.dashboard.runs.PlateOfPrint;
import org.meltwatch.model.Image;
import org.meltwatch.record.pictures.Preview;

/**
 * The values of a part of the plate: exact ones where all points are kept, else those of previews.
 * Where there is no picture they are 0.
 *
 * @param height how many rows there are
 * @param width how many columns there are
 * @param step how many points of the plate a row or column stands for
 * @param exact true if values are those of the points themselves
 * @param bytes unsigned numbers of 16 bits, little-endian, row by row
 */
@SuppressWarnings("ArrayRecordComponent")
public record BoxValues(int height, int width, int step, boolean exact, byte[] bytes) {

  private static final int MOST_VALUES = 1 << 22;

  /**
   * Reads values.
   *
   * @param image the layer's pictures
   * @param x0 the first row of the plate
   * @param y0 the first column
   * @param x1 the row after the last one
   * @param y1 the column after the last one
   * @param wanted every how many rows and columns are to be had
   */
  public static BoxValues of(PlateImage image, int x0, int y0, int x1, int y1, int wanted)
      throws IOException {
    PlateOfPrint plate = image.plate();
    int rows = plate.plate().rows() * plate.tileHeight();
    int columns = plate.plate().columns() * plate.tileWidth();
    if (x0 < 0 || y0 < 0 || x1 > rows || y1 > columns || x0 >= x1 || y0 >= y1 || wanted < 1) {
      throw Refusal.malformed("the box must lie on the plate, and step be at least 1");
    }
    int step = image.isFull() ? wanted : Math.max(Preview.STEP, wanted);
    int height = (x1 - x0 + step - 1) / step;
    int width = (y1 - y0 + step - 1) / step;
    if ((long) height * width > MOST_VALUES) {
      throw Refusal.tooLarge(
          "the box has more values than are given at once: a larger step has less");
    }
    ByteBuffer values = ByteBuffer.allocate(2 * height * width).order(ByteOrder.LITTLE_ENDIAN);
    for (int tile : image.tiles()) {
      int top = plate.x(tile);
      int left = plate.y(tile);
      if (top >= x1 || left >= y1 || top + plate.tileHeight() <= x0) {
        continue;
      }
      if (left + plate.tileWidth() > y0) {
        Look look = look(image, tile);
        fill(values, look, plate, new int[] {x0 - top, y0 - left, step, height, width});
      }
    }
    return new BoxValues(height, width, step, image.isFull(), values.array());
  }

  /** Gives the value of a point of a tile. */
  private interface Look {
    int at(int x, int y);
  }

  private static Look look(PlateImage image, int tile) throws IOException {
    if (image.isFull()) {
      Image full = image.image(tile);
      return (x, y) -> x < full.height() && y < full.width() ? full.at(x, y) : 0;
    }
    Preview preview = image.preview(tile);
    return (x, y) -> {
      int row = x / Preview.STEP;
      int column = y / Preview.STEP;
      return row < preview.height() && column < preview.width()
          ? (preview.values()[row * preview.width() + column] & 0xFF) << 8
          : 0;
    };
  }

  private static void fill(ByteBuffer values, Look look, PlateOfPrint plate, int[] box) {
    int step = box[2];
    for (int row = 0; row < box[3]; row++) {
      int x = box[0] + row * step;
      if (x < 0 || x >= plate.tileHeight()) {
        continue;
      }
      for (int column = 0; column < box[4]; column++) {
        int y = box[1] + column * step;
        if (y >= 0 && y < plate.tileWidth()) {
          values.putShort(2 * (row * box[4] + column), (short) look.at(x, y));
        }
      }
    }
  }
}
