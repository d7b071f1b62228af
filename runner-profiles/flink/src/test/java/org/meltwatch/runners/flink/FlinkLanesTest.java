package org.meltwatch.runners.flink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.bench.Settings;
import org.meltwatch.challenger.faults.NetworkDelay;
import org.meltwatch.io.ChallengerIO;
import org.meltwatch.io.http.Bench;
import org.meltwatch.io.http.ChallengerClient;
import org.meltwatch.model.received.Batch;
import org.meltwatch.model.received.Received;
import org.meltwatch.pipeline.MonitorOptions;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.synthetic.SyntheticPrint;
import org.meltwatch.record.run.PartFollower;
import org.meltwatch.record.watch.Progress;
import org.meltwatch.record.watch.RunWatch;
import org.meltwatch.worker.WorkerState;

/** How Flink spreads the lanes over its subtasks. */
class FlinkLanesTest {

  private static final int TILES = 96;

  /** Static, for the DoFn is copied; all runs in this process. */
  private static final Queue<Seen> SEEN = new ConcurrentLinkedQueue<>();

  @TempDir private Path temporary = Path.of("");

  /**
   * A tile at the first operator after the source, which runs on the source's thread.
   *
   * @param receivedMicros when the lane had it
   * @param fromMicros when the operator began with it
   * @param toMicros when the operator was done with it
   */
  private record Seen(
      int lane, String subtask, long receivedMicros, long fromMicros, long toMicros) {}

  @BeforeEach
  @AfterEach
  void forget() {
    SEEN.clear();
  }

  @Test
  void lanes_areSpreadEvenlyAndNoneStarves() throws Exception {
    read(2, 4, 2, NetworkDelay.NONE, 1);

    Map<Integer, Long> tilesOfLane =
        SEEN.stream()
            .collect(Collectors.groupingBy(Seen::lane, TreeMap::new, Collectors.counting()));
    Map<String, Long> lanesOfSubtask =
        SEEN.stream()
            .map(seen -> Map.entry(seen.subtask(), seen.lane()))
            .distinct()
            .collect(Collectors.groupingBy(Map.Entry::getKey, TreeMap::new, Collectors.counting()));
    assertEquals(List.of(2L, 2L), List.copyOf(lanesOfSubtask.values()), lanesOfSubtask.toString());
    assertEquals(4, tilesOfLane.size(), tilesOfLane.toString());
    assertTrue(
        tilesOfLane.values().stream().allMatch(tiles -> tiles >= TILES / 4 / 2),
        "a lane has less than half of its share: " + tilesOfLane);
  }

  /** While the subtask's only thread works on one tile, others come in. */
  @Test
  void fetching_goesOnWhileTilesAreWorkedOn() throws Exception {
    read(1, 2, 2, new NetworkDelay(20, 0, 0), 20);

    long overlapping = SEEN.stream().filter(seen -> anyWorksAt(seen.receivedMicros())).count();
    assertTrue(
        overlapping > TILES / 2,
        String.format(
            Locale.ROOT,
            "only %d of %d tiles came in while another was worked on",
            overlapping,
            TILES));
  }

  private static boolean anyWorksAt(long micros) {
    return SEEN.stream().anyMatch(seen -> seen.fromMicros() <= micros && micros < seen.toMicros());
  }

  private void read(int parallelism, int lanes, int prefetch, NetworkDelay delay, long workMillis)
      throws Exception {
    SyntheticPrint print = new SyntheticPrint("SYN", TILES / 4, Grid.parse("2x2"), 60, 7);
    try (LocalChallenger challenger = LocalChallenger.start(Settings.of(print).withDelay(delay))) {
      ChallengerClient client = ChallengerClient.at(URI.create(challenger.url()));
      Bench bench = client.create("token", "lanes", true, null);
      client.start(bench);
      Pipeline pipeline = pipeline(parallelism);
      pipeline
          .apply(ChallengerIO.read().withBench(bench).withLanes(lanes).withPrefetch(prefetch))
          .apply(ParDo.of(new WorkFn(workMillis)));
      run(pipeline);
      assertEquals(TILES, SEEN.size());
    } finally {
      WorkerState.close();
    }
  }

  private void run(Pipeline pipeline) throws Exception {
    PrintStream silence = new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
    try (RunWatch watch =
        RunWatch.start(new PartFollower(temporary), Progress.on(silence, TILES))) {
      new FlinkProfile().run(pipeline, true, watch);
    }
  }

  private Pipeline pipeline(int parallelism) {
    MonitorOptions options =
        PipelineOptionsFactory.fromArgs(new FlinkProfile().defaults().toArray(String[]::new))
            .as(MonitorOptions.class);
    options.setOutput(temporary.toString());
    options.as(FlinkPipelineOptions.class).setParallelism(parallelism);
    return Pipeline.create(options);
  }

  private static final class WorkFn extends DoFn<Received, Void> {

    private static final long serialVersionUID = 1L;
    private static final long MICROS = 1000;

    private final long millis;

    WorkFn(long millis) {
      this.millis = millis;
    }

    @ProcessElement
    public void process(@Element Received received) throws InterruptedException {
      if (received instanceof Batch batch) {
        long from = System.currentTimeMillis() * MICROS;
        Thread.sleep(millis);
        SEEN.add(
            new Seen(
                batch.receipt().lane(),
                Thread.currentThread().getName(),
                batch.receipt().receivedMicros(),
                from,
                System.currentTimeMillis() * MICROS));
      }
    }
  }
}
