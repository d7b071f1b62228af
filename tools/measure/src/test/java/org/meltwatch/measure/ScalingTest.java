package org.meltwatch.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.measure.report.ScalingFiles;
import org.meltwatch.measure.results.Axis;
import org.meltwatch.measure.results.Condition;
import org.meltwatch.measure.results.Fixtures;
import org.meltwatch.measure.results.ScalingPoint;
import org.meltwatch.measure.run.CpuCourse;
import org.meltwatch.model.Cluster;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.TileResult;
import org.meltwatch.record.parts.PartWriter;
import org.meltwatch.record.rows.ClustersAnswer;
import org.meltwatch.record.rows.TileRow;

class ScalingTest {

  @TempDir private Path temporary = Path.of("");

  @Test
  void print_ofAnyTileSize_hasAsManyPointsWithinBounds() {
    assertEquals(List.of("--tiles=4x4", "--tileSize=500", "--layers=60"), Axis.LANES.print(8, 60));
    assertEquals(
        List.of("--tiles=2x2", "--tileSize=1000", "--layers=60"), Axis.TILE_SIZE.print(1000, 60));
    assertEquals(
        List.of("--tiles=2x2", "--tileSize=100", "--layers=1600"), Axis.TILE_SIZE.print(100, 60));
    assertEquals(
        List.of("--tiles=8x8", "--tileSize=500", "--layers=15"), Axis.TILE_KEYS.print(64, 60));
    assertEquals(
        List.of("--tiles=2x2", "--tileSize=2000", "--layers=12"), Axis.TILE_SIZE.print(2000, 10));
  }

  @Test
  void run_onEachAxis_setsWhatTheAxisIsAbout() {
    assertEquals(List.of("--lanes=2"), Axis.LANES.run(2));
    assertEquals(List.of("--outlierAbove=750"), Axis.OUTLIERS.run(750));
    assertEquals(List.of(), Axis.named("tile-size").run(100));
    assertEquals(Condition.onCores(1), Axis.CORES.condition(1));
  }

  @Test
  void millisPerTile_afterWarmUp_leavesOutWhatCameBefore() {
    CpuCourse course = CpuCourse.of(Map.of(5L, 1.0, 12L, 4.0, 35L, 4.006, 45L, 9.0));
    List<TileRow> answers =
        List.of(Fixtures.result(0, 0, 10), Fixtures.result(1, 0, 20), Fixtures.result(2, 0, 30));
    assertEquals(-1, course.millisPerTile(answers, 0), "one look between 10 and 30");
    List<TileRow> more =
        List.of(answers.get(0), answers.get(1), answers.get(2), Fixtures.result(3, 0, 40));
    assertEquals(3, course.millisPerTile(more, 0), 1e-9, "6 ms for the tiles at 20 and 30");
    assertEquals(-1, course.millisPerTile(List.of(), 0));
  }

  @Test
  void median_ofThreeRuns_isEachFiguresOwn() {
    List<ScalingPoint> runs =
        List.of(
            new ScalingPoint("flink", 2, 4, 100, 6, 0.1),
            new ScalingPoint("flink", 2, 4, 300, 5, 0.2),
            new ScalingPoint("flink", 2, 4, 200, 9, 0));
    assertEquals(new ScalingPoint("flink", 2, 4, 200, 6, 0.1), ScalingPoint.median(runs));
  }

  @Test
  void write_points_givesPlotsAndATable() throws Exception {
    List<ScalingPoint> points =
        List.of(
            new ScalingPoint("flink", 1, 1, 100.4, 5, 0),
            new ScalingPoint("flink", 2, 2, 199, 5.5, 0));
    new ScalingFiles(temporary).write(Axis.LANES, points);
    assertEquals(
        """
        | runner | lanes | tiles/s | CPU per tile |
        |---|---|---|---|
        | flink | 1 | 100 | 5.00 ms |
        | flink | 2 | 199 | 5.50 ms |
        """,
        Files.readString(temporary.resolve("scaling-lanes.md")));
    assertTrue(Files.size(temporary.resolve("scaling-lanes-throughput.png")) > 1000);
    assertTrue(Files.size(temporary.resolve("scaling-lanes-cpu.png")) > 1000);
  }

  @Test
  void clustered_rowsOfARun_givesPointsPerTile() throws Exception {
    TileKey key = new TileKey("p", 0);
    List<Cluster> two = List.of(new Cluster(7, 1, 2), new Cluster(5, 3, 4));
    try (PartWriter writer = new PartWriter(temporary)) {
      writer.append(
          ClustersAnswer.row(new TileResult(new TileHeader(0, key, 0, 0), 1, List.of()), 1));
      writer.append(ClustersAnswer.row(new TileResult(new TileHeader(1, key, 1, 0), 1, two), 1));
    }
    assertEquals(6, ScalingFiles.clustered(temporary));
  }
}
