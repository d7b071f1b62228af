package org.meltwatch.sdf.dofn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meltwatch.sdf.source.Sources.SETTINGS;

import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.io.range.OffsetRange;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.Keys;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.ToString;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meltwatch.sdf.UnboundedSdfs;
import org.meltwatch.sdf.settings.SdfSettings;
import org.meltwatch.sdf.source.CountFn;

/** What cannot be run says so, and where, before anything runs. */
final class SdfRefusalTest {

  private final Pipeline pipeline = Pipeline.create();
  private final CountFn fn = CountFn.with("refused", script -> script);

  @Test
  void replaceAll_groupedInput_isRefused() {
    pipeline
        .apply(Create.of(KV.of("a/3", "x")))
        .apply("Group", GroupByKey.create())
        .apply(Keys.create())
        .apply("Count", ParDo.of(fn));
    assertRefused("Count/ParMultiDo(Count) depends on Group", "made by Group");
  }

  @Test
  void replaceAll_unboundedInput_isRefused() {
    pipeline
        .apply("Ever", GenerateSequence.from(0))
        .apply(ToString.elements())
        .apply("Count", ParDo.of(fn));
    assertRefused("Count/ParMultiDo(Count) depends on Ever", "made by Ever/");
  }

  @Test
  void replaceAll_statefulParDoBefore_isRefused() {
    pipeline
        .apply(Create.of(KV.of("a/3", "x")))
        .apply("Remember", ParDo.of(new Stateful()))
        .apply("Count", ParDo.of(fn));
    assertRefused("made by Remember/ParMultiDo(Stateful)");
  }

  @Test
  void replaceAll_windowedInput_isRefused() {
    pipeline
        .apply(Create.of("a/3"))
        .apply(Window.into(FixedWindows.of(Duration.standardMinutes(1))))
        .apply("Count", ParDo.of(fn));
    assertRefused("Count/ParMultiDo(Count) reads an input that is not windowed by default");
  }

  @Test
  void replaceAll_sideInput_isRefused() {
    PCollectionView<List<String>> view =
        pipeline.apply("Side", Create.of("x")).apply(View.asList());
    pipeline.apply(Create.of("a/3")).apply("Count", ParDo.of(fn).withSideInputs(view));
    assertRefused("Count/ParMultiDo(Count) has side inputs");
  }

  @Test
  void replaceAll_additionalOutput_isRefused() {
    TupleTag<String> deadLetters = new TupleTag<>("dead letters");
    PCollectionTuple outputs =
        pipeline
            .apply(Create.of("a/3"))
            .apply(
                "Count",
                ParDo.of(fn).withOutputTags(new TupleTag<>("main"), TupleTagList.of(deadLetters)));
    outputs.get(deadLetters).setCoder(StringUtf8Coder.of());
    assertRefused("Count has additional outputs", "dead letters");
  }

  @Test
  void replaceAll_windowParameter_isRefused() {
    pipeline.apply(Create.of("a/3")).apply("Look", ParDo.of(new Windowed()));
    assertRefused("Look/ParMultiDo(Windowed) asks for its window in its process-element method");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void settings_noOutputs_areRefused(int outputs) {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class, () -> new SdfSettings(outputs, Duration.millis(1)));
    assertEquals(
        String.format(Locale.ROOT, "maxOutputsPerPoll (%d) must be positive", outputs),
        refusal.getMessage());
  }

  @Test
  void settings_noTime_areRefused() {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> new SdfSettings(1, Duration.ZERO));
    assertEquals("maxPollDuration (PT0S) must be at least 1 ms", refusal.getMessage());
  }

  @Test
  void settings_negativeTeardownDelay_isRefused() {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> new SdfSettings(1, Duration.millis(1), Duration.millis(-1)));
    assertEquals("teardownDelay (PT-0.001S) must not be negative", refusal.getMessage());
  }

  private void assertRefused(String... parts) {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class, () -> UnboundedSdfs.replaceAll(pipeline, SETTINGS));
    for (String part : parts) {
      assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
    }
  }

  /** Passes keys on, and has state. */
  static class Stateful extends DoFn<KV<String, String>, String> {

    @StateId("seen")
    @SuppressWarnings("unused") // Beam finds it by its annotation.
    private final StateSpec<ValueState<String>> seen = StateSpecs.value();

    @ProcessElement
    public void process(@Element KV<String, String> element, OutputReceiver<String> outputs) {
      outputs.output(element.getKey());
    }
  }

  /** Looks at its window. */
  @DoFn.UnboundedPerElement
  static class Windowed extends DoFn<String, String> {

    @GetInitialRestriction
    public OffsetRange initialRestriction() {
      return new OffsetRange(0, 1);
    }

    @ProcessElement
    public void process(
        BoundedWindow window,
        RestrictionTracker<OffsetRange, Long> tracker,
        OutputReceiver<String> outputs) {
      if (tracker.tryClaim(0L)) {
        outputs.output(window.toString());
      }
    }
  }
}
