package org.meltwatch.record.rows;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Collectors;
import org.meltwatch.model.Cluster;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileResult;

/**
 * Query 3: the clusters of a tile's outliers; its result, which the challenger is sent. The result
 * file has their centroids as a JSON array.
 */
public final class ClustersAnswer extends TileAnswer<ClustersAnswer.Clusters> {

  public static final ClustersAnswer TYPE = new ClustersAnswer();

  private ClustersAnswer() {
    super("q3", Clusters.class, Role.RESULT, List.of("saturated", "centroids"));
  }

  /** A tile's answer, ready at {@code doneUs} microseconds since the epoch. */
  public static Clusters row(TileResult result, long doneUs) {
    TileHeader tile = result.header();
    return new Clusters(
        tile.seqId(),
        tile.key().printId(),
        tile.key().tileId(),
        tile.layer(),
        result.saturated(),
        result.clusters(),
        tile.receivedMicros(),
        doneUs);
  }

  @Override
  protected List<?> values(Clusters row) {
    String centroids =
        row.clusters().stream()
            .map(ClustersAnswer::json)
            .collect(Collectors.joining(",", "[", "]"));
    return List.of(row.saturated(), centroids);
  }

  private static String json(Cluster cluster) {
    return "{\"x\":"
        + cluster.x()
        + ",\"y\":"
        + cluster.y()
        + ",\"count\":"
        + cluster.count()
        + "}";
  }

  /**
   * A tile's answer. Its line has the clusters' exact sums, not their means.
   *
   * @param saturated how many of its points are saturated
   * @param clusters in order of discovery
   */
  public record Clusters(
      long seqId,
      String printId,
      int tileId,
      int layer,
      int saturated,
      List<Cluster> clusters,
      long receivedUs,
      long doneUs)
      implements TileRow {

    public Clusters {
      requireNonNull(printId, "print_id");
      clusters = List.copyOf(requireNonNull(clusters, "clusters"));
    }

    @Override
    public ClustersAnswer type() {
      return TYPE;
    }

    @Override
    public Object said() {
      return List.of(saturated, clusters);
    }
  }
}
