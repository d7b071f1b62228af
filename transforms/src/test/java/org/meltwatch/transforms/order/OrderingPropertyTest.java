package org.meltwatch.transforms.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;
import org.meltwatch.kernel.outliers.DeviationKernel;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Image;
import org.meltwatch.model.Outlier;
import org.meltwatch.model.OutlierList;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.layers.Gap;
import org.meltwatch.model.layers.KeyStarts;
import org.meltwatch.model.layers.LayerEvent;
import org.meltwatch.model.layers.LayerWindow;
import org.meltwatch.model.layers.RunEvent;
import org.meltwatch.model.layers.Tile;
import org.meltwatch.model.received.Arrival;
import org.meltwatch.reference.ReferenceAnswers;
import org.meltwatch.reference.ReferenceModel;
import org.meltwatch.transforms.gaps.FindGaps;
import org.meltwatch.transforms.gaps.Handouts;

/**
 * Thousands of benches in thousands of orders of arrival: gaps are found and layers ordered by the
 * steps themselves, with state that is saved and restored at any moment and events that are tried
 * again. A failure names its seed; {@code -Dmeltwatch.seed=N} runs that one alone.
 */
class OrderingPropertyTest {

  private static final DefectRules RULES = DefectRules.DEFAULT;
  private static final int MANY = 256;
  private static final List<KeyOrder.Kind> KINDS = List.of(KeyOrder.Kind.values());

  @Test
  void byBuffer_anyOrderOfArrival_givesTheReferenceAnswers() {
    forSeeds(
        1500,
        seed -> {
          Random random = new Random(seed);
          RandomBench bench = RandomBench.draw(random, RandomBench.Order.UPWARD);
          Delivery delivery = new Delivery(random, KeyOrder.Kind.BUFFER, MANY);
          delivery.deliver(bench);
          assertReference(bench, delivery.out);
          delivery.requireCleared();
        });
  }

  @Test
  void byEventTime_anyOrderOfArrival_givesTheReferenceAnswers() {
    forSeeds(
        700,
        seed -> {
          Random random = new Random(seed);
          RandomBench bench = RandomBench.draw(random, RandomBench.Order.UPWARD);
          Delivery delivery = new Delivery(random, KeyOrder.Kind.EVENT_TIME, MANY);
          delivery.deliverByEventTime(bench);
          assertReference(bench, delivery.out);
          delivery.requireCleared();
        });
  }

  @Test
  void anyOrdering_anyOrderOfHandingOut_answersEveryTileOnce() {
    forSeeds(
        1000,
        seed -> {
          Random random = new Random(seed);
          RandomBench bench = RandomBench.draw(random, RandomBench.Order.ANY);
          int room = random.nextBoolean() ? MANY : 1 + random.nextInt(4);
          KeyOrder.Kind kind = KINDS.get(random.nextInt(KINDS.size()));
          Delivery delivery = new Delivery(random, kind, room);
          if (kind == KeyOrder.Kind.EVENT_TIME) {
            delivery.deliverByEventTime(bench);
          } else {
            delivery.deliver(bench);
          }
          assertEachOnce(bench, delivery.out);
          delivery.requireCleared();
        });
  }

  private static void forSeeds(int count, Consumer<Long> test) {
    Long only = Long.getLong("meltwatch.seed");
    for (long seed = only == null ? 0 : only; seed < (only == null ? count : only + 1); seed++) {
      try {
        test.accept(seed);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }

  /** One way in which events may reach the steps. */
  private static final class Delivery {

    private final Random random;
    private final KeyOrder.Kind kind;
    private final int room;
    private final KeyOrder.Out out = new KeyOrder.Out();
    private final Map<TileKey, KeyOrder> keys = new TreeMap<>();
    private Handouts handouts;
    private List<Object> pending = new ArrayList<>();

    private record ToKey(TileKey key, LayerEvent event) {}

    Delivery(Random random, KeyOrder.Kind kind, int room) {
      this.random = random;
      this.kind = kind;
      this.room = room;
      this.handouts = new Handouts(room);
    }

    void deliver(RandomBench bench) {
      pending.addAll(bench.arrivals());
      bench.tiles().forEach(tile -> pending.add(new ToKey(tile.header().key(), tile)));
      int locality = random.nextBoolean() ? pending.size() : 1 + random.nextInt(8);
      pending.sort((a, b) -> Long.compare(place(a), place(b)));
      while (!pending.isEmpty()) {
        if (random.nextInt(12) == 0) {
          tryAndFail(locality);
        }
        step(locality);
      }
    }

    private static long place(Object event) {
      return event instanceof Arrival arrival
          ? arrival.kind() == Arrival.Kind.LANE_END ? Long.MAX_VALUE : arrival.seqId()
          : ((Tile) ((ToKey) event).event).header().seqId();
    }

    private void step(int locality) {
      Object event = pending.remove(random.nextInt(Math.min(locality, pending.size())));
      if (event instanceof Arrival arrival) {
        handouts = handouts.copy();
        handouts.note(
            arrival,
            KeyStarts.at(0),
            (key, told) -> pending.add(random.nextInt(pending.size() + 1), new ToKey(key, told)));
        if (random.nextInt(8) == 0) {
          handouts = restored(handouts);
        }
      } else {
        ToKey told = (ToKey) event;
        process(told.key, told.event);
      }
    }

    private void process(TileKey key, LayerEvent event) {
      KeyOrder order = keys.computeIfAbsent(key, any -> new KeyOrder(any, kind, room, out));
      order.process(event);
      assertTrue(order.waiting() <= room, "more tiles wait than may");
      if (random.nextInt(6) == 0) {
        order.restore(order.snapshot());
      }
    }

    /** A bundle that fails: all that it did is undone and its events come again. */
    private void tryAndFail(int locality) {
      Map<TileKey, KeyOrder.Snapshot> before = new TreeMap<>();
      keys.forEach((key, order) -> before.put(key, order.snapshot()));
      Handouts handoutsBefore = handouts;
      List<Object> pendingBefore = List.copyOf(pending);
      int outputs = out.outputs().size();
      for (int i = random.nextInt(5); i > 0 && !pending.isEmpty(); i--) {
        step(locality);
      }
      handouts = handoutsBefore;
      pending = new ArrayList<>(pendingBefore);
      out.cutTo(outputs);
      keys.keySet().retainAll(before.keySet());
      before.forEach((key, snapshot) -> keys.get(key).restore(snapshot));
    }

    void deliverByEventTime(RandomBench bench) {
      bench.tiles().forEach(tile -> pending.add(new ToKey(tile.header().key(), tile)));
      for (Arrival arrival : bench.arrivals()) {
        if (arrival.kind() == Arrival.Kind.REFUSED && arrival.key() != null) {
          Gap gap = new Gap(arrival.layer(), arrival.layer() + 1, true);
          pending.add(new ToKey(arrival.key(), gap));
        }
      }
      pending.sort((a, b) -> Integer.compare(layer(a), layer(b)));
      while (!pending.isEmpty()) {
        ToKey told = (ToKey) pending.remove(random.nextInt(pending.size()));
        process(told.key, told.event);
        long watermark = pending.stream().mapToLong(Delivery::layer).min().orElse(0) * 1000;
        if (random.nextInt(3) == 0) {
          keys.values().forEach(key -> key.advanceWatermark(Instant.ofEpochMilli(watermark)));
        }
      }
      keys.values().forEach(KeyOrder::endOfTime);
    }

    private static int layer(Object event) {
      LayerEvent told = ((ToKey) event).event;
      return told instanceof Tile tile ? tile.layer() : ((Gap) told).from();
    }

    void requireCleared() {
      keys.forEach((key, order) -> assertTrue(order.isCleared(), () -> "state is left of " + key));
      assertTrue(kind == KeyOrder.Kind.EVENT_TIME || handouts.isOver(), "lanes are not over");
    }
  }

  private static Handouts restored(Handouts handouts) {
    FindGaps.HandoutsCoder coder = new FindGaps.HandoutsCoder();
    return MemoryStates.decode(coder, MemoryStates.encode(coder, handouts));
  }

  private static void assertReference(RandomBench bench, KeyOrder.Out out) {
    ReferenceAnswers expected = ReferenceModel.answer(RULES, bench.received());
    List<String> answers = new ArrayList<>();
    expected
        .answers()
        .forEach(answer -> answers.add(name(answer.header()) + " " + answer.ranking().top()));
    answers.sort(null);
    List<String> actual = new ArrayList<>();
    for (LayerWindow window : out.of(LayerWindow.class)) {
      actual.add(name(window.newest().header()) + " " + top(window));
    }
    actual.sort(null);
    assertEquals(answers, actual);
    assertEquals(
        names(expected.duplicates()),
        names(out.of(RunEvent.Duplicate.class).stream().map(RunEvent.Duplicate::header).toList()));
    assertEquals(
        names(expected.late()),
        names(out.of(RunEvent.Late.class).stream().map(RunEvent.Late::header).toList()));
    Set<String> skipped = new TreeSet<>();
    expected
        .skipped()
        .forEach(gap -> skipped.add(gap.key() + " " + gap.from() + "+" + gap.count()));
    Set<String> given = new TreeSet<>();
    for (RunEvent.Skipped gap : out.of(RunEvent.Skipped.class)) {
      assertEquals(Gap.Cause.PROVEN, gap.cause());
      given.add(gap.key() + " " + gap.from() + "+" + (gap.to() - gap.from()));
    }
    assertEquals(skipped, given);
  }

  private static List<Outlier> top(LayerWindow window) {
    if (!window.isComplete()) {
      return List.of();
    }
    OutlierList found =
        new DeviationKernel(RULES)
            .find(
                (Image) window.newest().image(),
                (Image) window.previous().image(),
                (Image) window.oldest().image());
    return found.size() == 0 ? List.of() : List.of(found.get(0));
  }

  private static String name(TileHeader header) {
    return header.key() + " " + header.layer();
  }

  private static List<String> names(List<TileHeader> headers) {
    return headers.stream().map(OrderingPropertyTest::name).sorted().toList();
  }

  /** Whatever comes: no tile is lost or answered twice, and windows are what they say. */
  private static void assertEachOnce(RandomBench bench, KeyOrder.Out out) {
    Set<Long> late = new HashSet<>();
    out.of(RunEvent.Late.class).forEach(event -> late.add(event.header().seqId()));
    Set<String> answered = new HashSet<>();
    Map<TileKey, LayerWindow> last = new TreeMap<>();
    List<Long> seen = new ArrayList<>();
    for (LayerWindow window : out.of(LayerWindow.class)) {
      TileHeader header = window.newest().header();
      seen.add(header.seqId());
      assertTrue(answered.add(name(header)), () -> name(header) + " is answered twice");
      if (late.contains(header.seqId())) {
        assertEquals(LayerWindow.incomplete(window.newest()), window);
        continue;
      }
      LayerWindow before = last.put(header.key(), window);
      if (before == null || before.newest().layer() != header.layer() - 1) {
        assertTrue(before == null || before.newest().layer() < header.layer(), "out of order");
        assertNull(window.previous());
      } else {
        assertEquals(before.newest(), window.previous());
        assertEquals(before.previous(), window.oldest());
      }
    }
    out.of(RunEvent.Duplicate.class).forEach(event -> seen.add(event.header().seqId()));
    out.of(KV.class).forEach(wrongSize -> seen.add(((Tile) wrongSize.getKey()).header().seqId()));
    seen.sort(null);
    assertEquals(bench.tiles().stream().map(tile -> tile.header().seqId()).sorted().toList(), seen);
  }
}
