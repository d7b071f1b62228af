package org.meltwatch.tracking;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import org.meltwatch.model.Plate;

/**
 * The view of a print's plate: which (layer, tile) is present, which is proven absent, and which
 * layers can be closed. It takes batches by ascending batch id, as they are numbered, in whatever
 * order they arrive; findings at any time. It needs no clock, and means the same on every engine.
 *
 * <pre>
 * A layer is sealed, that is, no tile of it can become present any more, once all of its tiles are,
 * or a batch of a layer two above it was handed out, or nothing more is. It is closed when all its
 * present tiles have their findings and all layers below are closed.
 *
 * Kept are a history for each tile, and four sets of tiles for each open layer.
 * </pre>
 */
public final class PrintLedger {

  /**
   * How many layers a batch may lie above all that came before. One that lies higher is off the
   * plate: a single broken number would otherwise close millions of layers.
   */
  static final int MOST_LEAP = 1_000_000;

  /** A batch of this many layers above one proves what is absent there. */
  private static final int SEALING = 2;

  private final Plate plate;
  private final int firstLayer;
  private final TileHistory[] histories;
  private final TreeMap<Integer, OpenLayer> open = new TreeMap<>();
  private final TreeMap<Long, PlateEvent.Handed> early = new TreeMap<>();
  private BitSet presentBelow = new BitSet();
  private BitSet presentTwoBelow = new BitSet();
  private int height;
  private int width;
  private long number;
  private long total = Long.MAX_VALUE;
  private int next;
  private int end;
  private long offPlate;

  /** A ledger of a print of which nothing came. */
  public PrintLedger(Plate plate, int firstLayer) {
    this.plate = plate;
    this.firstLayer = firstLayer;
    this.next = firstLayer;
    this.end = firstLayer;
    histories = new TileHistory[plate.tiles()];
    Arrays.fill(histories, TileHistory.from(firstLayer));
  }

  /**
   * A ledger of its own in the same state. What is in an engine's state is never changed in place:
   * engines share it with the snapshot that they are just writing.
   */
  public PrintLedger copy() {
    PrintLedger copy = new PrintLedger(plate, firstLayer);
    System.arraycopy(histories, 0, copy.histories, 0, histories.length);
    open.forEach((layer, tiles) -> copy.open.put(layer, tiles.copy()));
    copy.early.putAll(early);
    copy.presentBelow = OpenLayer.copy(presentBelow);
    copy.presentTwoBelow = OpenLayer.copy(presentTwoBelow);
    copy.height = height;
    copy.width = width;
    copy.number = number;
    copy.total = total;
    copy.next = next;
    copy.end = end;
    copy.offPlate = offPlate;
    return copy;
  }

  /** Takes note of a batch. */
  void note(PlateEvent.Handed batch) {
    if (batch.number() >= number) {
      early.put(batch.number(), batch);
    }
    for (PlateEvent.Handed due = early.remove(number); due != null; due = early.remove(number)) {
      take(due);
      number++;
    }
  }

  /** Takes note that no more batches are handed out than so many. */
  void finish(long handed) {
    total = handed;
  }

  private void take(PlateEvent.Handed batch) {
    int layer = batch.layer();
    int tile = batch.tileId();
    if (!plate.has(tile) || layer - (long) end >= MOST_LEAP) {
      offPlate++;
    } else if (batch.isRefused()) {
      histories[tile] = histories[tile].without(layer);
      reach(layer);
    } else {
      takeReadable(batch, layer, tile);
    }
  }

  private void takeReadable(PlateEvent.Handed batch, int layer, int tile) {
    if (height == 0) {
      height = batch.height();
      width = batch.width();
    }
    boolean fits = isOfPrint(batch.height(), batch.width());
    offPlate += fits ? 0 : 1;
    if (isPresent(layer, tile)) {
      return;
    }
    TileHistory history = histories[tile];
    int size = fits ? TileHistory.OF_PRINT : TileHistory.OTHER;
    boolean isAccepted = history.accepts(size);
    histories[tile] = isAccepted ? history.with(layer, size) : history.without(layer);
    if (fits) {
      if (isAccepted && layer >= next && !isPassed(layer)) {
        OpenLayer tiles = layer(layer);
        tiles.present().set(tile);
        tiles.complete().set(tile, history.isCompletedBy(layer));
      }
      reach(layer);
    }
  }

  /**
   * Takes note of a tile's findings.
   *
   * @return whether they are needed when the layer is closed
   */
  boolean note(TileFindings findings) {
    int tile = findings.tileId();
    int layer = findings.layer();
    if (isDone() || layer < next || !plate.has(tile)) {
      return false;
    }
    OpenLayer tiles = layer(layer);
    tiles.found().set(tile);
    boolean fits = height == 0 || fits(findings);
    tiles.computed().set(tile, fits && findings.isComplete());
    return fits;
  }

  /** True if the tile has the size of the print's first one. */
  private boolean fits(TileFindings findings) {
    return isOfPrint(findings.height(), findings.width());
  }

  /**
   * True if the tile has the size of the print's first one. While evidence has not told that one,
   * layers are closed without proof, and another tile stands for it.
   */
  boolean fits(TileFindings findings, TileFindings first) {
    return height == 0
        ? findings.height() == first.height() && findings.width() == first.width()
        : fits(findings);
  }

  private boolean isOfPrint(int otherHeight, int otherWidth) {
    return height == otherHeight && width == otherWidth;
  }

  private void reach(int layer) {
    end = Math.max(end, Math.addExact(layer, 1));
  }

  private OpenLayer layer(int layer) {
    return open.computeIfAbsent(layer, absent -> OpenLayer.nothing());
  }

  private boolean isPresent(int layer, int tile) {
    OpenLayer tiles = open.get(layer);
    return tiles != null && tiles.present().get(tile);
  }

  /** True if a batch was handed out that proves what is absent in a layer. */
  private boolean isPassed(int layer) {
    return end - (long) layer > SEALING;
  }

  /** True if the lowest open layer can be closed on evidence. */
  boolean isClosable() {
    if (next >= end) {
      return false;
    }
    OpenLayer tiles = open.get(next);
    boolean isFull = tiles != null && tiles.present().cardinality() == plate.tiles();
    return (isFull || isPassed(next) || isOver()) && (tiles == null || tiles.isAnswered());
  }

  /** How many layers are open of which anything came. */
  int openLayers() {
    return open.size();
  }

  /** The lowest layer that is not closed. */
  int next() {
    return next;
  }

  /**
   * What is known of the layer that is closed.
   *
   * @param layer the layer
   * @param present tiles that are present
   * @param usable those with a usable window
   * @param isProven whether all that is known on evidence
   */
  record Closed(int layer, BitSet present, BitSet usable, boolean isProven) {}

  /** Closes the lowest open layer: on evidence, or because too many are open. */
  Closed close() {
    boolean isProven = isClosable();
    OpenLayer tiles = open.getOrDefault(next, OpenLayer.nothing());
    BitSet present = OpenLayer.copy(isProven ? tiles.present() : tiles.found());
    BitSet usable = OpenLayer.copy(isProven ? tiles.complete() : tiles.computed());
    usable.and(present);
    usable.and(presentBelow);
    usable.and(presentTwoBelow);
    BitSet claimed = OpenLayer.copy(usable);
    usable.and(tiles.computed());
    Closed closed = new Closed(next, present, usable, isProven && claimed.equals(usable));
    presentTwoBelow = presentBelow;
    presentBelow = present;
    open.remove(next);
    next++;
    return closed;
  }

  /** True if nothing more is handed out. */
  private boolean isOver() {
    return number >= total;
  }

  /** True if all layers are closed and there will be no more. */
  public boolean isDone() {
    return isOver() && next >= end;
  }

  /** How many batches were handed out for no tile of the plate, or with another size. */
  long offPlate() {
    return offPlate;
  }

  /** How many layers there were. */
  int layers() {
    return end - firstLayer;
  }

  /** Writes the ledger, as state. */
  public void write(DataOutputStream out) throws IOException {
    out.writeInt(plate.rows());
    out.writeInt(plate.columns());
    out.writeInt(firstLayer);
    for (TileHistory history : histories) {
      out.writeInt(history.expected());
      out.writeByte(history.run());
      out.writeByte(history.size());
    }
    out.writeInt(open.size());
    for (Map.Entry<Integer, OpenLayer> layer : open.entrySet()) {
      out.writeInt(layer.getKey());
      layer.getValue().write(out);
    }
    out.writeInt(early.size());
    for (PlateEvent.Handed batch : early.values()) {
      out.writeLong(batch.number());
      out.writeInt(batch.tileId());
      out.writeInt(batch.layer());
      out.writeInt(batch.height());
      out.writeInt(batch.width());
    }
    OpenLayer.write(presentBelow, out);
    OpenLayer.write(presentTwoBelow, out);
    out.writeInt(height);
    out.writeInt(width);
    out.writeLong(number);
    out.writeLong(total);
    out.writeInt(next);
    out.writeInt(end);
    out.writeLong(offPlate);
  }

  /** Reads what {@link #write} has written. */
  public static PrintLedger read(DataInputStream in) throws IOException {
    PrintLedger ledger = new PrintLedger(new Plate(in.readInt(), in.readInt()), in.readInt());
    for (int tile = 0; tile < ledger.histories.length; tile++) {
      ledger.histories[tile] = new TileHistory(in.readInt(), in.readByte(), in.readByte());
    }
    for (int layers = in.readInt(); layers > 0; layers--) {
      ledger.open.put(in.readInt(), OpenLayer.read(in));
    }
    for (int batches = in.readInt(); batches > 0; batches--) {
      long number = in.readLong();
      ledger.early.put(
          number,
          new PlateEvent.Handed(number, in.readInt(), in.readInt(), in.readInt(), in.readInt()));
    }
    ledger.presentBelow = OpenLayer.readSet(in);
    ledger.presentTwoBelow = OpenLayer.readSet(in);
    ledger.height = in.readInt();
    ledger.width = in.readInt();
    ledger.number = in.readLong();
    ledger.total = in.readLong();
    ledger.next = in.readInt();
    ledger.end = in.readInt();
    ledger.offPlate = in.readLong();
    return ledger;
  }
}
