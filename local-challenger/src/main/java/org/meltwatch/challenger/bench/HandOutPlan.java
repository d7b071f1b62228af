package org.meltwatch.challenger.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meltwatch.challenger.faults.Fault;
import org.meltwatch.challenger.faults.FaultRates;
import org.meltwatch.challenger.faults.TileFaults;
import org.meltwatch.model.Image;
import org.meltwatch.model.TileKey;
import org.meltwatch.prints.Print;
import org.meltwatch.prints.UnusablePrintException;
import org.meltwatch.prints.files.TiffFile;

/**
 * What every bench hands out, in order, encoded once and shared by all.
 *
 * <p>Layer by layer and tile by tile; with several prints tile 0 of each, then tile 1 of each.
 * {@code batch_id} counts from 0 over what was planned: a dropped tile keeps its number to itself,
 * a duplicate takes the next one.
 */
public final class HandOutPlan {

  private final List<Print> prints;
  private final List<EncodedTile> tiles;
  private final Map<Long, Integer> indices = new HashMap<>();

  private HandOutPlan(List<Print> prints, List<EncodedTile> tiles) {
    this.prints = List.copyOf(prints);
    this.tiles = List.copyOf(tiles);
    for (int index = 0; index < tiles.size(); index++) {
      indices.put(tiles.get(index).batchId(), index);
    }
  }

  /** A tile's place in the plan, before anything is encoded. */
  private record Slot(long batchId, int print, int layer, int tileId, Fault.@Nullable Kind fault) {}

  /**
   * Encodes the prints on all processors.
   *
   * @throws UnusablePrintException if a layer cannot be read
   */
  public static HandOutPlan encode(List<Print> prints, List<Fault> faults) {
    return encode(prints, faults, FaultRates.NONE);
  }

  /** The same, handed out in a shuffled order if the rates say so. */
  public static HandOutPlan encode(List<Print> prints, List<Fault> faults, FaultRates rates) {
    List<EncodedTile> tiles =
        slots(prints, faults).parallelStream()
            .flatMap(layer -> encodeLayer(prints, layer).stream())
            .toList();
    return new HandOutPlan(prints, TileFaults.shuffled(tiles, rates));
  }

  private static List<List<Slot>> slots(List<Print> prints, List<Fault> faults) {
    List<List<Slot>> layers = new ArrayList<>();
    long batchId = 0;
    int most = prints.stream().mapToInt(Print::layers).max().orElse(0);
    int mostTiles = prints.stream().mapToInt(print -> print.grid().tiles()).max().orElse(0);
    for (int layer = 0; layer < most; layer++) {
      List<Slot> slots = new ArrayList<>();
      for (int tileId = 0; tileId < mostTiles; tileId++) {
        Fault.@Nullable Kind fault = faultOf(faults, layer, tileId);
        for (int print = 0; print < prints.size(); print++) {
          if (layer < prints.get(print).layers() && tileId < prints.get(print).grid().tiles()) {
            int copies = fault == null ? 1 : fault.copies();
            for (int copy = 0; copy < copies; copy++) {
              slots.add(new Slot(batchId + copy, print, layer, tileId, fault));
            }
            batchId += Math.max(1, copies);
          }
        }
      }
      layers.add(slots);
    }
    return layers;
  }

  private static Fault.@Nullable Kind faultOf(List<Fault> faults, int layer, int tileId) {
    return faults.stream()
        .filter(fault -> fault.layer() == layer && fault.tileId() == tileId)
        .map(Fault::kind)
        .findFirst()
        .orElse(null);
  }

  private static List<EncodedTile> encodeLayer(List<Print> prints, List<Slot> slots) {
    Map<Integer, List<Image>> images = new HashMap<>();
    List<EncodedTile> tiles = new ArrayList<>();
    for (Slot slot : slots) {
      Print print = prints.get(slot.print);
      Image image =
          images.computeIfAbsent(slot.print, any -> print.tiles(slot.layer)).get(slot.tileId);
      byte[] tif = TiffFile.encode(image);
      if (slot.fault != null) {
        tif = slot.fault.damage(tif);
      }
      tiles.add(
          Messages.batch(slot.batchId, new TileKey(print.id(), slot.tileId), slot.layer, tif));
    }
    return tiles;
  }

  public List<Print> prints() {
    return prints;
  }

  /** All that is handed out, in order: by ascending batch_id, unless it is shuffled. */
  public List<EncodedTile> tiles() {
    return tiles;
  }

  /** Where in the plan a batch is, or null if it is not in it. */
  @Nullable Integer indexOf(long batchId) {
    return indices.get(batchId);
  }

  /** How many batches are of this print. */
  public int tilesOf(Print print) {
    return (int) tiles.stream().filter(tile -> tile.key().printId().equals(print.id())).count();
  }
}
