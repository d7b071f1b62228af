package org.meltwatch.record.run;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meltwatch.record.parts.Rows.event;
import static org.meltwatch.record.parts.Rows.header;
import static org.meltwatch.record.parts.Rows.plain;
import static org.meltwatch.record.parts.Rows.q1;
import static org.meltwatch.record.parts.Rows.write;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.model.layers.RunEvent;
import org.meltwatch.model.received.Outcomes;
import org.meltwatch.model.received.Receipt;
import org.meltwatch.ranges.IdRange;
import org.meltwatch.record.watch.Progress;
import org.meltwatch.record.watch.RunWatch;
import org.meltwatch.worker.WorkerState;

@Timeout(60)
final class OutcomeFileTest {

  @TempDir private Path dir;

  @Test
  void latest_beforeTheFirstOutcome_knowsNothing() throws Exception {
    assertFalse(new OutcomeFile(dir).latest().has(receipt(0), 0L));
  }

  @Test
  void latest_ofWhatWasWritten_knowsBatchIdsAndOrigins() throws Exception {
    OutcomeFile file = new OutcomeFile(dir);
    file.write(
        new Settled(List.of(new IdRange(0, 3), new IdRange(5, 5)), List.of("lane0-7", "seq9")));

    Outcomes.Known known = onAnotherWorker(file).latest();
    assertTrue(known.has(receipt(1), 3L));
    assertFalse(known.has(receipt(1), 4L));
    assertTrue(known.has(receipt(1), 5L));
    assertTrue(known.has(receipt(7), null), "refused, with a batch_id that cannot be read");
    assertFalse(known.has(receipt(8), null));
  }

  @Test
  void latest_inTheProcessThatTells_isNewerThanTheFile() throws Exception {
    OutcomeFile file = new OutcomeFile(dir);
    file.write(new Settled(List.of(new IdRange(0, 3)), List.of()));
    file.tell(new Settled(List.of(new IdRange(0, 4)), List.of()));
    assertTrue(file.latest().has(receipt(1), 4L));

    WorkerState.close();
    assertFalse(file.latest().has(receipt(1), 4L), "as in another process");
    assertTrue(file.latest().has(receipt(1), 3L));
  }

  @Test
  void latest_ofADamagedFile_namesIt() throws Exception {
    Path damaged = dir.resolve("parts/outcomes.json");
    Files.createDirectories(damaged.getParent());
    Files.writeString(damaged, "{");
    IOException failure = assertThrows(IOException.class, () -> new OutcomeFile(dir).latest());
    assertTrue(failure.getMessage().startsWith(damaged.toString()), failure.getMessage());
  }

  @Test
  void publishing_ofRowsThatComeIn_tellsWhichMessagesAreSettled() throws Exception {
    write(dir, plain(header(0, 0)));
    write(dir, q1(header(1, 1), 0));
    write(dir, event(new RunEvent.Duplicate(header(2, 2))));
    write(dir, event(new RunEvent.Refused("lane0-4", null, null, null, "no", "file")));
    OutcomeFile file = new OutcomeFile(dir);
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);

    try (RunWatch watch =
        RunWatch.start(new PartFollower(dir), Progress.on(nowhere, false, -1), () -> {}, file)) {
      while (!file.latest().has(receipt(4), null)) {
        assertFalse(watch.latest().complete());
        Thread.sleep(5);
      }
      while (!Files.exists(dir.resolve("parts/outcomes.json"))) {
        Thread.sleep(5);
      }
      assertTrue(file.latest().has(receipt(0), 0L), "has its result");
      assertFalse(file.latest().has(receipt(1), 1L), "has only its answer to Query 1");
      assertTrue(file.latest().has(receipt(2), 2L), "is a duplicate");
    }
    assertFalse(Files.exists(dir.resolve("parts/outcomes.json")), "of no use after the run");
  }

  private static Receipt receipt(long position) {
    return new Receipt(0, 2, position, 0, 0);
  }

  private static OutcomeFile onAnotherWorker(OutcomeFile file)
      throws IOException, ClassNotFoundException {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(sent)) {
      out.writeObject(file);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(sent.toByteArray()))) {
      return (OutcomeFile) in.readObject();
    }
  }
}
