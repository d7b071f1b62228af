package org.meltwatch.record.parts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.Cluster;
import org.meltwatch.model.Outlier;
import org.meltwatch.model.Ranking;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.TileResult;
import org.meltwatch.model.layers.RunEvent;
import org.meltwatch.record.rows.PartRow;

/**
 * Rows for tests: received at 1000 times the batch id, answered 10, 20 and 30 microseconds later.
 */
public final class Rows {

  public static final TileKey KEY = new TileKey("P", 3);

  private Rows() {}

  public static TileHeader header(long seqId, int layer) {
    return new TileHeader(seqId, KEY, layer, 1000 * seqId);
  }

  public static PartRow.Q1 q1(TileHeader header, int saturated) {
    return new PartRow.Q1(header, saturated, header.receivedMicros() + 10);
  }

  public static PartRow.Q2 q2(TileHeader header, Outlier... top) {
    return new PartRow.Q2(new Ranking(header, List.of(top)), header.receivedMicros() + 20);
  }

  public static PartRow.Q3 q3(TileHeader header, int saturated, Cluster... clusters) {
    return new PartRow.Q3(
        new TileResult(header, saturated, List.of(clusters)), header.receivedMicros() + 30);
  }

  public static PartRow event(RunEvent event) {
    return new PartRow.Event(event);
  }

  public static PartRow laneEnd(int lane, int lanes, long messages) {
    return event(new RunEvent.LaneEnded(lane, lanes, messages));
  }

  public static PartRow refused(String origin, @Nullable Long seqId) {
    return event(new RunEvent.Refused(origin, seqId, KEY, 9, "torn", "f.tif"));
  }

  /** Writes rows as one worker would. */
  public static void write(Path dir, PartRow... rows) throws IOException {
    try (PartWriter writer = new PartWriter(dir)) {
      for (PartRow row : rows) {
        writer.append(row);
      }
    }
  }

  /** All answers of a tile with nothing in it. */
  public static PartRow[] plain(TileHeader header) {
    return new PartRow[] {q1(header, 0), q2(header), q3(header, 0)};
  }
}
