package org.meltwatch.record.rows;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.meltwatch.model.Cluster;
import org.meltwatch.model.Outlier;
import org.meltwatch.model.Ranking;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.TileResult;

/** How answers look as JSON: flat, one line each, names in snake case. */
interface PartLine {

  /** The row that the line stands for. */
  PartRow row();

  /** A line of a q1 file. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Q1(
      long seqId,
      String printId,
      int tileId,
      int layer,
      int saturated,
      long receivedUs,
      long doneUs)
      implements PartLine {

    public Q1 {
      requireNonNull(printId, "print_id");
    }

    static Q1 of(PartRow.Q1 row) {
      TileHeader header = row.header();
      return new Q1(
          header.seqId(),
          header.key().printId(),
          header.key().tileId(),
          header.layer(),
          row.saturated(),
          header.receivedMicros(),
          row.doneMicros());
    }

    @Override
    public PartRow row() {
      return new PartRow.Q1(header(seqId, printId, tileId, layer, receivedUs), saturated, doneUs);
    }
  }

  /** A line of a q2 file. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Q2(
      long seqId,
      String printId,
      int tileId,
      int layer,
      List<Outlier> top,
      long receivedUs,
      long doneUs)
      implements PartLine {

    public Q2 {
      requireNonNull(printId, "print_id");
      requireNonNull(top, "top");
    }

    static Q2 of(PartRow.Q2 row) {
      TileHeader header = row.header();
      return new Q2(
          header.seqId(),
          header.key().printId(),
          header.key().tileId(),
          header.layer(),
          row.ranking().top(),
          header.receivedMicros(),
          row.doneMicros());
    }

    @Override
    public PartRow row() {
      TileHeader header = header(seqId, printId, tileId, layer, receivedUs);
      return new PartRow.Q2(new Ranking(header, top), doneUs);
    }
  }

  /** A line of a q3 file. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Q3(
      long seqId,
      String printId,
      int tileId,
      int layer,
      int saturated,
      List<Sum> clusters,
      long receivedUs,
      long doneUs)
      implements PartLine {

    public Q3 {
      requireNonNull(printId, "print_id");
      requireNonNull(clusters, "clusters");
    }

    static Q3 of(PartRow.Q3 row) {
      TileHeader header = row.header();
      return new Q3(
          header.seqId(),
          header.key().printId(),
          header.key().tileId(),
          header.layer(),
          row.result().saturated(),
          row.result().clusters().stream().map(Sum::of).toList(),
          header.receivedMicros(),
          row.doneMicros());
    }

    @Override
    public PartRow row() {
      TileHeader header = header(seqId, printId, tileId, layer, receivedUs);
      List<Cluster> all = clusters.stream().map(Sum::cluster).toList();
      return new PartRow.Q3(new TileResult(header, saturated, all), doneUs);
    }
  }

  /** A cluster in a q3 line: exact sums, not means. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Sum(int count, long sumX, long sumY) {

    static Sum of(Cluster cluster) {
      return new Sum(cluster.count(), cluster.sumX(), cluster.sumY());
    }

    Cluster cluster() {
      return new Cluster(count, sumX, sumY);
    }
  }

  private static TileHeader header(
      long seqId, String printId, int tileId, int layer, long receivedUs) {
    return new TileHeader(seqId, new TileKey(printId, tileId), layer, receivedUs);
  }
}
