package org.meltwatch.record.parts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meltwatch.record.parts.Rows.header;
import static org.meltwatch.record.parts.Rows.q1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meltwatch.model.Cluster;
import org.meltwatch.record.rows.Answers;
import org.meltwatch.record.rows.Row;
import org.meltwatch.record.rows.RowType;

final class PartFilesTest {

  @TempDir private Path dir;
  private Path file;
  private PartFiles<Row> files;

  @BeforeEach
  void prepare() throws IOException {
    Files.createDirectories(dir.resolve("parts"));
    file = dir.resolve("parts/q1-a.jsonl");
    files = new PartFiles<>(dir, Answers.ALL.rowTypes());
  }

  @Test
  void poll_lastLineWithoutEnd_waitsForIt() throws Exception {
    String line = new String(RowType.encode(q1(header(1, 0), 5)), UTF_8) + "\n";
    Files.writeString(file, line + line.substring(0, 20));
    assertEquals(List.of(q1(header(1, 0), 5)), poll());
    assertEquals(List.of(), poll());

    Files.writeString(file, line.substring(20, line.length() - 1), APPEND);
    assertEquals(List.of(), poll());

    Files.writeString(file, "\n", APPEND);
    assertEquals(List.of(q1(header(1, 0), 5)), poll());
  }

  @Test
  void poll_newFile_isFound() throws Exception {
    Rows.write(dir, q1(header(1, 0), 5));
    assertEquals(List.of(q1(header(1, 0), 5)), poll());

    Rows.write(dir, q1(header(2, 1), 6));
    assertEquals(List.of(q1(header(2, 1), 6)), poll());
  }

  @Test
  void poll_noDirectory_readsNothing() throws Exception {
    List<Row> rows = new ArrayList<>();
    new PartFiles<>(dir.resolve("absent"), Answers.ALL.rowTypes()).poll(rows::add);

    assertEquals(List.of(), rows);
  }

  @Test
  void poll_otherFiles_areLeftAlone() throws Exception {
    Files.writeString(dir.resolve("parts/notes.txt"), "hello\n");
    Files.writeString(dir.resolve("parts/q9-a.jsonl"), "hello\n");

    assertEquals(List.of(), poll());
  }

  @Test
  void poll_linesLongerThanTheBuffer_areRead() throws Exception {
    Cluster[] many =
        IntStream.range(1, 6000).mapToObj(i -> new Cluster(i, i, i)).toArray(Cluster[]::new);
    List<Row> rows =
        List.of(
            Rows.q3(header(1, 0), 0),
            Rows.q3(header(2, 1), 0, many),
            Rows.q3(header(3, 2), 0, many),
            Rows.q3(header(4, 3), 0));
    Rows.write(dir, rows.toArray(Row[]::new));

    assertEquals(rows, poll());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "not json",
        "{\"seq_id\":1}",
        "{\"seq_id\":1,\"tile_id\":0,\"layer\":0,\"saturated\":0,\"received_us\":0,\"done_us\":0}",
        "{\"seq_id\":1,\"print_id\":\"P\",\"tile_id\":0,\"layer\":0,\"saturated\":0,"
            + "\"received_us\":0,\"done_us\":0} x",
        "{\"seq_id\":1,\"print_id\":\"P\",\"tile_id\":0,\"layer\":0,\"saturated\":0,"
            + "\"received_us\":0}"
      })
  void poll_badLine_namesFileAndByte(String bad) throws Exception {
    String good = new String(RowType.encode(q1(header(1, 0), 5)), UTF_8) + "\n";
    Files.writeString(file, good + bad + "\n");

    IOException failure = assertThrows(IOException.class, this::poll);
    assertTrue(
        failure
            .getMessage()
            .startsWith(
                String.format(
                    Locale.ROOT, "part file %s, byte %d: not a row: ", file, good.length())),
        failure.getMessage());
  }

  private List<Row> poll() throws IOException {
    List<Row> rows = new ArrayList<>();
    files.poll(rows::add);
    return rows;
  }
}
