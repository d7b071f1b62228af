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
import org.meltwatch.tracking.DefectId;

/**
 * How the tiles with defects looked in the layer before the defect's strongest point, in its layer,
 * and in the one after it: cut-outs of the pictures that a run has kept, in grey, black is void.
 */
final class DefectPictures {

  /** Points of the preview to each side of the place. */
  private static final int REACH = 20;

  private static final int SCALE = 3;

  private record At(TileKey key, int layer) {}

  private final Map<At, Entry> images = new HashMap<>();

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
              Set<Integer> wanted = layers.get(entry.tile().key().printId());
              if (isImage(entry) && wanted != null && wanted.contains(entry.tile().layer())) {
                images.put(new At(entry.tile().key(), entry.tile().layer()), entry);
              }
            });
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
      @Nullable Entry entry = entry(defect.printId(), layer, place, plate);
      if (entry != null) {
        shown.add(Page.row("layer", Integer.toString(layer), "source", cutOut(entry, place)));
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
          && plate.row(at.key().tileId()) == place.x() / entry.height()
          && plate.column(at.key().tileId()) == place.y() / entry.width()) {
        return entry;
      }
    }
    return null;
  }

  private String cutOut(Entry entry, DefectId place) throws IOException {
    Preview preview = Pictures.preview(entry.file(), entry.offset(), 0);
    int top = first(place.x() % entry.height() / Preview.STEP, preview.height());
    int left = first(place.y() % entry.width() / Preview.STEP, preview.width());
    int height = Math.min(2 * REACH + 1, preview.height());
    int width = Math.min(2 * REACH + 1, preview.width());
    BufferedImage grey = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    byte[] points = ((DataBufferByte) grey.getRaster().getDataBuffer()).getData();
    for (int x = 0; x < height; x++) {
      System.arraycopy(
          preview.values(), (top + x) * preview.width() + left, points, x * width, width);
    }
    return png(grey);
  }

  /** The first row or column of a cut-out that lies in the tile as a whole. */
  private static int first(int middle, int size) {
    return Math.max(0, Math.min(middle - REACH, size - 2 * REACH - 1));
  }

  private static String png(BufferedImage grey) throws IOException {
    int width = grey.getWidth() * SCALE;
    int height = grey.getHeight() * SCALE;
    BufferedImage large = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = large.createGraphics();
    graphics.setBackground(Color.BLACK);
    graphics.drawImage(grey.getScaledInstance(width, height, Image.SCALE_REPLICATE), 0, 0, null);
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
