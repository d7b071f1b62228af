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
import org.meltwatch.prints.files.WatchedPrint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every bench hands out, in order, shared by all.
 *
 * <p>Layer by layer and tile by tile; with several prints tile 0 of each, then tile 1 of each.
 * {@code batch_id} counts from 0 over what was planned: a dropped tile and a missing layer keep
 * their numbers to themselves, a duplicate takes the next one.
 */
public final class HandOutPlan implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HandOutPlan.class);

  /** How far a print that is printed may be ahead of the bench that is furthest. */
  private static final int MOST_LAYERS_AHEAD = 6;

  private final List<Print> prints;
  private final List<PlannedBatch> batches = new ArrayList<>();
  private final Map<Long, Integer> indices = new HashMap<>();
  private final EncodedLayers layers;
  private final @Nullable WatchedPrint watched;
  private final List<LayerTimes> times = new ArrayList<>();
  private boolean whole;
  private @Nullable UnusablePrintException failure;
  private int reached;

  private HandOutPlan(List<Print> prints, List<Fault> faults, FaultRates rates, long mostBytes) {
    this.prints = List.copyOf(prints);
    this.watched = null;
    this.whole = true;
    this.layers = new EncodedLayers(this.prints, mostBytes);
    List<PlannedBatch> inOrder = new ArrayList<>();
    for (List<PlannedBatch> layer : layers(prints, faults)) {
      layers.plan(layer);
      inOrder.addAll(layer);
    }
    TileFaults.shuffled(inOrder, rates).forEach(this::add);
  }

  private HandOutPlan(WatchedPrint print, long mostBytes) {
    this.prints = List.of(print);
    this.watched = print;
    this.layers = new EncodedLayers(prints, mostBytes);
  }

  private void add(PlannedBatch batch) {
    indices.put(batch.batchId(), batches.size());
    batches.add(batch);
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

  /**
   * Plans a print while it is printed, from now on.
   *
   * @param mostBytes how many bytes may be kept for the next bench, or for pages
   */
  public static HandOutPlan growing(WatchedPrint print, long mostBytes) {
    HandOutPlan plan = new HandOutPlan(print, mostBytes);
    print.start(plan.new Growth(print));
    return plan;
  }

  /** Adds layers as they come, but does not run far ahead of those who ask for them. */
  private final class Growth implements WatchedPrint.Listener {

    private final Print print;

    Growth(Print print) {
      this.print = print;
    }

    @Override
    public boolean hasRoom() {
      synchronized (HandOutPlan.this) {
        return batches.size() - reached <= MOST_LAYERS_AHEAD * print.grid().tiles();
      }
    }

    @Override
    public void layer(int layer, List<Image> tiles, long since) {
      List<PlannedBatch> planned = new ArrayList<>();
      for (int tileId = 0; tileId < tiles.size(); tileId++) {
        long batchId = (long) layer * tiles.size() + tileId;
        planned.add(
            new PlannedBatch(batchId, new TileKey(print.id(), tileId), layer, 0, tileId, null));
      }
      layers.plan(planned, tiles);
      synchronized (HandOutPlan.this) {
        planned.forEach(HandOutPlan.this::add);
        times.add(new LayerTimes(since, System.nanoTime()));
      }
    }

    @Override
    public void ended() {
      synchronized (HandOutPlan.this) {
        whole = true;
      }
    }

    @Override
    public void failed(UnusablePrintException reason) {
      LOG.error("the print cannot go on: {}", reason.getMessage());
      synchronized (HandOutPlan.this) {
        failure = reason;
      }
    }
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
  public synchronized int size() {
    return batches.size();
  }

  /** True if no further batches will be planned. */
  public synchronized boolean isWhole() {
    return whole;
  }

  /**
   * Refuses to go on with a print that cannot.
   *
   * @throws UnusablePrintException with the reason
   */
  synchronized void requireSound() {
    if (failure != null) {
      throw failure;
    }
  }

  /** A bench has been handed all before this place: layers behind it may be read. */
  synchronized void reached(int index) {
    if (index > reached) {
      reached = index;
    }
  }

  /** True if the print is planned while it is printed. */
  public boolean isGrowing() {
    return watched != null;
  }

  /** When a layer was whole, and known to be; of growing plans only. */
  synchronized LayerTimes times(int layer) {
    return times.get(layer);
  }

  synchronized PlannedBatch planned(int index) {
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
  synchronized @Nullable Integer indexOf(long batchId) {
    return indices.get(batchId);
  }

  /** How many batches are of this print. */
  public synchronized int tilesOf(Print print) {
    int number = prints.indexOf(print);
    return (int) batches.stream().filter(batch -> batch.print() == number).count();
  }

  /** Stops watching and encoding. */
  @Override
  public void close() {
    if (watched != null) {
      watched.close();
    }
    layers.close();
  }
}
