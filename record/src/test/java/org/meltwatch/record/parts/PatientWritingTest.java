package org.meltwatch.record.parts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meltwatch.record.parts.Rows.header;
import static org.meltwatch.record.parts.Rows.q1;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.record.rows.Answers;
import org.meltwatch.record.rows.Row;
import org.meltwatch.record.rows.RowType;
import org.meltwatch.retry.Retries;

/** A disk that fails as often as it is told to, and what is written to it. */
final class PatientWritingTest {

  private static final String FULL = "No space left on device";

  @TempDir private Path dir;
  private final PatientWriting threeTimes =
      new PatientWriting(new Retries(3, Duration.ofMillis(1), Duration.ofMillis(2)));
  private int attempts;

  @Test
  void write_diskIsFullForAMoment_writesAfterAll() throws Exception {
    threeTimes.write(dir, () -> failUntil(3, new IOException(FULL)));
    assertEquals(3, attempts);
  }

  @Test
  void write_diskIsReadOnlyForAMoment_writesAfterAll() throws Exception {
    threeTimes.write(
        dir, () -> failUntil(2, new FileSystemException("x", null, "Read-only file system")));
    assertEquals(2, attempts);
  }

  @Test
  void write_diskStaysFull_givesUpWithTheLastFailure() {
    IOException failure =
        assertThrows(
            IOException.class,
            () -> threeTimes.write(dir, () -> failUntil(9, new IOException(FULL))));
    assertEquals(FULL, failure.getMessage());
    assertEquals(3, attempts);
  }

  @Test
  void write_afterTheDiskStayedFull_isTriedOnceUntilItCanBeWritten() throws Exception {
    IOException full = new IOException(FULL);
    assertThrows(IOException.class, () -> threeTimes.write(dir, () -> failUntil(9, full)));
    assertThrows(IOException.class, () -> threeTimes.write(dir, () -> failUntil(9, full)));
    assertEquals(3 + 1, attempts);
    threeTimes.write(dir, () -> failUntil(0, full));

    attempts = 0;
    threeTimes.write(dir, () -> failUntil(3, full));
    assertEquals(3, attempts);
  }

  @Test
  void write_whatWaitingCannotMend_isNotTriedAgain() {
    assertThrows(
        FileAlreadyExistsException.class,
        () -> threeTimes.write(dir, () -> failUntil(9, new FileAlreadyExistsException("parts"))));
    assertEquals(1, attempts);
  }

  @Test
  void write_interruptedWhileWaiting_endsAndSaysSo() {
    Thread.currentThread().interrupt();
    InterruptedIOException failure =
        assertThrows(
            InterruptedIOException.class,
            () -> threeTimes.write(dir, () -> failUntil(9, new IOException(FULL))));
    assertTrue(Thread.interrupted());
    assertEquals("interrupted before %s could be written".formatted(dir), failure.getMessage());
  }

  @Test
  void flush_afterAnAttemptThatWrotePartOfTheRows_leavesEachRowOnce() throws Exception {
    Path parts = PartFiles.directory(dir);
    PartFile file = new PartFile(parts.resolve("q1-a.jsonl"), threeTimes, new AtomicBoolean());
    file.append(PartWriter.line(q1(header(1, 0), 5)));
    file.flush();
    byte[] part = Arrays.copyOf(RowType.encode(q1(header(2, 1), 6)), 20);
    Files.write(only(parts), part, StandardOpenOption.APPEND);

    file.append(PartWriter.line(q1(header(2, 1), 6)));
    file.append(PartWriter.line(q1(header(3, 2), 7)));
    file.flush();

    assertEquals(List.of(q1(header(1, 0), 5), q1(header(2, 1), 6), q1(header(3, 2), 7)), rows());
  }

  @Test
  void write_ofAWholeFileThatFailsForAMoment_leavesNothingElse() throws Exception {
    WholeFile.write(
        dir.resolve("run.json"),
        out -> {
          out.write('1');
          failUntil(2, new IOException(FULL));
        },
        threeTimes);
    assertEquals("1", Files.readString(only(dir)));
  }

  @Test
  void write_ofAWholeFileThatFailsForEver_namesFileAndCauseAndLeavesNothing() throws Exception {
    IOException failure =
        assertThrows(
            IOException.class,
            () ->
                WholeFile.write(
                    dir.resolve("run.json"),
                    out -> failUntil(9, new IOException(FULL)),
                    threeTimes));
    assertEquals(
        "cannot write %s: java.io.IOException: %s".formatted(dir.resolve("run.json"), FULL),
        failure.getMessage());
    try (Stream<Path> left = Files.list(dir)) {
      assertEquals(List.of(), left.toList());
    }
  }

  private void failUntil(int good, IOException failure) throws IOException {
    attempts++;
    if (attempts < good) {
      throw failure;
    }
  }

  private List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    new PartFiles<>(dir, Answers.ALL.rowTypes()).poll(rows::add);
    return rows;
  }

  private static Path only(Path dir) throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      List<Path> found = files.toList();
      assertEquals(1, found.size());
      return found.get(0);
    }
  }
}
