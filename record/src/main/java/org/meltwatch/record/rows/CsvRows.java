package org.meltwatch.record.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.meltwatch.model.Cluster;
import org.meltwatch.model.Outlier;
import org.meltwatch.model.Ranking;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileResult;

/**
 * The lines of the result files, RFC 4180 with a line feed at the end of each. Points are written
 * {@code (x,y)}, doubles as Java prints them, centroids as a JSON array.
 */
public final class CsvRows {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  private CsvRows() {}

  /** The first line of q1.csv. */
  public static String q1Header() {
    return "seq_id,print_id,tile_id,saturated\n";
  }

  /** A tile's line in q1.csv. */
  public static String q1(TileHeader header, int saturated) {
    return line(header, List.of(saturated));
  }

  /** The first line of q2.csv. */
  public static String q2Header() {
    return "seq_id,print_id,tile_id,P1,dP1,P2,dP2,P3,dP3,P4,dP4,P5,dP5\n";
  }

  /** A tile's line in q2.csv; fields without an outlier are empty. */
  public static String q2(Ranking ranking) {
    List<Object> fields = new ArrayList<>();
    for (Outlier outlier : ranking.top()) {
      fields.add("(" + outlier.x() + "," + outlier.y() + ")");
      fields.add(outlier.deviation());
    }
    while (fields.size() < 2 * Ranking.SIZE) {
      fields.add("");
    }
    return line(ranking.header(), fields);
  }

  /** The first line of q3.csv. */
  public static String q3Header() {
    return "seq_id,print_id,tile_id,saturated,centroids\n";
  }

  /** A tile's line in q3.csv. */
  public static String q3(TileResult result) {
    String centroids =
        result.clusters().stream().map(CsvRows::json).collect(Collectors.joining(",", "[", "]"));
    return line(result.header(), List.of(result.saturated(), centroids));
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

  private static String line(TileHeader header, List<?> answer) {
    List<Object> fields = new ArrayList<>();
    fields.add(header.seqId());
    fields.add(header.key().printId());
    fields.add(header.key().tileId());
    fields.addAll(answer);
    return FORMAT.format(fields.toArray()) + "\n";
  }
}
