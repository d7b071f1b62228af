package org.meltwatch.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.Plate;
import org.meltwatch.model.TileKey;
import org.meltwatch.record.pictures.Entry;
import org.meltwatch.record.pictures.Pictures;
import org.meltwatch.record.pictures.Preview;
import org.meltwatch.record.rows.DefectsAnswer;
import org.meltwatch.tracking.Box;
import org.meltwatch.tracking.DefectId;

/**
 * How the tiles with defects looked in the layer before the defect's strongest point, in its layer,
 * and in the one after it: cut-outs of the pictures that a run has kept, in grey, black is void,
 * with a frame around the defect.
 */
final class DefectPictures {

  /** Points of the preview to each side of the place. */
  private static final int REACH = 20;

  private static final int SCALE = 3;

  private record At(TileKey key, int layer) {}

  private final Map<At, Entry> images = new HashMap<>();
  private final Map<String, Entry> anyOf = new HashMap<>();

  private DefectPictures() {}

  /**
   * The pictures that are kept of some defects.
   *
   * @param dir the results directory
   */
  static DefectPictures of(Path dir, List<DefectsAnswer.Grown> defects) throws IOException {
    DefectPictures pictures = new DefectPictures();
    if (!defects.isEmpty()) {
      pictures.read(dir, defects);
    }
    return pictures;
  }

  /**
   * Which tile a place lies in is known from the pictures' own sizes: those of its layers are kept.
   */
  private void read(Path dir, List<DefectsAnswer.Grown> defects) throws IOException {
    Map<String, Set<Integer>> layers = new HashMap<>();
    for (DefectsAnswer.Grown defect : defects) {
      int middle = place(defect).layer();
      layers
          .computeIfAbsent(defect.printId(), print -> new HashSet<>())
          .addAll(List.of(middle - 1, middle, middle + 1));
    }
    new Pictures(dir)
        .poll(
            entry -> {
              if (isImage(entry)) {
                anyOf.putIfAbsent(entry.tile().key().printId(), entry);
              }
              Set<Integer> wanted = layers.get(entry.tile().key().printId());
              if (isImage(entry) && wanted != null && wanted.contains(entry.tile().layer())) {
                images.put(new At(entry.tile().key(), entry.tile().layer()), entry);
              }
            });
  }

  /** Any picture of a print, which tells how large its tiles are; null if there is none. */
  @Nullable Entry any(String print) {
    return anyOf.get(print);
  }

  private static boolean isImage(Entry entry) {
    return entry.kind() == Entry.Kind.PREVIEW || entry.kind() == Entry.Kind.FULL;
  }

  /**
   * Up to three pictures as data URLs, with their layers; none where none are kept.
   *
   * @param plate how the print's plate is cut; null if nobody knows
   */
  List<Map<String, Object>> of(DefectsAnswer.Grown defect, @Nullable Plate plate)
      throws IOException {
    List<Map<String, Object>> shown = new ArrayList<>();
    if (plate == null) {
      return shown;
    }
    DefectId place = place(defect);
    for (int layer = place.layer() - 1; layer <= place.layer() + 1; layer++) {
      @Nullable Entry own = entry(defect.printId(), layer, place, plate);
      if (own != null) {
        String source = png(new CutOut(own, place, plate), defect.box());
        shown.add(Page.row("layer", Integer.toString(layer), "source", source));
      }
    }
    return shown;
  }

  private @Nullable Entry entry(String print, int layer, DefectId place, Plate plate) {
    for (Map.Entry<At, Entry> image : images.entrySet()) {
      Entry entry = image.getValue();
      At at = image.getKey();
      if (at.layer() == layer
          && at.key().printId().equals(print)
          && plate.has(at.key().tileId())
          && plate.row(at.key().tileId()) == place.x() / entry.height()
          && plate.column(at.key().tileId()) == place.y() / entry.width()) {
        return entry;
      }
    }
    return null;
  }

  /** A part of the plate around a place, across the borders of tiles, in points of previews. */
  private final class CutOut {
    private final BufferedImage grey;
    private final int tileHeight;
    private final int tileWidth;
    private final int top;
    private final int left;
    private final Entry own;

    CutOut(Entry own, DefectId place, Plate plate) throws IOException {
      this.own = own;
      this.tileHeight = quarter(own.height());
      this.tileWidth = quarter(own.width());
      int rows = plate.rows() * tileHeight;
      int columns = plate.columns() * tileWidth;
      int height = Math.min(2 * REACH + 1, rows);
      int width = Math.min(2 * REACH + 1, columns);
      this.top = Math.max(0, Math.min(row(place.x()) - REACH, rows - height));
      this.left = Math.max(0, Math.min(column(place.y()) - REACH, columns - width));
      this.grey = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
      for (int tile = 0; tile < plate.tiles(); tile++) {
        TileKey key = new TileKey(own.tile().key().printId(), tile);
        Entry entry = images.get(new At(key, own.tile().layer()));
        int x = plate.row(tile) * tileHeight - top;
        int y = plate.column(tile) * tileWidth - left;
        boolean isSeen = x < height && x + tileHeight > 0 && y < width && y + tileWidth > 0;
        if (entry != null && isSeen) {
          add(Pictures.preview(entry.file(), entry.offset(), 0), x, y);
        }
      }
    }

    /** A preview whose first point is (x, y) of the cut-out, which may lie outside. */
    private void add(Preview preview, int x, int y) {
      byte[] points = ((DataBufferByte) grey.getRaster().getDataBuffer()).getData();
      int from = Math.max(0, -y);
      int to = Math.min(Math.min(tileWidth, preview.width()), grey.getWidth() - y);
      int last = Math.min(Math.min(tileHeight, preview.height()), grey.getHeight() - x);
      for (int row = Math.max(0, -x); row < last && from < to; row++) {
        System.arraycopy(
            preview.values(),
            row * preview.width() + from,
            points,
            (x + row) * grey.getWidth() + y + from,
            to - from);
      }
    }

    /** The row of previews that shows a row of the plate. */
    private int row(int x) {
      return x / own.height() * tileHeight + x % own.height() / Preview.STEP;
    }

    private int column(int y) {
      return y / own.width() * tileWidth + y % own.width() / Preview.STEP;
    }

    private static int quarter(int points) {
      return (points + Preview.STEP - 1) / Preview.STEP;
    }
  }

  /** Enlarged, with a frame around the defect's points of all layers. */
  private static String png(CutOut cut, Box box) throws IOException {
    int width = cut.grey.getWidth() * SCALE;
    int height = cut.grey.getHeight() * SCALE;
    BufferedImage large = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = large.createGraphics();
    graphics.drawImage(
        cut.grey.getScaledInstance(width, height, Image.SCALE_REPLICATE), 0, 0, null);
    int x = (cut.row(box.minX()) - cut.top) * SCALE - 2;
    int y = (cut.column(box.minY()) - cut.left) * SCALE - 2;
    int down = (cut.row(box.maxX()) - cut.row(box.minX()) + 1) * SCALE + 3;
    int across = (cut.column(box.maxY()) - cut.column(box.minY()) + 1) * SCALE + 3;
    graphics.setColor(Color.BLACK);
    graphics.drawRect(y - 1, x - 1, across + 2, down + 2);
    graphics.setColor(Color.WHITE);
    graphics.drawRect(y, x, across, down);
    graphics.dispose();
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(large, "png", png);
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
  }

  /** Its strongest point; where all are saturated, the one that it is called by. */
  private static DefectId place(DefectsAnswer.Grown defect) {
    return defect.peak() == null ? defect.id() : defect.peak().at();
  }
}
