package org.meltwatch.runners.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.beam.runners.spark.SparkContextOptions;
import org.apache.beam.runners.spark.SparkPipelineOptions;
import org.apache.beam.runners.spark.SparkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is wrong with the runner that {@link SparkLimits} keeps clear of, shown without Meltwatch.
 * These tests demand the wrong: where one fails, the runner has become better, and a limit may go.
 */
class SparkRunnerBugsTest {

  private static final long ELEMENTS = 3;
  private static final long PATIENCE_NANOS = Duration.standardMinutes(1).getMillis() * 1_000_000;

  /** How often something has happened; the run is in this process. */
  private static final Map<String, Integer> COUNTS = new ConcurrentHashMap<>();

  @BeforeAll
  static void runAll(@TempDir Path checkpoints) throws Exception {
    SparkSettings.apply(new SparkMaster("local[2]"));
    Pipeline pipeline = Pipeline.create(options(checkpoints));
    // As many numbers a micro-batch as it may have, so that all the elements are in the first.
    PCollection<Long> numbers = pipeline.apply(GenerateSequence.from(0));
    branch(numbers, "Twice", new SetTwiceFn());
    branch(numbers, "Last", new AtTheEndOfTheBundleFn());
    branch(numbers, "Without", new WithoutTimerFn());
    SparkRun.forgetEarlierRun();
    BatchClock.pace(pipeline.getOptions().as(SparkContextOptions.class));
    PipelineResult job = pipeline.run();
    try {
      long end = System.nanoTime() + PATIENCE_NANOS;
      while (!isAllThere() && System.nanoTime() < end) {
        job.waitUntilFinish(Duration.millis(100));
      }
    } finally {
      job.cancel();
    }
  }

  @AfterAll
  static void forget() {
    COUNTS.clear();
  }

  private static boolean isAllThere() {
    return count("Twice fired") >= 2
        && count("Last fired") >= 1
        && count("Without out") >= ELEMENTS
        && count("Twice in") >= 2 * ELEMENTS;
  }

  @Test
  void inputOfDoFnWithTimer_isEvaluatedTwice() {
    assertEquals(2 * ELEMENTS, count("Twice in"));
    assertEquals(ELEMENTS, count("Without in"), "without a timer, once");
  }

  @Test
  void timerThatIsSetAgain_firesTwice() {
    assertEquals(2, count("Twice fired"));
  }

  @Test
  void outputOfTimerThatFiresAtTheEndOfABundle_isLost() {
    assertEquals(1, count("Last fired"));
    assertEquals(0, count("Last out"));
  }

  @Test
  void statefulDoFn_isTornDownAndUsedOn() {
    assertTrue(count("Without used after teardown") > 0, COUNTS.toString());
  }

  private static void branch(
      PCollection<Long> numbers, String name, DoFn<KV<String, Long>, Long> fn) {
    numbers
        .apply(name + "In", ParDo.of(new KeyFn(name + " in")))
        .apply(name, ParDo.of(fn))
        .apply(name + "Out", ParDo.of(new CountFn(name + " out")));
  }

  private static SparkPipelineOptions options(Path checkpoints) {
    SparkPipelineOptions options = PipelineOptionsFactory.as(SparkPipelineOptions.class);
    options.setRunner(SparkRunner.class);
    options.setSparkMaster("local[2]");
    options.setCheckpointDir(checkpoints.toString());
    options.setBatchIntervalMillis(500L);
    options.setMinReadTimeMillis(50L);
    options.setMaxRecordsPerBatch(2 * ELEMENTS);
    options.setEnableSparkMetricSinks(false);
    return options;
  }

  private static void happened(String what) {
    COUNTS.merge(what, 1, Integer::sum);
  }

  private static int count(String what) {
    return COUNTS.getOrDefault(what, 0);
  }

  /** Counts, and gives the first few numbers one key. */
  static final class KeyFn extends DoFn<Long, KV<String, Long>> {

    private final String what;

    KeyFn(String what) {
      this.what = what;
    }

    @ProcessElement
    public void process(@Element Long number, OutputReceiver<KV<String, Long>> out) {
      if (number < ELEMENTS) {
        happened(what);
        out.output(KV.of("key", number));
      }
    }
  }

  static final class CountFn extends DoFn<Long, Void> {

    private final String what;

    CountFn(String what) {
      this.what = what;
    }

    @ProcessElement
    public void process() {
      happened(what);
    }
  }

  static final class SetTwiceFn extends DoFn<KV<String, Long>, Long> {

    @TimerId("timer")
    private final TimerSpec spec = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

    @ProcessElement
    public void process(@Element KV<String, Long> element, @TimerId("timer") Timer timer) {
      if (element.getValue() == 0) {
        timer.offset(Duration.millis(100)).setRelative();
        timer.offset(Duration.millis(200)).setRelative();
      }
    }

    @OnTimer("timer")
    public void onTimer() {
      happened("Twice fired");
    }
  }

  /** Its timer is not yet due when the runner looks for the last time before it ends the bundle. */
  static final class AtTheEndOfTheBundleFn extends DoFn<KV<String, Long>, Long> {

    private static final Duration DUE = Duration.millis(300);

    @TimerId("timer")
    private final TimerSpec spec = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

    private transient boolean isSet;

    @ProcessElement
    public void process(@Element KV<String, Long> element, @TimerId("timer") Timer timer) {
      if (element.getValue() == 0) {
        timer.offset(DUE).setRelative();
        isSet = true;
      }
    }

    /** Runs between that and the sweep for timers that have become due since. */
    @Teardown
    public void teardown() throws InterruptedException {
      if (isSet) {
        isSet = false;
        Thread.sleep(2 * DUE.getMillis());
      }
    }

    @OnTimer("timer")
    public void onTimer(OutputReceiver<Long> out) {
      happened("Last fired");
      out.output(0L);
    }
  }

  static final class WithoutTimerFn extends DoFn<KV<String, Long>, Long> {

    @StateId("last")
    private final StateSpec<ValueState<Long>> spec = StateSpecs.value();

    private transient boolean tornDown;

    @ProcessElement
    public void process(@Element KV<String, Long> element, OutputReceiver<Long> out) {
      if (tornDown) {
        happened("Without used after teardown");
      }
      out.output(element.getValue());
    }

    @Teardown
    public void teardown() {
      tornDown = true;
    }
  }
}
