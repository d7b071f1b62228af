package org.meltwatch.tracking;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.Image;
import org.meltwatch.model.Plate;
import org.meltwatch.tracking.PlateFixture.Missing;

/**
 * A whole print in memory, and which of its tiles can be used by the batches that were handed out.
 */
final class Whole implements NaiveDefects.Print {

  /**
   * A batch, by its place in a list its batch id.
   *
   * @param image null if it cannot be read
   */
  record Batch(int layer, int tile, @Nullable Image image) {}

  private final List<Image> images;
  private final Plate plate;
  private final Set<Missing> present = new HashSet<>();
  private final Set<Missing> computed = new HashSet<>();
  private int layers;

  /** A print that is handed out in order, but for some tiles. */
  Whole(List<Image> images, Plate plate, Set<Missing> missing) {
    this(images, plate, inOrder(images, plate, missing));
  }

  Whole(List<Image> images, Plate plate, List<Batch> batches) {
    this.images = images;
    this.plate = plate;
    Image size = null;
    for (Batch batch : batches) {
      if (size == null && plate.has(batch.tile) && batch.image != null) {
        size = batch.image;
      }
    }
    List<Batch> ours = new ArrayList<>();
    for (Batch batch : batches) {
      boolean fits = batch.image == null || (size != null && size.sameSize(batch.image));
      ours.add(plate.has(batch.tile) && fits ? batch : new Batch(-1, -1, null));
      layers = Math.max(layers, plate.has(batch.tile) && fits ? batch.layer + 1 : 0);
    }
    for (int tile = 0; tile < plate.tiles(); tile++) {
      accept(tile, batches, ours);
    }
  }

  private void accept(int tile, List<Batch> batches, List<Batch> ours) {
    Image first = null;
    Set<Integer> accepted = new HashSet<>();
    Map<Integer, Boolean> isInOrder = new HashMap<>();
    int expected = 0;
    for (int id = 0; id < batches.size(); id++) {
      Batch batch = batches.get(id);
      if (batch.tile != tile || (batch.image != null && accepted.contains(batch.layer))) {
        continue;
      }
      boolean isAccepted = batch.image != null && (first == null || first.sameSize(batch.image));
      boolean isNext = batch.layer >= expected;
      if (isAccepted) {
        first = batch.image;
        accepted.add(batch.layer);
        if (ours.get(id).layer == batch.layer && id < passing(ours, batch.layer)) {
          present.add(new Missing(batch.layer, tile));
        }
        if (isNext
            && isInOrder.getOrDefault(batch.layer - 1, false)
            && isInOrder.getOrDefault(batch.layer - 2, false)) {
          computed.add(new Missing(batch.layer, tile));
        }
      }
      if (isNext) {
        isInOrder.put(batch.layer, isAccepted);
        expected = batch.layer + 1;
      }
    }
  }

  /** c(l): the smallest batch id of a layer two above or higher. */
  private static int passing(List<Batch> batches, int layer) {
    int id = 0;
    while (id < batches.size() && batches.get(id).layer < layer + 2) {
      id++;
    }
    return id;
  }

  private static List<Batch> inOrder(List<Image> images, Plate plate, Set<Missing> missing) {
    List<Batch> batches = new ArrayList<>();
    for (int layer = 0; layer < images.size(); layer++) {
      List<Image> tiles = Plates.cut(images.get(layer), plate);
      for (int tile = 0; tile < tiles.size(); tile++) {
        if (!missing.contains(new Missing(layer, tile))) {
          batches.add(new Batch(layer, tile, tiles.get(tile)));
        }
      }
    }
    return batches;
  }

  @Override
  public int height() {
    return images.get(0).height();
  }

  @Override
  public int width() {
    return images.get(0).width();
  }

  @Override
  public int layers() {
    return layers;
  }

  @Override
  public Image layer(int layer) {
    return images.get(layer);
  }

  @Override
  public boolean isPresent(int layer, int x, int y) {
    return present.contains(new Missing(layer, tile(x, y)));
  }

  @Override
  public boolean isUsable(int layer, int x, int y) {
    int tile = tile(x, y);
    return computed.contains(new Missing(layer, tile))
        && present.contains(new Missing(layer, tile))
        && present.contains(new Missing(layer - 1, tile))
        && present.contains(new Missing(layer - 2, tile));
  }

  @Override
  public int present(int layer) {
    return (int) present.stream().filter(one -> one.layer() == layer).count();
  }

  private int tile(int x, int y) {
    return plate.tile(x / (height() / plate.rows()), y / (width() / plate.columns()));
  }
}
