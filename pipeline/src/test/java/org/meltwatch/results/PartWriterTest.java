package org.meltwatch.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meltwatch.results.Rows.KEY;
import static org.meltwatch.results.Rows.event;
import static org.meltwatch.results.Rows.header;
import static org.meltwatch.results.Rows.q1;
import static org.meltwatch.results.Rows.q2;
import static org.meltwatch.results.Rows.q3;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.model.Cluster;
import org.meltwatch.model.Outlier;
import org.meltwatch.model.RunEvent;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileKey;

final class PartWriterTest {

  private static final TileHeader TILE =
      new TileHeader(7, new TileKey("S\"I\u00fc", 3), 2, 1_700_000_000_000_001L);

  @TempDir private Path dir;

  @Test
  void append_answers_linesHoldAllFields() throws Exception {
    Rows.write(
        dir,
        new PartRow.Q1(TILE, 12, 1_700_000_000_000_100L),
        q2(TILE, new Outlier(1, 2, -7_000_000), new Outlier(3, 4, 6_900_000)),
        q3(TILE, 12, new Cluster(5, 11, 17)));

    String start = "{\"seq_id\":7,\"print_id\":\"S\\\"I\u00fc\",\"tile_id\":3,\"layer\":2,";
    assertEquals(
        start + "\"saturated\":12,\"received_us\":1700000000000001,\"done_us\":1700000000000100}\n",
        content("q1"));
    assertEquals(
        start
            + "\"top\":[{\"x\":1,\"y\":2,\"numerator\":-7000000},"
            + "{\"x\":3,\"y\":4,\"numerator\":6900000}],"
            + "\"received_us\":1700000000000001,\"done_us\":1700000000000021}\n",
        content("q2"));
    assertEquals(
        start
            + "\"saturated\":12,\"clusters\":[{\"count\":5,\"sum_x\":11,\"sum_y\":17}],"
            + "\"received_us\":1700000000000001,\"done_us\":1700000000000031}\n",
        content("q3"));
  }

  @Test
  void append_events_linesHoldWhatIsKnown() throws Exception {
    Rows.write(
        dir,
        event(new RunEvent.Duplicate(header(4, 1))),
        event(new RunEvent.Late(header(5, 2))),
        event(new RunEvent.Skipped(KEY, 3, 6)),
        event(new RunEvent.Refused("lane0-4", 6L, KEY, 7, "no TIFF", "batch6-lane0-4.tif")),
        event(new RunEvent.Refused("lane0-5", null, null, null, "torn", "unknown.msgpack")),
        Rows.laneEnd(1, 4, 900));

    assertEquals(
        """
        {"event":"duplicate","seq_id":4,"print_id":"P","tile_id":3,"layer":1,"received_us":4000}
        {"event":"late","seq_id":5,"print_id":"P","tile_id":3,"layer":2,"received_us":5000}
        {"event":"skipped","print_id":"P","tile_id":3,"from":3,"to":6}
        {"event":"refused","origin":"lane0-4","seq_id":6,"print_id":"P","tile_id":3,"layer":7,\
        "reason":"no TIFF","file":"batch6-lane0-4.tif"}
        {"event":"refused","origin":"lane0-5","reason":"torn","file":"unknown.msgpack"}
        {"event":"lane_end","lane":1,"lanes":4,"messages":900}
        """,
        content("events"));
  }

  @Test
  void read_whatWasWritten_givesTheSameRows() throws Exception {
    List<PartRow> rows =
        List.of(
            event(new RunEvent.Duplicate(TILE)),
            event(new RunEvent.Late(TILE)),
            event(new RunEvent.Skipped(KEY, 3, 6)),
            event(new RunEvent.Refused("lane0-4", 6L, KEY, 7, "no TIFF", "batch6.tif")),
            event(new RunEvent.Refused("lane0-5", null, null, null, "torn", "unknown.msgpack")),
            Rows.laneEnd(1, 4, 900),
            q1(TILE, 12),
            q2(TILE, new Outlier(1, 2, -7_000_000)),
            q3(TILE, 12, new Cluster(5, 11, 17)));
    Rows.write(dir, rows.toArray(PartRow[]::new));

    List<PartRow> read = new ArrayList<>();
    new PartFiles(dir, EnumSet.allOf(PartKind.class)).poll(read::add);

    assertEquals(rows, read);
  }

  @Test
  void construct_nothingAppended_createsNoFile() throws Exception {
    Rows.write(dir);

    assertFalse(Files.exists(dir.resolve("parts")));
  }

  @Test
  void append_beforeFlush_isNotVisible() throws Exception {
    try (PartWriter writer = new PartWriter(dir)) {
      writer.append(q1(TILE, 1));
      assertFalse(Files.exists(dir.resolve("parts")));
      writer.flush();
      assertTrue(content("q1").endsWith("}\n"));
    }
  }

  @Test
  void flush_directoryCannotBeMade_namesFileAndCauseAndTakesNoMore() throws Exception {
    Files.writeString(dir.resolve("parts"), "in the way");
    PartWriter writer = new PartWriter(dir);
    writer.append(q1(TILE, 1));

    IOException failure = assertThrows(IOException.class, writer::flush);
    assertTrue(
        failure.getMessage().startsWith("cannot write part file " + dir.resolve("parts") + "/q1-"),
        failure.getMessage());
    assertTrue(failure.getMessage().contains("FileAlreadyExistsException"), failure.getMessage());
    IOException refusal = assertThrows(IOException.class, () -> writer.append(q1(TILE, 1)));
    assertTrue(refusal.getMessage().endsWith("takes no more rows: it is closed"));
    writer.close();
  }

  private String content(String kind) throws IOException {
    try (Stream<Path> files = Files.list(dir.resolve("parts"))) {
      List<Path> found =
          files.filter(f -> f.getFileName().toString().startsWith(kind + "-")).toList();
      assertEquals(1, found.size());
      return Files.readString(found.get(0));
    }
  }
}
