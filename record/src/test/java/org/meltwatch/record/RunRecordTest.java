package org.meltwatch.record;

import static java.nio.file.StandardOpenOption.APPEND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meltwatch.record.parts.Rows.KEY;
import static org.meltwatch.record.parts.Rows.event;
import static org.meltwatch.record.parts.Rows.header;
import static org.meltwatch.record.parts.Rows.laneEnd;
import static org.meltwatch.record.parts.Rows.plain;
import static org.meltwatch.record.parts.Rows.q1;
import static org.meltwatch.record.parts.Rows.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.layers.RunEvent;
import org.meltwatch.model.received.DeadLetter;
import org.meltwatch.record.parts.DeadLetterWriter;
import org.meltwatch.record.rows.Answers;
import org.meltwatch.record.rows.ClustersAnswer;
import org.meltwatch.record.rows.SaturatedAnswer;
import org.meltwatch.record.rows.SaturatedAnswer.Saturated;
import org.meltwatch.record.run.Corrections;
import org.meltwatch.record.run.PartFollower;
import org.meltwatch.record.run.ResultFiles;

final class RunRecordTest {

  @TempDir private Path dir;

  @Test
  void open_directoryThatIsNotThere_isEmpty() throws Exception {
    RunRecord run = RunRecord.open(dir.resolve("absent"));

    assertEquals(0, run.count().poll().results());
    assertEquals(List.of(), run.rows(SaturatedAnswer.TYPE).poll());
    assertEquals(List.of(), run.firstAnswers(SaturatedAnswer.TYPE));
    assertEquals(List.of(), run.events());
    assertEquals(List.of(), run.deadLetters());
    assertEquals(List.of(), run.resultLines(SaturatedAnswer.TYPE));
    assertNull(run.summary());
  }

  @Test
  void rows_whileTheRunGrows_tellsEachTileOnce() throws Exception {
    RunRecord run = RunRecord.open(dir);
    RowFollower<Saturated> rows = run.rows(SaturatedAnswer.TYPE);
    PartFollower counting = run.count();
    write(dir, plain(header(0, 0)));

    assertEquals(List.of(q1(header(0, 0), 0)), rows.poll());
    assertFalse(counting.poll().complete());
    assertEquals(List.of(), rows.poll());

    write(dir, plain(header(1, 1)));
    // A bundle that is tried again, with other times.
    write(dir, plain(new TileHeader(0, KEY, 0, 77)));
    write(dir, laneEnd(0, 1, 2));

    assertEquals(List.of(q1(header(1, 1), 0)), rows.poll());
    assertTrue(counting.poll().complete());
    assertEquals(2, counting.counts().results());
  }

  @Test
  void rows_lineThatIsTorn_isNotThereBeforeItsEndIs() throws Exception {
    Path part = Files.createDirectories(dir.resolve("parts")).resolve("q1-a.jsonl");
    String line =
        "{\"seq_id\":7,\"print_id\":\"P\",\"tile_id\":3,\"layer\":2,\"saturated\":12,"
            + "\"received_us\":1,\"done_us\":2}\n";
    RunRecord run = RunRecord.open(dir);
    RowFollower<Saturated> rows = run.rows(SaturatedAnswer.TYPE);
    Files.writeString(part, line.substring(0, 30));

    assertEquals(List.of(), rows.poll());
    assertEquals(List.of(), run.firstAnswers(SaturatedAnswer.TYPE));

    Files.writeString(part, line.substring(30), APPEND);
    assertEquals(List.of(new Saturated(7, "P", 3, 2, 12, 1, 2)), rows.poll());
  }

  @Test
  void firstAnswers_withAReplay_keepTheFirstInOrderOfReceipt() throws Exception {
    Saturated late = answer(1, 20, 90);
    write(dir, answer(2, 30, 50), late);
    write(dir, answer(1, 20, 40), answer(0, 25, 26));

    assertEquals(
        List.of(answer(1, 20, 40), answer(0, 25, 26), answer(2, 30, 50)),
        RunRecord.open(dir).firstAnswers(SaturatedAnswer.TYPE));
  }

  @Test
  void firstAnswers_rowWithoutATime_namesTheFile() throws Exception {
    Path part = Files.createDirectories(dir.resolve("parts")).resolve("q3-a.jsonl");
    Files.writeString(part, "{\"seq_id\":1,\"received_us\":2}\n");

    IOException failure =
        assertThrows(
            IOException.class, () -> RunRecord.open(dir).firstAnswers(ClustersAnswer.TYPE));
    assertTrue(failure.getMessage().startsWith("part file " + part), failure.getMessage());
  }

  @Test
  void events_ofABundleTriedAgain_areThereOnce() throws Exception {
    RunEvent gap = new RunEvent.Skipped(KEY, 3, 6);
    write(dir, event(gap));
    write(dir, event(gap), laneEnd(0, 1, 2));

    assertEquals(List.of(gap, new RunEvent.LaneEnded(0, 1, 2)), RunRecord.open(dir).events());
  }

  @Test
  void deadLetters_ofLettersThatWereKept_sayWhatIsKnown() throws Exception {
    DeadLetter letter =
        new DeadLetter("lane0-4", 6L, KEY, 7, "no TIFF", "tif", new byte[] {1, 2, 3});
    new DeadLetterWriter(dir, 1 << 20).write(letter);

    var notes = RunRecord.open(dir).deadLetters();
    assertEquals(1, notes.size());
    assertEquals(6L, notes.get(0).seqId());
    assertEquals(3, notes.get(0).bytes());
    assertEquals("no TIFF", notes.get(0).reason());
  }

  @Test
  void resultLines_ofAssembledFiles_areTheirRows() throws Exception {
    write(dir, plain(header(4, 1)));
    ResultFiles.assemble(dir, Answers.ALL, Corrections.NOT_WANTED);

    assertEquals(List.of("4,P,3,0"), RunRecord.open(dir).resultLines(SaturatedAnswer.TYPE));
  }

  private static Saturated answer(long seqId, long receivedUs, long doneUs) {
    return SaturatedAnswer.row(new TileHeader(seqId, KEY, 0, receivedUs), 0, doneUs);
  }
}
