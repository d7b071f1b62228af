package org.meltwatch.sdf.source;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.InstantCoder;
import org.apache.beam.sdk.io.range.OffsetRange;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.splittabledofn.ManualWatermarkEstimator;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.transforms.splittabledofn.WatermarkEstimators;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * Counts from 0 to n - 1 for an element {@code name/n}: outputs {@code name-0}, {@code name-1},
 * ..., output i at i milliseconds after the epoch, the watermark on its heels.
 */
@DoFn.UnboundedPerElement
public class CountFn extends DoFn<String, String> {

  /** What has happened to the copies of one DoFn, wherever they ran in this process. */
  private static final Map<String, List<String>> EVENTS = new ConcurrentHashMap<>();

  final Script script;

  /**
   * What a call does beyond claiming and giving outputs.
   *
   * @param id tells the DoFns of different tests apart
   * @param laneSize how many numbers a split restriction has
   * @param claimsPerCall after how many claims a call returns {@code resume()}
   * @param outputsPerClaim how often each number is given
   * @param resumeDelay what it asks for then
   * @param failAt the number whose claim is followed by an exception, or -1
   */
  public record Script(
      String id,
      long laneSize,
      int claimsPerCall,
      int outputsPerClaim,
      Duration resumeDelay,
      long failAt)
      implements Serializable {

    static Script of(String id) {
      return new Script(id, Long.MAX_VALUE, Integer.MAX_VALUE, 1, Duration.ZERO, -1);
    }

    public Script lanesOf(long numbers) {
      return new Script(id, numbers, claimsPerCall, outputsPerClaim, resumeDelay, failAt);
    }

    Script resumingAfter(int claims, Duration delay) {
      return new Script(id, laneSize, claims, outputsPerClaim, delay, failAt);
    }

    public Script giving(int outputs) {
      return new Script(id, laneSize, claimsPerCall, outputs, resumeDelay, failAt);
    }

    public Script failingAt(long number) {
      return new Script(id, laneSize, claimsPerCall, outputsPerClaim, resumeDelay, number);
    }
  }

  CountFn(Script script) {
    this.script = script;
  }

  public static CountFn with(String id, UnaryOperator<Script> changes) {
    return new CountFn(changes.apply(Script.of(id)));
  }

  static List<String> events(String id) {
    return EVENTS.computeIfAbsent(id, any -> new CopyOnWriteArrayList<>());
  }

  void note(String event) {
    events(script.id()).add(event);
  }

  @Setup
  public void setUp() {
    note("setup");
  }

  @StartBundle
  public void startBundle() {
    note("start bundle");
  }

  @FinishBundle
  public void finishBundle() {
    note("finish bundle");
  }

  @Teardown
  public void tearDown() {
    note("teardown");
  }

  @GetInitialRestriction
  public OffsetRange initialRestriction(@Element String element) {
    return new OffsetRange(0, Long.parseLong(element.substring(element.indexOf('/') + 1)));
  }

  @SplitRestriction
  public void split(@Restriction OffsetRange whole, OutputReceiver<OffsetRange> parts) {
    if (script.laneSize() >= whole.getTo() - whole.getFrom()) {
      parts.output(whole);
      return;
    }
    for (long from = whole.getFrom(); from < whole.getTo(); from += script.laneSize()) {
      parts.output(new OffsetRange(from, Math.min(whole.getTo(), from + script.laneSize())));
    }
  }

  @GetRestrictionCoder
  public Coder<OffsetRange> restrictionCoder() {
    return OffsetRange.Coder.of();
  }

  @GetInitialWatermarkEstimatorState
  public Instant initialEstimatorState() {
    return BoundedWindow.TIMESTAMP_MIN_VALUE;
  }

  @GetWatermarkEstimatorStateCoder
  public Coder<Instant> estimatorStateCoder() {
    return InstantCoder.of();
  }

  @NewWatermarkEstimator
  public WatermarkEstimators.Manual newEstimator(@WatermarkEstimatorState Instant state) {
    return new WatermarkEstimators.Manual(state);
  }

  @ProcessElement
  public ProcessContinuation process(
      @Element String element,
      RestrictionTracker<OffsetRange, Long> tracker,
      ManualWatermarkEstimator<Instant> estimator,
      BundleFinalizer finalizer,
      OutputReceiver<String> outputs) {
    String name = element.substring(0, element.indexOf('/'));
    long from = tracker.currentRestriction().getFrom();
    finalizer.afterBundleCommit(
        Instant.now().plus(Duration.standardMinutes(1)), () -> note("committed from " + from));
    for (long next = from; next - from < script.claimsPerCall(); next++) {
      if (!tracker.tryClaim(next)) {
        return afterFailedClaim();
      }
      if (next == script.failAt()) {
        throw new IllegalStateException("failing at " + next);
      }
      for (int i = 0; i < script.outputsPerClaim(); i++) {
        outputs.outputWithTimestamp(name + "-" + next, Instant.ofEpochMilli(next));
      }
      estimator.setWatermark(Instant.ofEpochMilli(next));
    }
    return ProcessContinuation.resume().withResumeDelay(script.resumeDelay());
  }

  ProcessContinuation afterFailedClaim() {
    return ProcessContinuation.stop();
  }
}
