package org.meltwatch.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.TileResult;
import org.meltwatch.model.layers.RunEvent;
import org.meltwatch.options.UsageException;
import org.meltwatch.quality.Disturbance;
import org.meltwatch.record.parts.PartWriter;
import org.meltwatch.record.rows.AlertsAnswer;
import org.meltwatch.record.rows.Answers;
import org.meltwatch.record.rows.ClustersAnswer;
import org.meltwatch.record.rows.EventRow;
import org.meltwatch.record.rows.LayersAnswer;
import org.meltwatch.record.rows.QualityAnswer;
import org.meltwatch.record.rows.SaturatedAnswer;
import org.meltwatch.record.rows.TopFiveAnswer;
import org.meltwatch.record.run.ResultFiles;
import org.meltwatch.source.RowSink;
import org.meltwatch.source.RowSinkFactory;
import org.meltwatch.tracking.DefectId;
import org.meltwatch.tracking.Family;
import org.meltwatch.tracking.Level;

final class RowsOutTest {

  private static final Map<String, String> TAKEN = new TreeMap<>();

  @TempDir private Path dir;

  @AfterEach
  void forget() {
    TAKEN.clear();
  }

  @Test
  void step_rowsOfALayer_areEachUnderAKeyOfTheirOwn() throws Exception {
    try (PartWriter writer = new PartWriter(dir)) {
      writer.append(disturbed(Disturbance.MISSING, "2"));
      writer.append(disturbed(Disturbance.SCALED, "mean 48 %"));
      writer.append(
          new AlertsAnswer.Raised(
              "P", 3, Level.MINOR, new DefectId(1, 18, 19), Family.HOT, 3, 167, 9));
      writer.append(new LayersAnswer.Layer("P", 3, 1, 0, 0, 0, 0, 0, 0, Level.MINOR, true, 9));
    }
    try (RowsOut rows = open("memory:x")) {
      rows.step();
      assertNull(rows.finish());
    }
    assertEquals(
        Set.of(
            "b1/quality/P/3/MISSING",
            "b1/quality/P/3/SCALED",
            "b1/alerts/P/3/{\"layer\":1,\"x\":18,\"y\":19}/HOT",
            "b1/layers/P/3"),
        TAKEN.keySet());
    JsonNode row = JsonMapper.builder().build().readTree(TAKEN.get("b1/quality/P/3/SCALED"));
    assertEquals("mean 48 %", row.at("/row/detail").asText());
    assertEquals("quality", row.path("kind").asText());
    assertEquals(1, row.path("version").asInt());
  }

  @Test
  void finish_twinAnsweredUnderTheGreaterId_isHandedOnAsInTheFiles() throws Exception {
    TileHeader first = new TileHeader(7, new TileKey("P", 2), 3, 1);
    TileHeader twin = new TileHeader(9, new TileKey("P", 2), 3, 1);
    try (PartWriter writer = new PartWriter(dir)) {
      writer.append(SaturatedAnswer.row(first, 4, 5));
      writer.append(SaturatedAnswer.row(twin, 4, 5));
      writer.append(TopFiveAnswer.row(twin, List.of(), 6));
      writer.append(ClustersAnswer.row(new TileResult(twin, 4, List.of()), 6));
      writer.append(EventRow.of(new RunEvent.Duplicate(first)));
    }
    try (RowsOut rows = open("memory:x")) {
      rows.step();
      assertEquals(Set.of("b1/q1/7", "b1/q1/9", "b1/q2/9", "b1/q3/9"), TAKEN.keySet());
      ResultFiles.assemble(dir, Answers.TRACKING, rows);
      assertNull(rows.finish());
    }
    assertEquals(Set.of("b1/q1/7", "b1/q2/7", "b1/q3/7"), TAKEN.keySet());
    assertEquals(
        7, JsonMapper.builder().build().readTree(TAKEN.get("b1/q3/7")).at("/row/seq_id").asInt());
  }

  @Test
  void open_unknownKindOfSink_saysWhichThereAre() {
    UsageException refused = assertThrows(UsageException.class, () -> open("pulsar:rows"));
    assertEquals("--rows (pulsar:rows) must begin with one of memory:", refused.getMessage());
  }

  private RowsOut open(String target) throws IOException, InterruptedException {
    return RowsOut.open(target, PipelineOptionsFactory.create(), "b1", dir, Answers.TRACKING);
  }

  private static QualityAnswer.DisturbedLayer disturbed(Disturbance disturbance, String detail) {
    return new QualityAnswer.DisturbedLayer("P", 3, disturbance, 1, detail, true, 9);
  }

  /** Rows that stay here. */
  public static final class MemoryFactory implements RowSinkFactory {

    @Override
    public String scheme() {
      return "memory";
    }

    @Override
    public RowSink open(String target, PipelineOptions options) {
      return new RowSink() {
        @Override
        public void put(String key, byte[] json, byte[] times) {
          TAKEN.put(key, new String(json, UTF_8));
        }

        @Override
        public void remove(String key) {
          TAKEN.remove(key);
        }

        @Override
        public void flush() {
          // Nothing is on its way.
        }

        @Override
        public void close() {
          // Nothing is open.
        }
      };
    }
  }
}
