package org.meltwatch.transforms.gaps;

import static java.util.Objects.requireNonNull;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.function.BiConsumer;
import org.meltwatch.coders.MessageCoders;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.received.Arrival;
import org.meltwatch.model.received.Receipt;
import org.meltwatch.tracking.PlateEvent;
import org.meltwatch.transforms.state.PersistentMap;

/**
 * Puts batches in the order of their numbers: one is told of when no smaller one can come any more.
 * Those of a print are counted, so that whoever is told can put them in order again.
 *
 * <p>Kept are some 100 bytes for each batch that a lane received ahead of the others.
 */
final class BatchOrder {

  private record Place(long seqId, int lane, long position) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
        Comparator.comparingLong(Place::seqId)
            .thenComparingInt(Place::lane)
            .thenComparingLong(Place::position);

    static Place of(Arrival arrival) {
      Receipt receipt = arrival.receipt();
      return new Place(arrival.seqId(), receipt.lane(), receipt.position());
    }

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  private PersistentMap<Place, Arrival> ahead = PersistentMap.empty();
  private PersistentMap<String, Long> handed = PersistentMap.empty();

  BatchOrder copy() {
    BatchOrder copy = new BatchOrder();
    copy.ahead = ahead;
    copy.handed = handed;
    return copy;
  }

  /**
   * Takes note of a message that was not seen before.
   *
   * @param lowWater the smallest number that can still come
   */
  void note(Arrival arrival, long lowWater, BiConsumer<String, PlateEvent> out) {
    if (arrival.key() != null) {
      ahead = ahead.put(Place.of(arrival), arrival);
    }
    for (Place place = ahead.firstKey();
        place != null && place.seqId <= lowWater;
        place = ahead.firstKey()) {
      hand(requireNonNull(ahead.get(place), "arrival"), out);
      ahead = ahead.remove(place);
    }
    if (lowWater == Receipt.NOTHING_MORE) {
      handed.forEach((print, batches) -> out.accept(print, new PlateEvent.PrintEnd(batches)));
    }
  }

  private void hand(Arrival arrival, BiConsumer<String, PlateEvent> out) {
    TileKey key = requireNonNull(arrival.key(), "key");
    Long before = handed.get(key.printId());
    long number = before == null ? 0 : before;
    handed = handed.put(key.printId(), number + 1);
    out.accept(
        key.printId(),
        new PlateEvent.Handed(
            number, key.tileId(), arrival.layer(), arrival.height(), arrival.width()));
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(ahead.size());
    out.writeInt(handed.size());
    try {
      ahead.forEach((place, arrival) -> write(arrival, out));
      handed.forEach((print, batches) -> write(print, batches, out));
    } catch (UncheckedIOException e) {
      throw requireNonNull(e.getCause(), "cause");
    }
  }

  private static void write(Arrival arrival, DataOutputStream out) {
    try {
      MessageCoders.ARRIVAL.encode(arrival, out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing " + arrival, e);
    }
  }

  private static void write(String print, long batches, DataOutputStream out) {
    try {
      out.writeUTF(print);
      out.writeLong(batches);
    } catch (IOException e) {
      throw new UncheckedIOException("writing the batches of " + print, e);
    }
  }

  static BatchOrder read(DataInputStream in) throws IOException {
    BatchOrder order = new BatchOrder();
    int ahead = in.readInt();
    int handed = in.readInt();
    for (int i = 0; i < ahead; i++) {
      Arrival arrival = MessageCoders.ARRIVAL.decode(in);
      order.ahead = order.ahead.put(Place.of(arrival), arrival);
    }
    for (int i = 0; i < handed; i++) {
      order.handed = order.handed.put(in.readUTF(), in.readLong());
    }
    return order;
  }
}
