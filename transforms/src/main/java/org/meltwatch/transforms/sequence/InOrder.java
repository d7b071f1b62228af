package org.meltwatch.transforms.sequence;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.apache.beam.sdk.state.BagState;
import org.meltwatch.model.layers.Gap;

/**
 * One event's work on a key: takes items in and lets them out in the order of their layers. Lives
 * as long as the event; what lasts is in the states that it is given.
 *
 * <pre>{@code
 * LayerSequence sequence = LayerSequence.from(state, firstLayer);
 * InOrder<Page> pages = new InOrder<>(sequence, waiting, Page::number, outlet);
 * pages.take(page);                // or pages.skip(gap), or sequence.expect(count)
 * pages.relieve(mostThatMayWait);
 * if (sequence.isOver()) {
 *   state.clear();
 * } else {
 *   state.write(sequence);
 * }
 * }</pre>
 *
 * <p>{@link #take} and {@link #skip} let out at once whose turn has come. A step that waits for
 * something else, such as a watermark, uses {@link #hold} and {@link #giveUp}, and lets out with
 * {@link #releaseAllBelow} when it has come.
 *
 * @param <T> what is put in order; each belongs to one layer
 */
public final class InOrder<T> {

  /** What becomes of the items of a key; its text names the key. */
  public interface Outlet<T> {

    /**
     * An item's turn has come: all below it are out or given up.
     *
     * @return false if it cannot be used after all: its layer then counts as given up
     */
    boolean inTurn(T item);

    /**
     * An item came when its layer had been given up.
     *
     * @return false if it cannot be used: another one of its layer would be late, and no duplicate
     */
    boolean late(T item);

    /** Another item of its layer came before. */
    void duplicate(T item);

    /** Layers that neither came nor wait are waited for no longer. */
    void givenUp(Gap gap);
  }

  private final LayerSequence sequence;
  private final BagState<T> waiting;
  private final ToIntFunction<T> layerOf;
  private final Outlet<T> outlet;

  /**
   * @param sequence the key's, to be written back when the work is done
   * @param waiting the items that came before their turn; empty while items come in order
   */
  public InOrder(
      LayerSequence sequence, BagState<T> waiting, ToIntFunction<T> layerOf, Outlet<T> outlet) {
    this.sequence = sequence;
    this.waiting = waiting;
    this.layerOf = layerOf;
    this.outlet = outlet;
  }

  /** Takes an item in and lets out every item whose turn has come by it. */
  public void take(T item) {
    if (!admit(item)) {
      return;
    }
    if (sequence.isReady() && sequence.next() == layerOf.applyAsInt(item)) {
      emit(item);
    } else {
      waiting.add(item);
    }
    releaseBelow(Integer.MAX_VALUE);
  }

  /** Gives up layers and lets out every item that waited for them alone. */
  public void skip(Gap gap) {
    giveUp(gap);
    releaseBelow(Integer.MAX_VALUE);
  }

  /**
   * Takes an item in and keeps it until it is released.
   *
   * @return false if it does not wait: it was late or a duplicate, and is done with
   */
  public boolean hold(T item) {
    boolean waits = admit(item);
    if (waits) {
      waiting.add(item);
    }
    return waits;
  }

  /** Gives up layers, as far as they neither came nor were given up before. */
  public void giveUp(Gap gap) {
    giveUp(gap.from(), gap.to(), gap.cause());
  }

  /** Lets items out until no more than {@code most} wait, and gives up what they waited for. */
  public void relieve(int most) {
    while (sequence.waiting() > most) {
      if (!sequence.isReady()) {
        giveUp(sequence.next(), sequence.firstWaiting(), Gap.Cause.CROWDED);
      }
      releaseBelow(Integer.MAX_VALUE);
    }
  }

  /** Lets out all that waits below {@code limit}, and gives up the layers that it waited for. */
  public void releaseAllBelow(int limit) {
    while (sequence.isAnyWaiting() && sequence.firstWaiting() < limit) {
      giveUp(sequence.next(), sequence.firstWaiting(), Gap.Cause.PROVEN);
      releaseBelow(limit);
    }
  }

  /** Lets out all that waits, and gives up all that was waited for, refused layers included. */
  public void finish() {
    releaseAllBelow(Integer.MAX_VALUE);
    giveUp(sequence.next(), sequence.endOfGivenUp(), Gap.Cause.PROVEN);
  }

  private boolean admit(T item) {
    int layer = layerOf.applyAsInt(item);
    switch (sequence.arrive(layer)) {
      case IN_SEQUENCE -> {
        return true;
      }
      case LATE -> {
        if (outlet.late(item)) {
          sequence.answerLate(layer);
        }
      }
      case DUPLICATE -> outlet.duplicate(item);
    }
    return false;
  }

  private void giveUp(int from, int to, Gap.Cause cause) {
    sequence.giveUp(from, to, cause).forEach(outlet::givenUp);
  }

  private void releaseBelow(int limit) {
    if (!isReadyBelow(limit)) {
      return;
    }
    Map<Integer, T> held = new TreeMap<>();
    waiting.read().forEach(item -> held.put(layerOf.applyAsInt(item), item));
    waiting.clear();
    while (isReadyBelow(limit)) {
      T item = held.remove(sequence.next());
      if (item == null) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT, "layer (%d) of %s waits but is not held", sequence.next(), outlet));
      }
      emit(item);
    }
    held.values().forEach(waiting::add);
  }

  private boolean isReadyBelow(int limit) {
    return sequence.isReady() && sequence.next() < limit;
  }

  private void emit(T item) {
    sequence.take();
    if (!outlet.inTurn(item)) {
      sequence.reject(layerOf.applyAsInt(item));
    }
  }
}
