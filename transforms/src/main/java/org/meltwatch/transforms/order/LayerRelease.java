package org.meltwatch.transforms.order;

import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.state.BagState;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.layers.Gap;
import org.meltwatch.model.layers.KeyEnd;
import org.meltwatch.model.layers.LayerEvent;
import org.meltwatch.model.layers.LayerWindow;
import org.meltwatch.model.layers.RunEvent;
import org.meltwatch.model.layers.Tile;

/**
 * One event's work on a tile key: takes tiles in and lets them out in the order of their layers,
 * each in its window. Lives as long as the event; what lasts is in the states that it is given.
 *
 * <p>The last two layers are a double buffer: layer l overwrites layer l - 2 in the state of its
 * parity, so that a tile costs two reads and one write and nothing is ever moved.
 */
final class LayerRelease {

  private final TileKey key;
  private final LayerSequence sequence;
  private final BagState<Tile> waiting;
  private final ValueState<Tile> even;
  private final ValueState<Tile> odd;
  private final MultiOutputReceiver out;

  LayerRelease(
      TileKey key,
      LayerSequence sequence,
      BagState<Tile> waiting,
      ValueState<Tile> even,
      ValueState<Tile> odd,
      MultiOutputReceiver out) {
    this.key = key;
    this.sequence = sequence;
    this.waiting = waiting;
    this.even = even;
    this.odd = odd;
    this.out = out;
  }

  /** Does what an event asks for, and lets out every tile whose turn has come by it. */
  void take(LayerEvent event) {
    if (event instanceof Tile tile) {
      if (admit(tile)) {
        release(tile);
      }
    } else if (event instanceof Gap gap) {
      giveUp(gap.from(), gap.to(), gap.cause());
      releaseBelow(Integer.MAX_VALUE);
    } else if (event instanceof KeyEnd end) {
      sequence.expect(end.tiles());
    }
  }

  /** Forgets all tiles. */
  void clear() {
    waiting.clear();
    even.clear();
    odd.clear();
  }

  /** Takes a tile in; the answer is false if it was late or a duplicate and is done with. */
  boolean admit(Tile tile) {
    switch (sequence.arrive(tile.layer())) {
      case IN_SEQUENCE -> {
        return true;
      }
      case LATE -> late(tile);
      case DUPLICATE -> out.get(OrderLayers.EVENTS).output(new RunEvent.Duplicate(tile.header()));
    }
    return false;
  }

  private void late(Tile tile) {
    if (!sequence.fits(tile.image())) {
      refuse(tile);
      return;
    }
    sequence.answerLate(tile.layer());
    out.get(OrderLayers.WINDOWS).output(LayerWindow.incomplete(tile));
    out.get(OrderLayers.EVENTS).output(new RunEvent.Late(tile.header()));
  }

  private void refuse(Tile tile) {
    out.get(OrderLayers.WRONG_SIZE).output(KV.of(tile, sequence.size()));
  }

  /** Keeps an admitted tile until its turn comes. */
  void hold(Tile tile) {
    waiting.add(tile);
  }

  /** Gives up layers that have not come and records those that were not refused. */
  void giveUp(int from, int to, Gap.Cause cause) {
    for (Gap gap : sequence.giveUp(from, to, cause)) {
      if (cause != Gap.Cause.REFUSED) {
        out.get(OrderLayers.EVENTS).output(new RunEvent.Skipped(key, gap.from(), gap.to(), cause));
      }
    }
  }

  /** Lets tiles out until no more than {@code most} wait, and gives up what they waited for. */
  void relieve(int most) {
    while (sequence.waiting() > most) {
      if (!sequence.isReady()) {
        giveUp(sequence.next(), sequence.firstWaiting(), Gap.Cause.CROWDED);
      }
      releaseBelow(Integer.MAX_VALUE);
    }
  }

  /** Lets an admitted tile out if it is its turn, then all that waited for it; or holds it. */
  private void release(Tile arrived) {
    if (sequence.isReady() && sequence.next() == arrived.layer()) {
      emit(arrived);
    } else {
      hold(arrived);
    }
    releaseBelow(Integer.MAX_VALUE);
  }

  /** Lets out what waits and whose turn it is, as far as its layer is below {@code limit}. */
  void releaseBelow(int limit) {
    if (!isReadyBelow(limit)) {
      return;
    }
    Map<Integer, Tile> held = new TreeMap<>();
    waiting.read().forEach(tile -> held.put(tile.layer(), tile));
    waiting.clear();
    while (isReadyBelow(limit)) {
      Tile tile = held.remove(sequence.next());
      if (tile == null) {
        throw new IllegalStateException(
            "layer (%d) of %s waits but is not held".formatted(sequence.next(), key));
      }
      emit(tile);
    }
    held.values().forEach(waiting::add);
  }

  /** Lets out all that waits below {@code limit}, and gives up the layers that it waited for. */
  void releaseAllBelow(int limit) {
    while (sequence.isAnyWaiting() && sequence.firstWaiting() < limit) {
      giveUp(sequence.next(), sequence.firstWaiting(), Gap.Cause.PROVEN);
      releaseBelow(limit);
    }
  }

  /** Lets out all that waits, and gives up all that was waited for, refused layers included. */
  void finish() {
    releaseAllBelow(Integer.MAX_VALUE);
    giveUp(sequence.next(), sequence.endOfGivenUp(), Gap.Cause.PROVEN);
  }

  private boolean isReadyBelow(int limit) {
    return sequence.isReady() && sequence.next() < limit;
  }

  private void emit(Tile tile) {
    sequence.take();
    int layer = tile.layer();
    if (!sequence.fits(tile.image())) {
      sequence.reject(layer);
      refuse(tile);
      return;
    }
    Tile previous = read(layer - 1);
    Tile oldest = previous == null ? null : read(layer - 2);
    slot(layer).write(tile);
    out.get(OrderLayers.WINDOWS).output(new LayerWindow(tile, previous, oldest));
  }

  private @Nullable Tile read(int layer) {
    Tile tile = slot(layer).read();
    return tile != null && tile.layer() == layer ? tile : null;
  }

  private ValueState<Tile> slot(int layer) {
    return (layer & 1) == 0 ? even : odd;
  }
}
