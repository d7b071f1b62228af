package org.meltwatch.challenger.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meltwatch.challenger.faults.Fault;
import org.meltwatch.challenger.faults.FaultRates;
import org.meltwatch.challenger.faults.TileFaults;
import org.meltwatch.model.TileKey;
import org.meltwatch.prints.Print;
import org.meltwatch.prints.UnusablePrintException;

/**
 * What every bench hands out, in order, shared by all.
 *
 * <p>Layer by layer and tile by tile; with several prints tile 0 of each, then tile 1 of each.
 * {@code batch_id} counts from 0 over what was planned: a dropped tile and a missing layer keep
 * their numbers to themselves, a duplicate takes the next one.
 */
public final class HandOutPlan implements AutoCloseable {

  private final List<Print> prints;
  private final List<PlannedBatch> batches;
  private final Map<Long, Integer> indices = new HashMap<>();
  private final EncodedLayers layers;

  private HandOutPlan(List<Print> prints, List<Fault> faults, FaultRates rates, long mostBytes) {
    this.prints = List.copyOf(prints);
    this.layers = new EncodedLayers(this.prints, mostBytes);
    List<PlannedBatch> inOrder = new ArrayList<>();
    for (List<PlannedBatch> layer : layers(prints, faults)) {
      layers.plan(layer);
      inOrder.addAll(layer);
    }
    this.batches = TileFaults.shuffled(inOrder, rates);
    for (int index = 0; index < batches.size(); index++) {
      indices.put(batches.get(index).batchId(), index);
    }
  }

  /**
   * Plans the prints and encodes them on all processors.
   *
   * @throws UnusablePrintException if a layer cannot be read
   */
  public static HandOutPlan encode(List<Print> prints, List<Fault> faults) {
    return encode(prints, faults, FaultRates.NONE);
  }

  /** The same, handed out in a shuffled order if the rates say so. */
  public static HandOutPlan encode(List<Print> prints, List<Fault> faults, FaultRates rates) {
    HandOutPlan plan = new HandOutPlan(prints, faults, rates, Long.MAX_VALUE);
    plan.layers.encodeAll();
    return plan;
  }

  /**
   * Plans the prints; their layers are read and encoded when they are handed out.
   *
   * @param mostBytes how many bytes may be kept for the next bench, or for pages
   */
  public static HandOutPlan whenAsked(
      List<Print> prints, List<Fault> faults, FaultRates rates, long mostBytes) {
    return new HandOutPlan(prints, faults, rates, mostBytes);
  }

  private static List<List<PlannedBatch>> layers(List<Print> prints, List<Fault> faults) {
    List<List<PlannedBatch>> layers = new ArrayList<>();
    long batchId = 0;
    int most = prints.stream().mapToInt(Print::layers).max().orElse(0);
    int mostTiles = prints.stream().mapToInt(print -> print.grid().tiles()).max().orElse(0);
    for (int layer = 0; layer < most; layer++) {
      List<PlannedBatch> planned = new ArrayList<>();
      for (int tileId = 0; tileId < mostTiles; tileId++) {
        Fault.@Nullable Kind fault = faultOf(faults, layer, tileId);
        for (int number = 0; number < prints.size(); number++) {
          Print print = prints.get(number);
          if (layer >= print.layers() || tileId >= print.grid().tiles()) {
            continue;
          }
          int copies = fault == null ? 1 : fault.copies();
          TileKey key = new TileKey(print.id(), tileId);
          for (int copy = 0; copy < (print.isMissing(layer) ? 0 : copies); copy++) {
            planned.add(
                new PlannedBatch(batchId + copy, key, layer, number, planned.size(), fault));
          }
          batchId += Math.max(1, copies);
        }
      }
      layers.add(planned);
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

  public List<Print> prints() {
    return prints;
  }

  /** How many batches are planned so far. */
  public int size() {
    return batches.size();
  }

  /** True if no further batches will be planned. */
  public boolean isWhole() {
    return true;
  }

  PlannedBatch planned(int index) {
    return batches.get(index);
  }

  /**
   * A planned batch, ready to be sent; null if its layer is missing after all.
   *
   * @throws UnusablePrintException if its layer cannot be read
   */
  @Nullable EncodedTile tile(int index) {
    return layers.tile(planned(index));
  }

  /**
   * All that is handed out, in order: by ascending batch_id, unless it is shuffled. Encodes all of
   * it.
   */
  public List<EncodedTile> tiles() {
    List<EncodedTile> tiles = new ArrayList<>();
    for (int index = 0; index < size(); index++) {
      EncodedTile tile = tile(index);
      if (tile != null) {
        tiles.add(tile);
      }
    }
    return tiles;
  }

  /** Where in the plan a batch is, or null if it is not in it. */
  @Nullable Integer indexOf(long batchId) {
    return indices.get(batchId);
  }

  /** How many batches are of this print. */
  public int tilesOf(Print print) {
    int number = prints.indexOf(print);
    return (int) batches.stream().filter(batch -> batch.print() == number).count();
  }

  /** Stops encoding. */
  @Override
  public void close() {
    layers.close();
  }
}
