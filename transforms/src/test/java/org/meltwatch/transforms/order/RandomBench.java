package org.meltwatch.transforms.order;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.meltwatch.kernel.tiff.TiffBuilder;
import org.meltwatch.kernel.tiff.Tiles;
import org.meltwatch.model.Image;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.layers.Tile;
import org.meltwatch.model.received.Arrival;
import org.meltwatch.model.received.Batch;
import org.meltwatch.model.received.LaneEnd;
import org.meltwatch.model.received.Receipt;
import org.meltwatch.model.received.Received;
import org.meltwatch.model.received.RefusedBatch;

/**
 * What a bench hands out and what its lanes make of it: prints with missing, repeated, unreadable
 * and wrong-sized tiles and far-away layers, read by lanes whose marks are true and no better.
 *
 * @param received all messages by ascending {@code seq_id}
 * @param arrivals the lanes' messages as they tell them, their ends included
 * @param tiles the readable ones
 */
record RandomBench(List<Received> received, List<Arrival> arrivals, List<Tile> tiles) {

  private static final Image OTHER_SIZE = new Image(1, 2, new short[2]);

  /** How a bench may go wrong. */
  enum Order {
    /** Layers of a key are numbered upward: what comes of it does not depend on arrival. */
    UPWARD,
    /** Layers may be handed out before lower ones, and again after they had been refused. */
    ANY
  }

  private record Slot(TileKey key, int layer, boolean readable, boolean otherSize) {}

  static RandomBench draw(Random random, Order order) {
    List<Slot> slots = slots(random, order);
    List<Batch> batches = new ArrayList<>();
    List<Received> received = new ArrayList<>();
    List<Image> images = new ArrayList<>();
    long seqId = random.nextInt(3);
    for (Slot slot : slots) {
      Image image = slot.otherSize ? OTHER_SIZE : image(slot);
      byte[] tif = slot.readable ? TiffBuilder.tiff(image) : new byte[3];
      batches.add(new Batch(new Receipt(0, 1, 0, 0, 0), seqId, slot.key, slot.layer, tif));
      images.add(image);
      seqId += random.nextInt(10) == 0 ? 3 : 1;
    }
    return lanes(random, slots, batches, images, received);
  }

  /** A point that is an outlier in every complete window, and tells which three layers it had. */
  private static Image image(Slot slot) {
    int value = 45_000 + Math.floorMod(slot.layer * 7919 + slot.key.hashCode(), 19_999);
    return new Image(1, 1, new short[] {(short) value});
  }

  private static List<Slot> slots(Random random, Order order) {
    int keys = 1 + random.nextInt(4);
    int layers = 3 + random.nextInt(12);
    List<Slot> slots = new ArrayList<>();
    int[] above = new int[keys];
    for (int layer = 0; layer < layers; layer++) {
      for (int number = 0; number < keys; number++) {
        if (random.nextInt(40) == 0) {
          above[number] += random.nextInt(10_000);
        }
        TileKey key = new TileKey("P" + number % 2, number);
        int fate = random.nextInt(100);
        if (fate < 12) {
          continue;
        }
        boolean readable = fate >= 20;
        // The first tile decides the size of its key's tiles: it is no stranger.
        boolean first = slots.stream().noneMatch(slot -> slot.key.equals(key) && slot.readable);
        boolean otherSize = readable && fate < 24 && !first;
        Slot slot = new Slot(key, layer + above[number], readable, otherSize);
        slots.add(slot);
        if (fate > 92 || (order == Order.ANY && random.nextInt(6) == 0)) {
          slots.add(Math.min(slots.size(), slots.size() - random.nextInt(2)), slot);
        }
      }
    }
    if (random.nextInt(10) == 0) {
      slots.addAll(slots.stream().filter(slot -> slot.readable && !slot.otherSize).toList());
    }
    if (order == Order.ANY) {
      for (int i = 0; i < slots.size(); i++) {
        Collections.swap(slots, i, Math.min(slots.size() - 1, i + random.nextInt(6)));
        if (random.nextInt(20) == 0) {
          Slot slot = slots.get(i);
          slots.set(i, new Slot(slot.key, slot.layer, !slot.readable, false));
        }
      }
    }
    return slots;
  }

  private static RandomBench lanes(
      Random random,
      List<Slot> slots,
      List<Batch> batches,
      List<Image> images,
      List<Received> received) {
    int lanes = 1 + random.nextInt(4);
    List<List<Integer>> byLane = new ArrayList<>();
    for (int lane = 0; lane < lanes; lane++) {
      byLane.add(new ArrayList<>());
    }
    for (int i = 0; i < batches.size(); i++) {
      byLane.get(random.nextInt(lanes)).add(i);
    }
    Received[] all = new Received[batches.size()];
    List<Arrival> arrivals = new ArrayList<>();
    List<Tile> tiles = new ArrayList<>();
    for (int lane = 0; lane < lanes; lane++) {
      List<Integer> handedOn = byLane.get(lane);
      for (int i = 0; i + 1 < handedOn.size(); i++) {
        Collections.swap(handedOn, i, Math.min(handedOn.size() - 1, i + random.nextInt(3)));
      }
      long mark = 0;
      for (int position = 0; position < handedOn.size(); position++) {
        int index = handedOn.get(position);
        long bound =
            handedOn.subList(position + 1, handedOn.size()).stream()
                .mapToLong(later -> batches.get(later).seqId())
                .min()
                .orElse(batches.get(batches.size() - 1).seqId() + 1);
        mark = random.nextInt(4) == 0 ? mark : Math.max(mark, bound);
        Receipt receipt = new Receipt(lane, lanes, position, mark, 0);
        all[index] = received(random, receipt, batches.get(index), slots.get(index));
        arrivals.add(arrival(all[index], slots.get(index)));
        if (all[index] instanceof Batch batch && slots.get(index).readable) {
          tiles.add(new Tile(batch.header(), images.get(index), 0));
        }
      }
      Receipt end = new Receipt(lane, lanes, handedOn.size(), Receipt.NOTHING_MORE, 0);
      arrivals.add(Arrival.of(new LaneEnd(end)));
    }
    received.addAll(List.of(all));
    return new RandomBench(received, arrivals, tiles);
  }

  private static Received received(Random random, Receipt receipt, Batch batch, Slot slot) {
    if (!slot.readable && random.nextInt(3) == 0) {
      Integer layer = random.nextInt(3) == 0 ? null : batch.layer();
      return new RefusedBatch(receipt, batch.seqId(), batch.key(), layer, "broken", new byte[0]);
    }
    return new Batch(receipt, batch.seqId(), batch.key(), batch.layer(), batch.tif());
  }

  private static Arrival arrival(Received received, Slot slot) {
    if (received instanceof RefusedBatch refused) {
      return Arrival.of(refused);
    }
    Batch batch = (Batch) received;
    return slot.readable ? Arrival.of(batch, Tiles.uniform(1, 1, 0)) : Arrival.ofRefused(batch);
  }
}
