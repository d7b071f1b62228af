package org.meltwatch.transforms.order;

import org.apache.beam.sdk.state.BagState;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.layers.Gap;
import org.meltwatch.model.layers.KeyStart;
import org.meltwatch.model.layers.LayerWindow;
import org.meltwatch.model.layers.RunEvent;
import org.meltwatch.model.layers.Tile;
import org.meltwatch.ranges.IdRange;
import org.meltwatch.ranges.Ranges;
import org.meltwatch.transforms.sequence.InOrder;

/**
 * One event's work on a tile key: tiles whose turn has come are handed on in their windows.
 *
 * <p>The last two layers are a double buffer: layer l overwrites layer l - 2 in the state of its
 * parity, so that a tile costs two reads and one write and nothing is ever moved.
 */
final class TileWindows implements InOrder.Outlet<Tile> {

  private final TileKey key;
  private final KeyStart start;
  private final TileSequence sequence;
  private final ValueState<Tile> even;
  private final ValueState<Tile> odd;
  private final MultiOutputReceiver out;

  private TileWindows(
      TileKey key,
      KeyStart start,
      TileSequence sequence,
      ValueState<Tile> even,
      ValueState<Tile> odd,
      MultiOutputReceiver out) {
    this.key = key;
    this.start = start;
    this.sequence = sequence;
    this.even = even;
    this.odd = odd;
    this.out = out;
  }

  /** The tiles of a key, in order, on their way into windows. */
  static InOrder<Tile> inOrder(
      TileKey key,
      KeyStart start,
      TileSequence sequence,
      BagState<Tile> waiting,
      ValueState<Tile> even,
      ValueState<Tile> odd,
      MultiOutputReceiver out) {
    return new InOrder<>(
        sequence.layers(),
        waiting,
        Tile::layer,
        new TileWindows(key, start, sequence, even, odd, out));
  }

  @Override
  public boolean inTurn(Tile tile) {
    if (!fits(tile)) {
      return false;
    }
    int layer = tile.layer();
    Tile previous = read(layer - 1);
    Tile oldest = previous == null ? null : read(layer - 2);
    slot(layer).write(tile);
    if (!start.isAnswered(layer)) {
      out.get(OrderLayers.WINDOWS).output(new LayerWindow(tile, previous, oldest));
    }
    return true;
  }

  @Override
  public boolean late(Tile tile) {
    if (!fits(tile)) {
      return false;
    }
    out.get(OrderLayers.WINDOWS).output(LayerWindow.incomplete(tile));
    out.get(OrderLayers.EVENTS).output(new RunEvent.Late(tile.header()));
    return true;
  }

  @Override
  public void duplicate(Tile tile) {
    out.get(OrderLayers.EVENTS).output(new RunEvent.Duplicate(tile.header()));
  }

  /**
   * Records layers that were given up, but for those that were refused, or answered before and were
   * needed no more: they did come.
   */
  @Override
  public void givenUp(Gap gap) {
    if (gap.cause() == Gap.Cause.REFUSED) {
      return;
    }
    Ranges came = new Ranges();
    start.answered().forEach(range -> came.add(range.first(), range.last()));
    for (IdRange range : came.missingFrom(new IdRange(gap.from(), gap.to() - 1))) {
      out.get(OrderLayers.EVENTS)
          .output(
              new RunEvent.Skipped(
                  key,
                  Math.toIntExact(range.first()),
                  Math.toIntExact(range.last() + 1),
                  gap.cause()));
    }
  }

  private boolean fits(Tile tile) {
    boolean fits = sequence.fits(tile.image());
    if (!fits) {
      out.get(OrderLayers.WRONG_SIZE).output(KV.of(tile, sequence.size()));
    }
    return fits;
  }

  private @Nullable Tile read(int layer) {
    Tile tile = slot(layer).read();
    return tile != null && tile.layer() == layer ? tile : null;
  }

  private ValueState<Tile> slot(int layer) {
    return (layer & 1) == 0 ? even : odd;
  }

  @Override
  public String toString() {
    return key.toString();
  }
}
