package org.meltwatch.runners.spark;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.Test;

class SparkLimitsTest {

  @Test
  void check_ofTimerThatIsNeverSet_refuses() {
    assertEquals(
        "Silence/ParMultiDo(Timer) must not have timers: the Spark runner reads its input twice and"
            + " loses outputs",
        complaint("Silence", new TimerFn()));
  }

  @Test
  void check_ofStatefulDoFnWithTeardown_refuses() {
    assertEquals(
        "Order/ParMultiDo(Teardown) must not have both state and @Teardown: the Spark runner tears"
            + " it down and uses it on",
        complaint("Order", new TeardownFn()));
  }

  @Test
  void check_ofStateAlone_allows() {
    assertDoesNotThrow(() -> SparkLimits.check(pipeline("Order", new StateFn())));
  }

  private static String complaint(String name, DoFn<KV<String, String>, String> fn) {
    Pipeline pipeline = pipeline(name, fn);
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> SparkLimits.check(pipeline))
            .getMessage());
  }

  private static Pipeline pipeline(String name, DoFn<KV<String, String>, String> fn) {
    Pipeline pipeline = Pipeline.create();
    pipeline.apply(Create.of(KV.of("key", "value"))).apply(name, ParDo.of(fn));
    return pipeline;
  }

  static final class TimerFn extends DoFn<KV<String, String>, String> {

    @TimerId("silence")
    private final TimerSpec silence = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

    @ProcessElement
    public void process() {}

    @OnTimer("silence")
    public void onSilence() {}
  }

  static final class TeardownFn extends DoFn<KV<String, String>, String> {

    @StateId("last")
    private final StateSpec<ValueState<String>> last = StateSpecs.value();

    @ProcessElement
    public void process() {}

    @Teardown
    public void teardown() {}
  }

  static final class StateFn extends DoFn<KV<String, String>, String> {

    @StateId("last")
    private final StateSpec<ValueState<String>> last = StateSpecs.value();

    @ProcessElement
    public void process() {}
  }
}
