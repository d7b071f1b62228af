package org.meltwatch.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.launch.LaunchFile;
import org.meltwatch.measure.results.ChallengerView;
import org.meltwatch.measure.results.Condition;
import org.meltwatch.measure.results.Fixtures;
import org.meltwatch.measure.results.Results;
import org.meltwatch.measure.results.Run;
import org.meltwatch.measure.run.Launch;
import org.meltwatch.measure.run.Settings;
import org.meltwatch.processes.LoopbackCluster;

/** Whole measurements with real processes, of engines that do no work. */
@Timeout(120)
final class ExperimentTest {

  @TempDir private Path dir;

  @Test
  void run_twoEngines_measuresInOrderAndLeavesOutWarmUp() throws Exception {
    Results results = measure(launch("one", true), launch("two", false));

    assertEquals(List.of(), results.problems());
    assertEquals(List.of(), results.differences());
    assertEquals(5, results.comparedRuns());
    assertEquals(
        List.of(
            "one warm-up 0", "two warm-up 0", "one buffer 1", "one event-time 1", "two buffer 1"),
        results.runs().stream()
            .map(
                run ->
                    String.format(
                        Locale.ROOT,
                        "%s %s %d",
                        run.runner(),
                        run.condition().label(),
                        run.repeat()))
            .toList());
    assertTrue(results.passed());
    assertFigures(results.fullSpeed("one", Condition.BUFFER).get(0));
  }

  @Test
  void run_oneEnginesResultFilesDiffer_failsAndNamesThem() throws Exception {
    Results results =
        measure(launch("one", false), launch("two", false, "-D" + FakeEngine.ROW + "=wrong"));

    assertFalse(results.passed());
    assertEquals(
        "q1.csv of two-warm-up, line 1: 'wrong', but in one-warm-up: 'right'",
        results.differences().get(0));
  }

  @Test
  void run_oneEngineFails_saysWhyAndMeasuresTheOther() throws Exception {
    Results results =
        measure(launch("one", false, "-D" + FakeEngine.FAILS + "=3"), launch("two", false));

    assertFalse(results.passed());
    assertEquals(
        "one-warm-up failed: it ended with code 3:%nwhat went wrong".formatted(),
        results.problems().get(0));
    assertEquals(1, results.fullSpeed("two", Condition.BUFFER).size());
  }

  @Test
  void run_engineWithACluster_isMeasuredOnEveryNumberOfWorkers() throws Exception {
    LoopbackCluster cluster =
        new LoopbackCluster(FakeCluster.class.getName(), 7, "--master=x:", "--wide=", 2);
    Results results =
        measure(
            Set.of(Settings.WORKERS, Settings.EVENT_TIME),
            launch("one", true, cluster),
            launch("two", false));

    assertEquals(List.of(), results.problems());
    assertEquals(
        List.of(
            "workers-1-buffer x:7",
            "workers-1-event-time x:7",
            "workers-3-buffer x:7",
            "workers-3-event-time x:7"),
        results
            .measured()
            .filter(run -> run.condition().workers() > 0)
            .map(run -> run.condition().label() + " " + run.options().get("master"))
            .toList());
    assertEquals(
        "start 7 3%nstop%n".formatted(),
        Files.readString(dir.resolve("clusters/one-workers-3").resolve(FakeCluster.NOTES)));
  }

  @Test
  void run_fewerTiles_areHandedToWarmUpsAndPacedRunsAlone() throws Exception {
    Results results = measure(3, Set.of(Settings.PACED), launch("one", false));

    assertEquals(
        List.of("warm-up 3", "buffer all", "paced-50 3"),
        results.runs().stream()
            .map(run -> run.condition().label() + " " + run.options().get("asked"))
            .toList());
    assertEquals(List.of(), results.differences());
  }

  /** Of the tiles after the warm-up, and the cost of all. */
  private static void assertFigures(Run run) {
    assertEquals(2, run.cut());
    assertEquals(2, run.q3().count());
    assertEquals(0.035, run.q3().mean(), 1e-9);
    assertEquals(0.04, run.q3().max(), 1e-9);
    assertEquals(2 / 1.04, run.q3().throughput(), 1e-9);
    assertEquals(List.of(30_000L, 40_000L), run.micros());
    assertEquals(new ChallengerView(3.5, 0.025, 0.04, 0.041), run.challenger());
    assertEquals(5, run.cost().cpuMillisPerTile(), 1e-9);
    assertEquals(0.5, run.cost().startUp(), 1e-9);
    assertEquals(0.51, run.cost().firstResult(), 1e-9);
    assertEquals(
        Map.of("ordering", "buffer", "lanes", "4", "master", "none", "asked", "all"),
        run.options());
  }

  private Results measure(Launch... launches) throws Exception {
    return measure(Set.of(Settings.EVENT_TIME), launches);
  }

  private Results measure(Set<String> sets, Launch... launches) throws Exception {
    return measure(0, sets, launches);
  }

  private Results measure(int fewerTiles, Set<String> sets, Launch... launches) throws Exception {
    Settings settings =
        new Settings(
            List.of("one", "two"),
            List.of("--layers=1", "--tiles=1x1", "--tileSize=8"),
            List.of(),
            fewerTiles,
            1,
            0.5,
            sets,
            List.of(1, 3),
            List.of(0.5),
            10,
            2,
            100,
            40,
            60);
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    return new Experiment(settings, List.of(launches), dir, nowhere)
        .run(Fixtures.MACHINE, List.of());
  }

  private Launch launch(String runner, boolean timers, String... flags) throws Exception {
    return launch(runner, timers, null, flags);
  }

  private Launch launch(
      String runner, boolean timers, @Nullable LoopbackCluster cluster, String... flags)
      throws Exception {
    List<String> classPath =
        List.of(System.getProperty("java.class.path").split(File.pathSeparator));
    LaunchFile file =
        new LaunchFile(
            runner,
            "Engine " + runner,
            timers,
            List.of(),
            List.of(flags),
            classPath,
            FakeEngine.class.getName(),
            cluster);
    Path argFile = dir.resolve(runner + ".args");
    file.writeArgFile(argFile);
    return new Launch(file, argFile);
  }
}
