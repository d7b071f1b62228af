package org.meltwatch.sdf.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meltwatch.sdf.source.Sources.mark;
import static org.meltwatch.sdf.source.Sources.reader;
import static org.meltwatch.sdf.source.Sources.source;

import java.io.IOException;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.apache.beam.sdk.io.range.OffsetRange;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.transforms.splittabledofn.WatermarkEstimators;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

final class SdfWatermarkTest {

  @Test
  void watermark_manualEstimator_followsOutputsWithoutPassingThem() throws IOException {
    CountFn fn = CountFn.with("manual", script -> script.resumingAfter(4, Duration.ZERO));
    UnboundedReader<String> reader = reader(source(fn, "a/23"), null);
    Instant last = reader.getWatermark();
    assertEquals(BoundedWindow.TIMESTAMP_MIN_VALUE, last);
    int outputs = 0;
    for (boolean more = reader.start(); more; more = reader.advance()) {
      Instant now = reader.getWatermark();
      assertFalse(now.isBefore(last), "went back from %s to %s".formatted(last, now));
      assertFalse(now.isAfter(reader.getCurrentTimestamp()), "passed an output: " + now);
      last = now;
      outputs++;
    }
    assertEquals(23, outputs);
    assertEquals(Instant.ofEpochMilli(19), last);
    assertFalse(reader.advance());
    assertEquals(BoundedWindow.TIMESTAMP_MAX_VALUE, reader.getWatermark());
  }

  @Test
  void watermark_restoredReader_isNoLowerThanBefore() throws IOException {
    SdfSource<String, String> source = source(CountFn.with("restored", script -> script), "a/23");
    UnboundedReader<String> reader = reader(source, null);
    reader.start();
    for (int i = 1; i < 14; i++) {
      assertTrue(reader.advance());
    }
    UnboundedReader<String> restored = reader(source, mark(reader));
    assertEquals(reader.getWatermark(), restored.getWatermark());
    // The poll was cut as it gave output 9, before it could raise the watermark to 9.
    assertEquals(Instant.ofEpochMilli(8), restored.getWatermark());
    restored.start();
    assertTrue(reader.advance());
    assertEquals(reader.getCurrent(), restored.getCurrent());
    assertEquals(reader.getWatermark(), restored.getWatermark());
  }

  @Test
  void watermark_wallClockEstimatorWithoutOutput_advances() throws Exception {
    UnboundedReader<String> reader = reader(source(new Silent(), "a/1"), null);
    Instant begin = Instant.now();
    assertFalse(reader.start());
    Instant first = reader.getWatermark();
    assertFalse(first.isBefore(begin), "%s is before %s".formatted(first, begin));
    Thread.sleep(20);
    assertFalse(reader.advance());
    assertTrue(reader.getWatermark().isAfter(first));
    UnboundedReader<String> restored = reader(source(new Silent(), "a/1"), mark(reader));
    assertFalse(restored.getWatermark().isBefore(reader.getWatermark()));
    reader.close();
  }

  @Test
  void watermark_estimatorAtTheEndOfTime_isShortOfItWhileThereIsMore() throws IOException {
    UnboundedReader<String> reader = reader(source(new Hasty(), "a/1"), null);
    assertFalse(reader.start());
    assertTrue(reader.getWatermark().isBefore(BoundedWindow.TIMESTAMP_MAX_VALUE));
    reader.close();
  }

  /** Never gives anything, never ends. */
  @DoFn.UnboundedPerElement
  static class Silent extends DoFn<String, String> {

    @GetInitialRestriction
    public OffsetRange initialRestriction() {
      return new OffsetRange(0, Long.MAX_VALUE);
    }

    @GetInitialWatermarkEstimatorState
    public Instant initialEstimatorState() {
      return BoundedWindow.TIMESTAMP_MIN_VALUE;
    }

    @NewWatermarkEstimator
    public WatermarkEstimators.WallTime newEstimator(@WatermarkEstimatorState Instant state) {
      return new WatermarkEstimators.WallTime(state);
    }

    @ProcessElement
    public ProcessContinuation process(
        @Element String element,
        RestrictionTracker<OffsetRange, Long> tracker,
        OutputReceiver<String> outputs) {
      return ProcessContinuation.resume();
    }
  }

  /** Promises that nothing will come, but goes on. */
  @DoFn.UnboundedPerElement
  static class Hasty extends DoFn<String, String> {

    @GetInitialRestriction
    public OffsetRange initialRestriction() {
      return new OffsetRange(0, Long.MAX_VALUE);
    }

    @GetInitialWatermarkEstimatorState
    public Instant initialEstimatorState() {
      return BoundedWindow.TIMESTAMP_MAX_VALUE;
    }

    @NewWatermarkEstimator
    public WatermarkEstimators.Manual newEstimator(@WatermarkEstimatorState Instant state) {
      return new WatermarkEstimators.Manual(state);
    }

    @ProcessElement
    public ProcessContinuation process(
        RestrictionTracker<OffsetRange, Long> tracker, OutputReceiver<String> outputs) {
      return ProcessContinuation.resume();
    }
  }
}
