package org.meltwatch.record.parts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.Cluster;
import org.meltwatch.model.Outlier;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.TileResult;
import org.meltwatch.model.layers.RunEvent;
import org.meltwatch.record.rows.ClustersAnswer;
import org.meltwatch.record.rows.EventRow;
import org.meltwatch.record.rows.Row;
import org.meltwatch.record.rows.SaturatedAnswer;
import org.meltwatch.record.rows.TileRow;
import org.meltwatch.record.rows.TopFiveAnswer;

/**
 * Rows for tests: received at 1000 times the batch id, answered 10, 20 and 30 microseconds later.
 */
public final class Rows {

  public static final TileKey KEY = new TileKey("P", 3);

  private Rows() {}

  public static TileHeader header(long seqId, int layer) {
    return new TileHeader(seqId, KEY, layer, 1000 * seqId);
  }

  public static TileRow q1(TileHeader header, int saturated) {
    return SaturatedAnswer.row(header, saturated, header.receivedMicros() + 10);
  }

  public static TileRow q2(TileHeader header, Outlier... top) {
    return TopFiveAnswer.row(header, List.of(top), header.receivedMicros() + 20);
  }

  public static TileRow q3(TileHeader header, int saturated, Cluster... clusters) {
    return ClustersAnswer.row(
        new TileResult(header, saturated, List.of(clusters)), header.receivedMicros() + 30);
  }

  public static Row event(RunEvent event) {
    return EventRow.of(event);
  }

  public static Row laneEnd(int lane, int lanes, long messages) {
    return event(new RunEvent.LaneEnded(lane, lanes, messages));
  }

  public static Row refused(String origin, @Nullable Long seqId) {
    return event(new RunEvent.Refused(origin, seqId, KEY, 9, "torn", "f.tif"));
  }

  /** Writes rows as one worker would. */
  public static void write(Path dir, Row... rows) throws IOException {
    try (PartWriter writer = new PartWriter(dir)) {
      for (Row row : rows) {
        writer.append(row);
      }
    }
  }

  /** All answers of a tile with nothing in it. */
  public static Row[] plain(TileHeader header) {
    return new Row[] {q1(header, 0), q2(header), q3(header, 0)};
  }
}
