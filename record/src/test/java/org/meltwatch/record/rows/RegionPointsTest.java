package org.meltwatch.record.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.record.RowFollower;
import org.meltwatch.record.RunRecord;
import org.meltwatch.record.parts.PartWriter;
import org.meltwatch.tracking.DefectId;
import org.meltwatch.tracking.Family;
import org.meltwatch.tracking.LayerRegions;
import org.meltwatch.tracking.LayerReport;

final class RegionPointsTest {

  private static final DefectId ONE = new DefectId(3, 18, 19);
  private static final DefectId OTHER = new DefectId(4, 18, 30);

  @TempDir private Path dir;

  @Test
  void rows_twoRegionsSideBySide_haveTheirOwnRuns() throws Exception {
    LayerRegions regions =
        new LayerRegions(
            4,
            Family.HOT,
            new int[] {18, 18, 18, 18, 19, 19, 19},
            new int[] {19, 20, 30, 31, 19, 21, 30},
            new int[] {1, 1, 0, 0, 1, 1, 0},
            List.of(OTHER, ONE));
    List<RegionPoints> rows = RegionPoints.rows(report(regions));

    assertEquals(
        List.of(
            new RegionPoints("P", 4, OTHER, Family.HOT, 3, new int[] {18, 30, 2, 19, 30, 1}, 0),
            new RegionPoints(
                "P", 4, ONE, Family.HOT, 4, new int[] {18, 19, 2, 19, 19, 1, 19, 21, 1}, 0)),
        rows);
    assertEquals(
        "{\"print_id\":\"P\",\"layer\":4,\"id\":{\"layer\":4,\"x\":18,\"y\":30},\"family\":\"HOT\","
            + "\"points\":3,\"runs\":[18,30,2,19,30,1],\"left_out\":0}",
        new String(RowType.encode(rows.get(0)), UTF_8));
  }

  @Test
  void rows_moreRunsThanARowHas_saysHowManyPointsAreLeftOut() {
    int points = RegionPoints.MOST_RUNS + 2;
    LayerRegions regions =
        new LayerRegions(
            4,
            Family.COLD,
            new int[points],
            IntStream.range(0, points).map(i -> 2 * i).toArray(),
            new int[points],
            List.of(ONE));
    RegionPoints row = RegionPoints.rows(report(regions)).get(0);

    assertEquals(points, row.points());
    assertEquals(2, row.leftOut());
    assertArrayEquals(
        new int[] {0, 2 * (RegionPoints.MOST_RUNS - 1), 1},
        java.util.Arrays.copyOfRange(
            row.runs(), row.runs().length - RegionPoints.FIELDS, row.runs().length));
  }

  @Test
  void poll_whileTheRunGoesOn_tellsEachRegionOnce() throws Exception {
    RegionPoints row = new RegionPoints("P", 4, ONE, Family.HOT, 2, new int[] {18, 19, 2}, 0);
    RowFollower<RegionPoints> follower = RunRecord.open(dir).rows(RegionPoints.TYPE);
    assertEquals(List.of(), follower.poll());
    try (PartWriter writer = new PartWriter(dir)) {
      writer.append(row);
      writer.flush();
      assertEquals(List.of(row), follower.poll());
      writer.append(row);
      writer.flush();
      assertEquals(List.of(), follower.poll());
    }
  }

  private static LayerReport report(LayerRegions regions) {
    return new LayerReport(
        "P",
        4,
        true,
        1,
        0,
        0,
        0,
        0,
        2,
        List.of(),
        List.of(),
        List.of(),
        List.of(regions),
        List.of());
  }
}
