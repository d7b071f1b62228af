package org.meltwatch.challenger.faults;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what goes wrong with each call of one bench, and keeps a record of it. Safe for use by
 * many requests at once.
 *
 * <p>What befalls a batch or its result is drawn from the seed, the batch and how often it has been
 * drawn for, so that it does not depend on who asks first.
 */
public final class FaultInjector {

  private static final Logger LOG = LoggerFactory.getLogger(FaultInjector.class);

  /** What may go wrong with the handing out of a batch, or with the taking of a result. */
  public enum Call {
    NEXT_BATCH("next_batch"),
    RESULT("result");

    private final String text;

    Call(String text) {
      this.text = text;
    }
  }

  /**
   * Something that went wrong.
   *
   * @param kind what it was
   * @param call the call that it befell
   * @param batchId the batch of the call, or the next one where none had been handed out
   */
  public record Injected(FaultRates.Kind kind, Call call, long batchId) {

    public Map<String, Object> toWire() {
      return Map.of("kind", kind.text(), "call", call.text, "batch_id", batchId);
    }
  }

  private record Draw(Call call, boolean before, long batchId) {}

  private final String bench;
  private final FaultRates rates;
  private final Map<Draw, Integer> draws = new HashMap<>();
  private final List<Injected> injected = new ArrayList<>();

  public FaultInjector(String bench, FaultRates rates) {
    this.bench = bench;
    this.rates = rates;
  }

  /** What keeps a call from being carried out, or null if nothing does; it is recorded. */
  public FaultRates.@Nullable Kind drawBefore(Call call, long batchId) {
    return draw(new Draw(call, true, batchId));
  }

  /** What goes wrong with the answer to a call that was carried out, or null; it is recorded. */
  public FaultRates.@Nullable Kind drawAfter(Call call, long batchId) {
    return draw(new Draw(call, false, batchId));
  }

  private synchronized FaultRates.@Nullable Kind draw(Draw draw) {
    if (rates.isNone()) {
      return null;
    }
    int times = draws.merge(draw, 1, Integer::sum);
    Call call = draw.call;
    long batchId = draw.batchId;
    long seed = (rates.seed() * 31 + call.text.hashCode()) * 2 + (draw.before ? 1 : 0);
    double chance = new SplittableRandom((seed * 1_000_003 + batchId) * 31 + times).nextDouble();
    for (FaultRates.Kind kind : FaultRates.Kind.values()) {
      double rate = applies(kind, draw) ? rates.rate(kind) : 0;
      if (chance < rate) {
        record(new Injected(kind, call, batchId));
        return kind;
      }
      chance -= rate;
    }
    return null;
  }

  /**
   * Only a batch can be half as long as it should be: the answer to a result is not looked into.
   */
  private static boolean applies(FaultRates.Kind kind, Draw draw) {
    return kind.isOfCalls()
        && kind.isBefore() == draw.before
        && (kind != FaultRates.Kind.LENGTH || draw.call == Call.NEXT_BATCH);
  }

  private void record(Injected fault) {
    injected.add(fault);
    LOG.info(
        "fault: {} at {} {} of bench {}", fault.kind.text(), fault.call.text, fault.batchId, bench);
  }

  /** Nanoseconds of a fault that takes time. */
  public long nanos(FaultRates.Kind kind) {
    return Math.round(rates.amount(kind) * 1e9);
  }

  /** Everything that went wrong, in order. */
  public synchronized List<Injected> injected() {
    return List.copyOf(injected);
  }

  /** How often each kind of fault befell a call. */
  public synchronized Map<String, Integer> counts() {
    Map<FaultRates.Kind, Integer> counts = new EnumMap<>(FaultRates.Kind.class);
    injected.forEach(fault -> counts.merge(fault.kind, 1, Integer::sum));
    Map<String, Integer> wire = new LinkedHashMap<>();
    counts.forEach((kind, count) -> wire.put(kind.text(), count));
    return wire;
  }

  public boolean isActive() {
    return !rates.isNone();
  }
}
