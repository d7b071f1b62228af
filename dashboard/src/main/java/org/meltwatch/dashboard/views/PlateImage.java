package org.meltwatch.dashboard.views;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferUShort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.meltwatch.dashboard.http.Refusal;
import org.meltwatch.dashboard.runs.FollowedPrint;
import org.meltwatch.dashboard.runs.KeptPictures.Place;
import org.meltwatch.dashboard.runs.PlateOfPrint;
import org.meltwatch.model.Image;
import org.meltwatch.record.pictures.Pictures;
import org.meltwatch.record.pictures.Preview;

/**
 * The pictures of a layer, joined to the plate or one of a tile. What is needed of the run is taken
 * when it is made; pictures are read later, while the run goes on.
 */
public final class PlateImage {

  private static final int MOST_POINTS = 1 << 25;

  private record Piece(int tile, Place place) {}

  private final PlateOfPrint plate;
  private final int voidBelow;
  private final boolean isFull;
  private final int layer;
  private final List<Piece> pieces = new ArrayList<>();

  /**
   * A layer of a print, whose run's monitor is held.
   *
   * @param tile the only tile; null for all
   * @throws Refusal if no picture is kept
   */
  public PlateImage(
      FollowedPrint print, PlateOfPrint plate, int voidBelow, int layer, @Nullable Integer tile) {
    this.plate = plate;
    this.voidBelow = voidBelow;
    this.isFull = print.pictures().isFull();
    this.layer = layer;
    for (int one = 0; one < plate.plate().tiles(); one++) {
      Place place = print.pictures().image(one, layer);
      if (place != null && (tile == null || tile == one)) {
        pieces.add(new Piece(one, place));
      }
    }
    if (pieces.isEmpty()) {
      throw Refusal.notFound("no picture of it is kept");
    }
  }

  /** Changes when the picture does. */
  public String tag(boolean full) {
    return layer + "-" + pieces.hashCode() + (full ? "-full" : "");
  }

  /** True if all points are kept. */
  public boolean isFull() {
    return isFull;
  }

  /** Previews as a PNG of 8 bits; of one tile if there is one only to be shown. */
  public byte[] preview(boolean single) throws IOException {
    int tileHeight = quarter(plate.tileHeight());
    int tileWidth = quarter(plate.tileWidth());
    int rows = single ? 1 : plate.plate().rows();
    int columns = single ? 1 : plate.plate().columns();
    requireBounded(rows, tileHeight, columns, tileWidth);
    int joinedWidth = columns * tileWidth;
    byte[] points = new byte[rows * tileHeight * joinedWidth];
    for (Piece piece : pieces) {
      Preview preview = preview(piece);
      int top = single ? 0 : plate.plate().row(piece.tile()) * tileHeight;
      int left = single ? 0 : plate.plate().column(piece.tile()) * tileWidth;
      int width = Math.min(tileWidth, preview.width());
      for (int x = 0; x < Math.min(tileHeight, preview.height()); x++) {
        System.arraycopy(
            preview.values(), x * preview.width(), points, (top + x) * joinedWidth + left, width);
      }
    }
    return GreyPng.of(rows * tileHeight, joinedWidth, points);
  }

  /** All points as a PNG of 16 bits. */
  public byte[] full(boolean single) throws IOException {
    requireFull();
    int rows = single ? 1 : plate.plate().rows();
    int columns = single ? 1 : plate.plate().columns();
    requireBounded(rows, plate.tileHeight(), columns, plate.tileWidth());
    BufferedImage joined =
        new BufferedImage(
            columns * plate.tileWidth(), rows * plate.tileHeight(), BufferedImage.TYPE_USHORT_GRAY);
    short[] points = ((DataBufferUShort) joined.getRaster().getDataBuffer()).getData();
    for (Piece piece : pieces) {
      Image image = image(piece);
      int top = single ? 0 : plate.x(piece.tile());
      int left = single ? 0 : plate.y(piece.tile());
      int width = Math.min(plate.tileWidth(), image.width());
      for (int x = 0; x < Math.min(plate.tileHeight(), image.height()); x++) {
        System.arraycopy(
            image.pixels(), x * image.width(), points, (top + x) * joined.getWidth() + left, width);
      }
    }
    return png(joined);
  }

  private static void requireBounded(int rows, int height, int columns, int width) {
    long points = (long) rows * height * columns * width;
    if (points > MOST_POINTS) {
      throw Refusal.tooLarge("the plate has more points than are shown at once: ask for a tile");
    }
  }

  private static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return png.toByteArray();
  }

  private void requireFull() {
    if (!isFull) {
      throw Refusal.notFound("not all points are kept: --images=full keeps them");
    }
  }

  /** The tiles that there are pictures of. */
  List<Integer> tiles() {
    return pieces.stream().map(Piece::tile).toList();
  }

  PlateOfPrint plate() {
    return plate;
  }

  Preview preview(int tile) throws IOException {
    return preview(piece(tile));
  }

  Image image(int tile) throws IOException {
    requireFull();
    return image(piece(tile));
  }

  private Piece piece(int tile) {
    return pieces.stream().filter(one -> one.tile() == tile).findFirst().orElseThrow();
  }

  private Preview preview(Piece piece) throws IOException {
    return Pictures.preview(piece.place().file(), piece.place().offset(), voidBelow);
  }

  private static Image image(Piece piece) throws IOException {
    return Pictures.image(piece.place().file(), piece.place().offset());
  }

  private static int quarter(int points) {
    return (points + Preview.STEP - 1) / Preview.STEP;
  }
}
