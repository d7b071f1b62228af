package org.meltwatch.record.parts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meltwatch.record.parts.Rows.KEY;
import static org.meltwatch.record.parts.Rows.event;
import static org.meltwatch.record.parts.Rows.header;
import static org.meltwatch.record.parts.Rows.q1;
import static org.meltwatch.record.parts.Rows.q2;
import static org.meltwatch.record.parts.Rows.q3;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.model.Cluster;
import org.meltwatch.model.Outlier;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.layers.RunEvent;
import org.meltwatch.record.rows.Answers;
import org.meltwatch.record.rows.Row;
import org.meltwatch.record.rows.SaturatedAnswer;
import org.meltwatch.worker.WorkerState;

final class PartWriterTest {

  private static final TileHeader TILE =
      new TileHeader(7, new TileKey("S\"I\u00fc", 3), 2, 1_700_000_000_000_001L);

  @TempDir private Path dir;

  @Test
  void append_answers_linesHoldAllFields() throws Exception {
    Rows.write(
        dir,
        SaturatedAnswer.row(TILE, 12, 1_700_000_000_000_100L),
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
        event(new RunEvent.AnsweredBefore(header(4, 1))),
        event(new RunEvent.Skipped(KEY, 3, 6)),
        event(new RunEvent.Refused("lane0-4", 6L, KEY, 7, "no TIFF", "batch6-lane0-4.tif")),
        event(new RunEvent.Refused("lane0-5", null, null, null, "torn", "unknown.msgpack")),
        Rows.laneEnd(1, 4, 900));

    assertEquals(
        """
        {"event":"duplicate","seq_id":4,"print_id":"P","tile_id":3,"layer":1,"received_us":4000}
        {"event":"late","seq_id":5,"print_id":"P","tile_id":3,"layer":2,"received_us":5000}
        {"event":"answered_before","seq_id":4,"print_id":"P","tile_id":3,"layer":1,\
        "received_us":4000}
        {"event":"skipped","print_id":"P","tile_id":3,"from":3,"to":6,"cause":"PROVEN"}
        {"event":"refused","origin":"lane0-4","seq_id":6,"print_id":"P","tile_id":3,"layer":7,\
        "reason":"no TIFF","file":"batch6-lane0-4.tif"}
        {"event":"refused","origin":"lane0-5","reason":"torn","file":"unknown.msgpack"}
        {"event":"lane_end","lane":1,"lanes":4,"messages":900,"lost_answers":0,\
        "open_answers":0}
        """,
        content("events"));
  }

  @Test
  void read_whatWasWritten_givesTheSameRows() throws Exception {
    List<Row> rows =
        List.of(
            event(new RunEvent.Duplicate(TILE)),
            event(new RunEvent.Late(TILE)),
            event(new RunEvent.AnsweredBefore(TILE)),
            event(new RunEvent.Skipped(KEY, 3, 6)),
            event(new RunEvent.Refused("lane0-4", 6L, KEY, 7, "no TIFF", "batch6.tif")),
            event(new RunEvent.Refused("lane0-5", null, null, null, "torn", "unknown.msgpack")),
            Rows.laneEnd(1, 4, 900),
            q1(TILE, 12),
            q2(TILE, new Outlier(1, 2, -7_000_000)),
            q3(TILE, 12, new Cluster(5, 11, 17)));
    Rows.write(dir, rows.toArray(Row[]::new));

    List<Row> read = new ArrayList<>();
    new PartFiles<>(dir, Answers.ALL.rowTypes()).poll(read::add);

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
  void flush_directoryCannotBeMade_namesFileAndCause() throws Exception {
    Files.writeString(dir.resolve("parts"), "in the way");
    PartWriter writer = new PartWriter(dir);
    writer.append(q1(TILE, 1));

    IOException failure = assertThrows(IOException.class, writer::flush);
    assertTrue(
        failure.getMessage().startsWith("cannot write part file " + dir.resolve("parts") + "/q1-"),
        failure.getMessage());
    assertTrue(failure.getMessage().contains("FileAlreadyExistsException"), failure.getMessage());
    writer.close();
  }

  @Test
  void append_afterFailure_goesToAnotherFile() throws Exception {
    Files.writeString(dir.resolve("parts"), "in the way");
    PartWriter writer = new PartWriter(dir);
    writer.append(q1(TILE, 1));
    assertThrows(IOException.class, writer::flush);
    Files.delete(dir.resolve("parts"));

    writer.append(q1(TILE, 2));
    writer.flush();
    assertEquals(List.of(q1(TILE, 2)), rows());
  }

  @Test
  void append_failingInTheMiddleOfABundle_leavesNoFileBehindForOthers() throws Exception {
    Files.writeString(dir.resolve("parts"), "in the way");
    PartWriter writer = new PartWriter(dir);
    assertThrows(IOException.class, () -> appendForEver(writer));
    IOException refusal = assertThrows(IOException.class, () -> writer.append(q1(TILE, 1)));
    assertTrue(
        refusal.getMessage().endsWith("takes no more rows: writing to it has failed"),
        refusal.getMessage());
    writer.close();
    Files.delete(dir.resolve("parts"));

    Rows.write(dir, q1(TILE, 2));
    assertEquals(List.of(q1(TILE, 2)), rows());
  }

  @Test
  void flush_thenAnotherWriter_goesOnInTheSameFile() throws Exception {
    Rows.write(dir, q1(TILE, 1), q2(TILE));
    Rows.write(dir, q1(TILE, 2));

    assertEquals(2, content("q1").lines().count());
    assertEquals(1, content("q2").lines().count());
  }

  @Test
  void close_thenAppend_goesOnInTheSameFile() throws Exception {
    PartWriter writer = new PartWriter(dir);
    writer.append(q1(TILE, 1));
    writer.close();
    writer.append(q1(TILE, 2));
    writer.close();

    assertEquals(2, content("q1").lines().count());
  }

  @Test
  void append_atTheSameTime_usesOneFileEach() throws Exception {
    try (PartWriter one = new PartWriter(dir);
        PartWriter other = new PartWriter(dir)) {
      for (int i = 0; i < 3; i++) {
        one.append(q1(TILE, 1));
        other.append(q1(TILE, 2));
        one.flush();
        other.flush();
      }
    }
    assertEquals(2, files("q1").size());
    assertEquals(6, rows().size());
  }

  @Test
  void close_thenAppend_usesANewFile() throws Exception {
    Rows.write(dir, q1(TILE, 1));
    WorkerState.close();
    Rows.write(dir, q1(TILE, 2));

    assertEquals(2, files("q1").size());
  }

  @Test
  void close_whileRowsWait_writesThemNoMore() throws Exception {
    Rows.write(dir, q1(TILE, 1));
    PartWriter late = new PartWriter(dir);
    late.append(q1(TILE, 2));
    WorkerState.close();

    IOException failure = assertThrows(IOException.class, late::flush);
    assertTrue(failure.getMessage().endsWith("the run is over"), failure.getMessage());
    assertEquals(List.of(q1(TILE, 1)), rows());
  }

  @Test
  void append_byManyThreadsInShortBundles_losesNoRowAndUsesAFileAThread() throws Exception {
    int threads = 4;
    int bundles = 50;
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    List<Future<?>> writing = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int thread = i;
      writing.add(executor.submit(() -> writeBundles(thread, bundles)));
    }
    for (Future<?> each : writing) {
      each.get();
    }
    executor.shutdown();

    Set<Row> expected = new HashSet<>();
    for (int i = 0; i < threads * bundles; i++) {
      expected.add(q1(header(i, 1), i));
      expected.add(q1(header(i, 2), i));
    }
    assertEquals(expected, new HashSet<>(rows()));
    assertEquals(2 * threads * bundles, rows().size());
    assertTrue(files("q1").size() <= threads, () -> "files for " + threads + " threads");
  }

  private @Nullable Void writeBundles(int thread, int bundles) throws IOException {
    for (int i = thread * bundles; i < (thread + 1) * bundles; i++) {
      Rows.write(dir, q1(header(i, 1), i), q1(header(i, 2), i));
    }
    return null;
  }

  private static void appendForEver(PartWriter writer) throws IOException {
    while (true) {
      writer.append(q1(TILE, 1));
    }
  }

  private List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    new PartFiles<>(dir, Answers.ALL.rowTypes()).poll(rows::add);
    return rows;
  }

  private List<Path> files(String kind) throws IOException {
    try (Stream<Path> files = Files.list(dir.resolve("parts"))) {
      return files.filter(f -> f.getFileName().toString().startsWith(kind + "-")).toList();
    }
  }

  private String content(String kind) throws IOException {
    List<Path> found = files(kind);
    assertEquals(1, found.size());
    return Files.readString(found.get(0));
  }
}
